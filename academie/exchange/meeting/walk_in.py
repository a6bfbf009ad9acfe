"""Somebody who stands at the door without having signed up."""

import secrets
from datetime import datetime, timedelta

from django import forms
from django.db import transaction

from academie.core.enums import World
from academie.core.reader_forms import ReaderForm
from academie.exchange.capacity import desk
from academie.exchange.capacity.errors import NotPossible
from academie.exchange.capacity.people import Actor, Applicant
from academie.exchange.enums import SignUpState
from academie.exchange.meeting import attendance
from academie.exchange.models import SignUp, TrainingSession
from academie.exchange.roles import role_of
from academie.mail.checks import MAX_ADDRESS, clean_address
from academie.mail.forms import WRONG_ADDRESS
from search.documents import clean_text

FULL = "Er is geen plaats meer vrij voor {side}. Vraag de organisator om een plaats erbij."
ASK = {
    "name": "Vul de naam in.",
    "email": "Vul het e-mailadres in. Bijvoorbeeld: naam@school.nl",
    "organisation": "Vul de organisatie in.",
    "side": "Kies onderwijs, zorg, of gemeente of overig.",
}


class WalkInForm(ReaderForm):
    """The same five fields as on the page of the event, filled in at the door."""

    name = forms.CharField(max_length=120, error_messages={"required": ASK["name"]})
    email = forms.CharField(max_length=MAX_ADDRESS, error_messages={"required": ASK["email"]})
    role = forms.CharField(max_length=80, required=False)
    organisation = forms.CharField(max_length=160, error_messages={"required": ASK["organisation"]})
    side = forms.ChoiceField(
        choices=World.choices,
        error_messages={"required": ASK["side"], "invalid_choice": ASK["side"]},
    )

    def clean_email(self) -> str:
        """Return the one address; otherwise say what is wrong with it."""
        try:
            return clean_address(self.cleaned_data["email"])
        except ValueError:
            raise forms.ValidationError(WRONG_ADDRESS) from None

    @property
    def key(self) -> str:
        """What makes two presses on the button one sign-up; made with the page."""
        given = str(self.data.get("key", ""))[:64]
        return given if given.isascii() and given.isalnum() else ""

    @property
    def new_key(self) -> str:
        """The key for the page that is shown: the same one again after an error."""
        return self.key or secrets.token_hex(16)

    def applicant(self) -> Applicant:
        """Return who it is. Only for a form that is valid."""
        given = self.cleaned_data
        return Applicant(
            name=clean_text(given["name"]),
            email=given["email"],
            role=role_of(clean_text(given["role"])),
            organisation=clean_text(given["organisation"]),
            side=World(given["side"]),
        )


def add(
    session: TrainingSession, applicant: Applicant, *, key: str, actor: Actor, now: datetime
) -> SignUp:
    """Give somebody at the door a place and note that she is there; all of it or nothing.

    Who waited or had asked for a place gets no other treatment than at home: a place when one
    fits. Raises `NotPossible` when none does, so that nobody waits for a day that is today.
    """
    # No places are given once a session has begun. Somebody at the door is the exception: for her
    # the clock stands still just before it.
    before = min(now, session.start - timedelta(seconds=1))
    with transaction.atomic():
        sign_up = desk.sign_up(session.pk, applicant, key=key, actor=actor, now=before).sign_up
        if sign_up.state == SignUpState.REQUESTED:
            # Whoever receives her stands in front of her.
            sign_up = desk.approve(sign_up.pk, actor=actor, now=before)
        if sign_up.state != SignUpState.CONFIRMED:
            raise NotPossible(FULL.format(side=World(applicant.side).label.lower()))
        return attendance.mark_present(sign_up.pk, True, actor=actor, now=now)
