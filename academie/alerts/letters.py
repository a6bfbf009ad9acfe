"""The words of the mails. Text only: a mail like this has nothing to show but words.

Who types somebody else's address decides nothing about what that person reads: the first mail does
not repeat the words of the search. They stand on the page behind the link.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from academie.alerts.followed import Followed
from academie.alerts.models import SavedSearch
from academie.alerts.tokens import CONFIRM_DAYS
from academie.mail.links import absolute
from search.documents import Document
from search.sources import vocabulary

MOST_CARDS = 10
"""Cards of one search in a mail; the others are one link."""

_MOST_LETTERS = 220
_SENTENCE = re.compile(r"(.+?[.!?])(?:\s|$)")
_CLOSING = "Onderwijs-Zorg Academie"
_OFTEN = {"dag": "Elke dag", "week": "Elke maandag"}


@dataclass(frozen=True, slots=True)
class Section:
    """One followed search with its new cards."""

    followed: Followed
    cards: Sequence[Document]


def confirm(confirm_url: str, frequency: str) -> tuple[str, str]:
    """Return subject and text of the mail that asks whether it was really you."""
    often = _OFTEN[frequency].lower()
    return "Wilt u mail over nieuwe kaarten?", _letter(
        "Iemand vroeg op onze site om mail over nieuwe kaarten op dit adres. Was u dat? "
        "Bevestig het dan met deze link:",
        confirm_url,
        f"Daarna krijgt u {often} een mail, maar alleen als er iets nieuws is. "
        "U kunt altijd stoppen.",
        f"Was u het niet? Dan hoeft u niets te doen. Wij wissen uw adres na {CONFIRM_DAYS} dagen.",
    )


def known(manage_url: str) -> tuple[str, str]:
    """Return the mail to somebody who asks for what she has already."""
    return "U volgt dit al", _letter(
        "U vroeg om mail over nieuwe kaarten. U volgt deze zoekvraag al. "
        "Wilt u zien wat u volgt, of iets veranderen? Gebruik deze link:",
        manage_url,
        "Hebt u dit niet gevraagd? Dan hoeft u niets te doen.",
    )


def full(manage_url: str, most: int) -> tuple[str, str]:
    """Return the mail to somebody who follows as much as we can keep."""
    return "U volgt al veel", _letter(
        f"U vroeg om mail over nieuwe kaarten. U volgt al {most} zoekvragen. Meer kan niet. "
        "Stop eerst met een andere. Dat kan met deze link:",
        manage_url,
        "Hebt u dit niet gevraagd? Dan hoeft u niets te doen.",
    )


def link(manage_url: str) -> tuple[str, str]:
    """Return the mail with the way to everything somebody follows."""
    return "Wat u volgt bij de Onderwijs-Zorg Academie", _letter(
        "Met deze link ziet u wat u volgt. U kunt het veranderen of stoppen:",
        manage_url,
        "Hebt u dit niet gevraagd? Dan hoeft u niets te doen.",
    )


def digest(sections: Sequence[Section], manage_url: str, leave_url: str) -> tuple[str, str]:
    """Return the mail with new cards; no card stands in it twice."""
    count = len({card.key for section in sections for card in section.cards})
    cards = "1 nieuwe kaart" if count == 1 else f"{count} nieuwe kaarten"
    is_or_are = "Er is" if count == 1 else "Er zijn"
    parts = [f"{is_or_are} {cards} die bij uw zoekvraag past."]
    if count != 1:
        parts = [f"{is_or_are} {cards} die passen bij wat u volgt."]
    for section in sections:
        parts.append(_underlined(f"U volgt: {section.followed.words}"))
        parts += [_card(card) for card in section.cards[:MOST_CARDS]]
        rest = len(section.cards) - MOST_CARDS
        if rest > 0:
            parts.append(f"En nog {rest}. Alles staat op:\n{_newest(section.followed)}")
    parts += [
        "--------",
        f"Veranderen wat u volgt, of met één zoekvraag stoppen:\n{manage_url}",
        f"Geen mail meer over nieuwe kaarten:\n{leave_url}",
    ]
    return f"{cards} voor u", _letter(*parts)


def renew(
    searches: Sequence[SavedSearch], words: Sequence[str], manage_url: str
) -> tuple[str, str]:
    """Return the mail that asks, after a year, whether it may go on."""
    last = min(search.ends_at for search in searches).date()
    return "Wilt u dit blijven volgen?", _letter(
        "U volgt dit bijna een jaar:",
        "\n".join(f"- {one}" for one in words),
        f"Wilt u mail blijven krijgen? Verleng het vóór {_day(last)} met deze link:",
        manage_url,
        "Doet u niets? Dan stopt de mail vanzelf en wissen wij uw adres.",
    )


def first_sentence(text: str) -> str:
    """Return the first sentence, cut at a word when it is very long."""
    match = _SENTENCE.match(text)
    sentence = match[1] if match else text
    if len(sentence) <= _MOST_LETTERS:
        return sentence
    return sentence[:_MOST_LETTERS].rpartition(" ")[0] + " …"


def _letter(*parts: str) -> str:
    return "\n\n".join(["Beste lezer,", *parts, _CLOSING]) + "\n"


def _underlined(line: str) -> str:
    return f"{line}\n{'=' * min(len(line), 60)}"


def _card(card: Document) -> str:
    label = vocabulary("type").get(card.type)
    kind = label.label if label else card.type
    lines = [f"{kind}: {card.title}", first_sentence(card.intro), absolute(card.url)]
    return "\n".join(line for line in lines if line)


def _newest(followed: Followed) -> str:
    url = followed.url
    if not followed.q:
        return absolute(url)
    return absolute(f"{url}&sorteer=nieuw")


def _day(day: date) -> str:
    return date_format(day, "j F Y")
