"""Sentences of the form and of the page after it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from academie.exchange.enums import SignUpState

AGAIN = "Wij konden het formulier niet lezen, of het stond te lang open. Druk nog eens op de knop."
TOO_FAST = "Dat ging wel heel snel. Kijk of alles klopt en druk nog eens op de knop."
WAITED = (
    "Het is nu erg druk. Wij hebben niets bewaard. Wacht een minuut en druk nog eens op de knop."
)
PRESS_AGAIN = frozenset({AGAIN, TOO_FAST, WAITED})
CLOSED = "Aanmelden kan hier niet meer. Kijk in de agenda voor een ander moment."


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of the page after signing up."""

    title: str
    lead: str


HEADINGS = {
    SignUpState.CONFIRMED: Heading("U hebt een plaats", "Uw aanmelding is gelukt."),
    SignUpState.WAITING: Heading("U staat op de wachtlijst", "Uw aanmelding is gelukt."),
    SignUpState.REQUESTED: Heading(
        "Uw aanvraag is binnen", "De gastheer kijkt eerst of het past. Daarna krijgt u een mail."
    ),
    SignUpState.WITHDRAWN: Heading("U bent afgemeld", "U staat niet meer op de lijst."),
    SignUpState.REFUSED: Heading("U hebt geen plaats", "De gastheer kon u geen plaats geven."),
    SignUpState.HANDED_OVER: Heading("Uw plaats is doorgegeven", "Een collega komt in uw plaats."),
    SignUpState.EXPIRED: Heading(
        "U hebt geen plaats", "Het moment begon voordat er een plaats voor u was."
    ),
    SignUpState.CANCELLED: Heading("Dit moment gaat niet door", "Uw plaats is vervallen."),
}


def keep_words(days: Sequence[date], keep_days: int) -> str:
    """Return how long details are kept: a date, also when somebody has yet to choose a moment."""
    if not days:
        return ""
    last = date_format(max(days), "j F Y")
    if len(days) == 1:
        return f"Wij bewaren ze tot en met {last}. Daarna wissen wij ze."
    return (
        f"Wij bewaren ze tot {keep_days} dagen na uw moment, dus uiterlijk tot en met {last}. "
        "Daarna wissen wij ze."
    )
