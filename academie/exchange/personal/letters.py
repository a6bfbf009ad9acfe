"""The words of the mails that these pages send. Text only, and nothing that a stranger typed."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.formats import date_format

from academie.exchange.models import SignUp
from academie.exchange.moments import moment_of
from academie.exchange.personal.tokens import ADDRESS_DAYS

_CLOSING = "Onderwijs-Zorg Academie"


def own_links(found: Sequence[tuple[SignUp, str]], *, now: datetime) -> tuple[str, str]:
    """Return subject and text of the mail with the way to each sign-up of an address."""
    one = len(found) == 1
    lines = [
        f"{sign_up.session.page.title}\n{_when(sign_up, now)}\n{sign_up.get_state_display()}\n{url}"
        for sign_up, url in found
    ]
    return (
        "Uw aanmelding" if one else "Uw aanmeldingen",
        _letter(
            f"Dit is de link naar uw {'aanmelding' if one else 'aanmeldingen'}. "
            "U kunt er alles zien, veranderen en wissen. Geef de link aan niemand.",
            *lines,
            "Hebt u dit niet gevraagd? Dan hoeft u niets te doen.",
        ),
    )


def new_address(url: str) -> tuple[str, str]:
    """Return the mail that asks at a new address whether it is right."""
    return "Klopt uw nieuwe e-mailadres?", _letter(
        "Iemand wil dat mail over een aanmelding voortaan naar dit adres gaat. Was u dat? "
        "Bevestig het dan met deze link:",
        url,
        f"De link werkt {ADDRESS_DAYS} dagen. Doet u niets, dan verandert er niets.",
        "Was u het niet? Dan hoeft u niets te doen.",
    )


def _when(sign_up: SignUp, now: datetime) -> str:
    moment = moment_of(sign_up.session, now=now)
    return f"{date_format(moment.start, 'l j F Y')}, {moment.hours}"


def _letter(*parts: str) -> str:
    return "\n\n".join(["Beste lezer,", *parts, _CLOSING]) + "\n"
