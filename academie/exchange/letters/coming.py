"""The words for who asks, waits or has a place. Each function returns the paragraphs of one letter.

The first paragraph stands before the card with the moment, the others after it.
"""

from datetime import datetime

from academie.exchange import links
from academie.exchange.enums import Decision, Reason, SignUpState
from academie.exchange.letters import words
from academie.exchange.letters.about import About, out_of_calendar, standing
from academie.exchange.models import Seating, TrainingSession
from academie.exchange.moments import minimum_words

_GIVE_BACK = (
    "Kunt u toch niet komen? Geef uw plaats dan terug, of geef haar door aan een collega. "
    "Zo blijft er geen stoel leeg. Dat kan met de link hieronder."
)
_LINE = (
    "U krijgt die plaats dan vanzelf. U hoeft niets te doen. "
    "Wilt u niet meer wachten? Meld u dan af met de link hieronder."
)
_IN_CALENDAR = "Bij deze mail zit een afspraak. Open die om haar in uw agenda te zetten."


def requested(about: About) -> list[str]:
    """The host looks first."""
    return [
        "Uw aanvraag is binnen. De gastheer kijkt eerst of het past. Daarna krijgt u een mail. "
        "U hebt nu nog geen plaats."
    ]


def waiting(about: About) -> list[str]:
    """On the list: the place in it, why, and what comes next."""
    first = "U staat op de wachtlijst."
    if about.change.old == SignUpState.REQUESTED:
        first = "De gastheer vindt het goed dat u komt. Er is nu geen plaats vrij. " + first
    return [first, standing(about), _LINE]


def confirmed(about: About) -> list[str]:
    """A place, at once or because the host agreed."""
    first = "U hebt een plaats."
    if about.change.old == SignUpState.REQUESTED:
        first = "De gastheer vindt het goed dat u komt. U hebt een plaats."
    return [first, *_with_place(about)]


def promoted(about: About) -> list[str]:
    """A place that came free: given, not offered."""
    return [
        "Goed nieuws: er is een plaats voor u. U stond op de wachtlijst. "
        "Nu hebt u een plaats. U hoeft niets te doen.",
        *_with_place(about),
    ]


def received(about: About) -> list[str]:
    """A place of a colleague."""
    return ["Een collega gaf u deze plaats. U kunt dus komen.", *_with_place(about)]


def _with_place(about: About) -> list[str]:
    session = about.sign_up.session
    return [
        _IN_CALENDAR,
        _at_least(session, about.now) if session.minimum else "",
        words.sheet(session.page),
        _GIVE_BACK,
        "Al uw momenten bij ons in uw eigen agenda volgen? Gebruik dit adres:\n"
        + links.feed_url(about.sign_up),
    ]


def _at_least(session: TrainingSession, now: datetime) -> str:
    seating: Seating | None = getattr(session, "seating", None)
    said = minimum_words(session, seating, now=now)
    if seating is not None and seating.decision == Decision.GO:
        return said
    return f"{said} Zijn er te weinig aanmeldingen? Dan krijgt u een mail."


def back_in_line(about: About) -> list[str]:
    """A place lost, because it was for the other side."""
    return [
        f"U had een plaats. {_side_is(about)} "
        "Voor die kant is er nu geen plaats vrij. U staat daarom op de wachtlijst.",
        standing(about),
        _LINE,
        out_of_calendar(about),
    ]


def side(about: About) -> list[str]:
    """The side is another one now; place or list stay."""
    return [
        f"{_side_is(about)} Klopt dit niet? Verander het dan met de link hieronder.",
        standing(about) if about.waits else _still(about),
    ]


def _side_is(about: About) -> str:
    side = about.sign_up.get_side_display().lower()
    if about.by_herself:
        return f"U hebt veranderd bij welke kant u hoort. Dat is nu: {side}."
    return f"De kant waar u bij hoort klopte niet. Wij hebben die verbeterd. Het is nu: {side}."


def _still(about: About) -> str:
    return "U houdt uw plaats." if about.has_place else ""


def details(about: About) -> list[str]:
    """Name, role, organisation or address are others now."""
    who = "U hebt" if about.by_herself else "De organisator heeft"
    return [
        f"{who} uw gegevens veranderd. Kijk met de link hieronder of alles klopt.",
        _IN_CALENDAR if about.has_place and about.sign_up.former_email else "",
    ]


def moved(about: About) -> list[str]:
    """Another time or place."""
    first = "Let op: de tijd of de plaats is veranderd. Hieronder staat hoe het nu is."
    if not about.has_place:
        return [first, standing(about) if about.waits else ""]
    return [
        f"{first} U houdt uw plaats.",
        "Bij deze mail zit een nieuwe afspraak. Die vervangt de oude in uw agenda.",
        _GIVE_BACK,
    ]


def changed(about: About) -> list[str]:
    """Something that has no letter of its own."""
    reason = Reason(about.change.reason).label
    return [f"Er is iets veranderd aan uw aanmelding. {reason} {_still(about)}".strip()]
