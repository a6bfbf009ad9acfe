"""The letters to somebody who signed up: one for everything that can happen to a sign-up.

Text only, short sentences. A letter is made inside the transaction of the change, so it says what
is true at the moment that the change becomes true.
"""

from collections.abc import Callable

from academie.exchange.letters import coming, leaving, words
from academie.exchange.letters.about import About
from academie.exchange.letters.kinds import What
from academie.exchange.models import SignUp, SignUpChange
from academie.mail.links import absolute

_NOT_ME = (
    "Hebt u zich niet aangemeld? Dan vulde iemand anders uw adres in. "
    "Haal de aanmelding dan weg met de link hierboven."
)


def compose(what: What, change: SignUpChange, sign_up: SignUp) -> tuple[str, str]:
    """Return subject and text of the letter about a change."""
    about, title = About(change, sign_up), words.short_title(sign_up.session.page)
    if what is What.ERASED:
        return "Uw gegevens zijn gewist", leaving.erased(about)
    first = words.greeting(sign_up.name)
    body = _BODIES[what](about)
    not_me = _NOT_ME if not change.old else ""
    ends = (words.own_link(sign_up), not_me, words.kept(sign_up))
    card = words.card(sign_up.session, now=about.now)
    return f"{_SUBJECTS[what]}: {title}", words.letter(first, body[0], card, *body[1:], *ends)


def old_address() -> tuple[str, str]:
    """Return the note to an address that gets no more mail; it may be a stranger's: no link."""
    return "U krijgt geen mail meer over een aanmelding", words.letter(
        "Beste lezer,",
        "U kreeg op dit adres mail over een aanmelding bij de Onderwijs-Zorg Academie. "
        "Die mail gaat vanaf nu naar een ander adres. U hoeft niets te doen.",
        "Hebt u dit niet veranderd? Kijk dan op onze site hoe u ons kunt bereiken:\n"
        + absolute("/"),
    )


_SUBJECTS = {
    What.REQUESTED: "Uw aanvraag is binnen",
    What.WAITING: "U staat op de wachtlijst",
    What.CONFIRMED: "U hebt een plaats",
    What.PROMOTED: "Er is een plaats voor u",
    What.RECEIVED: "U kreeg een plaats van een collega",
    What.REFUSED: "Er is geen plaats voor u",
    What.WITHDRAWN: "U bent afgemeld",
    What.HANDED_OVER: "U gaf uw plaats door",
    What.BACK_IN_LINE: "U staat nu op de wachtlijst",
    What.SIDE: "Uw aanmelding is verbeterd",
    What.DETAILS: "Uw gegevens zijn veranderd",
    What.MOVED: "Andere tijd of plaats",
    What.CANCELLED: "Gaat niet door",
    What.EXPIRED: "Uw aanmelding is vervallen",
    What.CHANGED: "Uw aanmelding is veranderd",
}
_BODIES: dict[What, Callable[[About], list[str]]] = {
    What.REQUESTED: coming.requested,
    What.WAITING: coming.waiting,
    What.CONFIRMED: coming.confirmed,
    What.PROMOTED: coming.promoted,
    What.RECEIVED: coming.received,
    What.REFUSED: leaving.refused,
    What.WITHDRAWN: leaving.withdrawn,
    What.HANDED_OVER: leaving.handed_over,
    What.BACK_IN_LINE: coming.back_in_line,
    What.SIDE: coming.side,
    What.DETAILS: coming.details,
    What.MOVED: coming.moved,
    What.CANCELLED: leaving.cancelled,
    What.EXPIRED: leaving.expired,
    What.CHANGED: coming.changed,
}
