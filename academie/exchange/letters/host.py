"""The letters to who receives the participants. No names: those stand behind a login."""

from datetime import datetime

from django.utils import timezone

from academie.core.enums import World
from academie.exchange import links
from academie.exchange.capacity.changes import CANCELLED, DECIDE_SOON, TOO_FEW
from academie.exchange.enums import SignUpState
from academie.exchange.letters import words
from academie.exchange.models import Seating, SignUp, TrainingEventPage, TrainingSession
from academie.mail.checks import clean_address
from academie.mail.links import absolute

_FIRST = "Beste gastheer of organisator,"


def address(event: TrainingEventPage) -> str:
    """Return where mail about sign-ups goes; '' when the page has neither contact nor owner."""
    owner = event.owner.email if event.owner is not None and event.owner.is_active else ""
    for candidate in (event.contact_email, owner):
        try:
            return clean_address(candidate)
        except ValueError:
            continue
    return ""


def asked(session: TrainingSession, side: str, *, now: datetime) -> tuple[str, str]:
    """Return the mail about one new request."""
    title = words.short_title(session.page)
    waiting = SignUp.objects.filter(session=session, state=SignUpState.REQUESTED).count()
    count = "1 aanvraag" if waiting == 1 else f"{waiting} aanvragen"
    return f"Nieuwe aanvraag: {title}", words.letter(
        _FIRST,
        f"Iemand wil graag komen. De kant is: {World(side).label.lower()}. "
        "Kijk of het past, en beslis. De aanvrager krijgt dan vanzelf een mail.",
        words.card(session, now=now),
        f"Er {'wacht' if waiting == 1 else 'wachten'} nu {count} op u. Hier beslist u:\n"
        + _list(session),
    )


def day(session: TrainingSession, *, now: datetime) -> tuple[str, str]:
    """Return the mail, some days before, with the list for the day itself."""
    places = SignUp.objects.filter(session=session, state=SignUpState.CONFIRMED)
    per_side = [
        f"{count} van {World(side).label.lower()}"
        for side in World.values
        if (count := places.filter(side=side).count())
    ]
    people = _people(places.count())
    return f"Wie er komen: {words.short_title(session.page)}", words.letter(
        _FIRST,
        f"Binnenkort ontvangt u {people}: {', '.join(per_side)}.",
        words.card(session, now=now),
        "Op deze lijst ziet u wie er komt. Daar zet u ook wie er echt was:\n"
        + links.day_url(session),
        "Wie deze link heeft, ziet de namen. Geef hem dus alleen aan wie de mensen ontvangt.",
    )


def session_letter(seating: Seating, event: str) -> tuple[str, str] | None:
    """Return the mail about a session as a whole; None when there is nothing to say."""
    session = seating.session
    title = words.short_title(session.page)
    found = _about(seating, event)
    if found is None:
        return None
    subject, sentence = found
    return f"{subject}: {title}", words.letter(
        _FIRST,
        sentence,
        words.card(session, now=timezone.now()),
        f"Alle deelnemers ziet u hier:\n{_list(session)}",
    )


def _about(seating: Seating, event: str) -> tuple[str, str] | None:
    session = seating.session
    if event == DECIDE_SOON:
        places = SignUp.objects.filter(session=session, state=SignUpState.CONFIRMED).count()
        return "Te weinig mensen", (
            f"Er {'heeft' if places == 1 else 'hebben'} nu {_people(places)} een plaats. "
            f"U wilde dat er {_people(session.minimum)} of meer kwamen. "
            "Kijk of u nog mensen kunt vragen."
        )
    if event == TOO_FEW:
        return "Gaat niet door", (
            f"Er waren minder dan {_people(session.minimum)}. Daarom gaat dit niet door. "
            "Iedereen die zich aanmeldde, krijgt een mail. U hoeft die mensen niet te mailen."
        )
    if event == CANCELLED:
        return "Gaat niet door", (
            "Dit moment is afgezegd. "
            "Iedereen die zich aanmeldde, krijgt een mail. U hoeft die mensen niet te mailen."
        )
    return None


def _people(count: int) -> str:
    return "1 mens" if count == 1 else f"{count} mensen"


def _list(session: TrainingSession) -> str:
    return absolute(f"/beheer/deelnemers/{session.pk}/")
