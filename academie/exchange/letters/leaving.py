"""The words for who does not come, by her own choice or not; the paragraphs of one letter each."""

from academie.exchange.enums import Reason, SignUpState
from academie.exchange.invitations import page_url
from academie.exchange.letters import words
from academie.exchange.letters.about import About, note, out_of_calendar
from academie.mail.links import absolute


def refused(about: About) -> list[str]:
    """The host says that it does not fit."""
    return [
        "De gastheer kan u deze keer geen plaats geven.",
        note(about, "De gastheer schrijft"),
        f"Kijk in de agenda voor andere momenten:\n{absolute('/agenda/')}",
    ]


def withdrawn(about: About) -> list[str]:
    """Off the list, by herself or by an organiser."""
    if about.change.reason == Reason.REMOVED or not about.by_herself:
        first = "De organisator heeft uw aanmelding weggehaald. U staat niet meer op de lijst."
    else:
        first = "U bent afgemeld. Fijn dat u het liet weten."
    freed = "Uw plaats is nu voor een ander." if about.had_place else ""
    return [
        f"{first} {freed}".strip(),
        note(about, "De organisator schrijft"),
        out_of_calendar(about),
        "Wilt u toch komen? Meld u dan opnieuw aan op de pagina hierboven.",
    ]


def handed_over(about: About) -> list[str]:
    """The place went to a colleague."""
    return [
        "U gaf uw plaats aan een collega. Uw collega krijgt zelf een mail. U hoeft niets te doen.",
        out_of_calendar(about),
    ]


def cancelled(about: About) -> list[str]:
    """The session is off."""
    first = "Dit gaat helaas niet door. U hoeft niets te doen."
    if about.change.reason == Reason.TOO_FEW:
        first = "Dit gaat helaas niet door. Er waren te weinig aanmeldingen."
    return [
        first,
        note(about, "De organisator schrijft"),
        out_of_calendar(about),
        f"Kijk in de agenda voor andere momenten:\n{absolute('/agenda/')}",
    ]


def expired(about: About) -> list[str]:
    """It began before there was a place."""
    first = "Er kwam op tijd geen plaats voor u vrij. U staat niet meer op de wachtlijst."
    if about.change.old == SignUpState.REQUESTED:
        first = "De gastheer heeft niet op tijd beslist. Uw aanvraag is daarom vervallen."
    return [first, f"Kijk in de agenda voor andere momenten:\n{absolute('/agenda/')}"]


def erased(about: About) -> str:
    """Return the last letter, whole: no name, and no link to what is gone."""
    off = "U bent ook afgemeld. " if about.change.old != about.change.new else ""
    return words.letter(
        "Beste lezer,",
        f"Wij hebben de gegevens van uw aanmelding gewist. {off}Dit is onze laatste mail hierover.",
        out_of_calendar(about),
        f"De pagina van dit moment:\n{page_url(about.sign_up.session.page)}",
    )
