"""What an organiser fills in about one person."""

from typing import Any

from django import forms

from academie.core.enums import World
from academie.core.spreadsheets.cells import clean_cell
from academie.exchange.capacity.people import Applicant
from academie.exchange.models import SignUp
from academie.exchange.roles import role_label
from academie.mail.checks import MAX_ADDRESS, clean_address
from academie.mail.forms import WRONG_ADDRESS
from academie.taxonomy import selectors

ROLES_LIST = "rollen"
"""The id of the list of roles to choose from while typing."""


class Line(forms.CharField):
    """Text on one line; signs that nobody sees do not count as filled in."""

    def to_python(self, value: Any) -> str:
        """Return the text that can be read."""
        return clean_cell(str(super().to_python(value) or ""))


class DetailsForm(forms.Form):
    """Name, address, role and organisation of somebody."""

    name = Line(label="Naam", max_length=120, error_messages={"required": "Vul de naam in."})
    email = forms.CharField(
        label="E-mailadres",
        max_length=MAX_ADDRESS,
        error_messages={"required": "Vul het e-mailadres in."},
    )
    role = Line(
        label="Rol",
        max_length=80,
        widget=forms.TextInput(attrs={"list": ROLES_LIST}),
        error_messages={"required": "Vul de rol in."},
    )
    organisation = Line(
        label="Organisatie", max_length=160, error_messages={"required": "Vul de organisatie in."}
    )

    @classmethod
    def values_of(cls, sign_up: SignUp) -> dict[str, str]:
        """Return what the form shows first for somebody who is there already."""
        return {
            "name": sign_up.name,
            "email": sign_up.email,
            "role": role_label(sign_up.role),
            "organisation": sign_up.organisation,
            "side": sign_up.side,
        }

    def clean_email(self) -> str:
        """Return the address; otherwise say what is wrong with it."""
        try:
            return clean_address(self.cleaned_data["email"])
        except ValueError:
            raise forms.ValidationError(WRONG_ADDRESS) from None

    def clean_role(self) -> str:
        """Return the slug of a role that is in the vocabulary, otherwise what was typed."""
        typed = str(self.cleaned_data["role"])
        slugs = {label.casefold(): slug for slug, label in selectors.labels("rol").items()}
        return slugs.get(typed.casefold(), typed)

    def role_labels(self) -> list[str]:
        """Return the roles to choose from."""
        return list(selectors.labels("rol").values())


class ApplicantForm(DetailsForm):
    """Somebody new: the details and the side."""

    side = forms.ChoiceField(
        label="Kant",
        choices=[("", "Kies een kant"), *World.choices],
        error_messages={"required": "Kies de kant van de organisatie."},
    )
    key = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def applicant(self) -> Applicant:
        """Return who it is, once the form is valid."""
        values: dict[str, Any] = self.cleaned_data
        return Applicant(
            name=values["name"],
            email=values["email"],
            role=values["role"],
            organisation=values["organisation"],
            side=World(values["side"]),
        )


class SideForm(forms.Form):
    """The right side of somebody."""

    side = forms.ChoiceField(
        label="Kant", choices=World.choices, error_messages={"required": "Kies een kant."}
    )
    may_wait = forms.BooleanField(
        label="Is er voor deze kant geen plaats, dan mag deze persoon naar de wachtlijst",
        required=False,
    )


class ReasonForm(forms.Form):
    """Why something happens to somebody: goes along in the mail."""

    reason = Line(
        label="Reden",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Deze tekst staat in de mail. Schrijf geen gegevens over kinderen op.",
        error_messages={"required": "Vul de reden in. De deelnemer leest die in de mail."},
    )
