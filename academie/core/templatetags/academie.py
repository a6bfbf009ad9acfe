"""Small words and signs for templates: pure functions, no database."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from academie.core.enums import ContentType

register = template.Library()


class Look(NamedTuple):
    """How a type looks: its colour class and the symbol beside its word."""

    css: str
    glyph: str


LOOKS: Mapping[str, Look] = {
    ContentType.TOOLKIT: Look("is-toolkit", "g-toolkit"),
    ContentType.WERKINSTRUCTIE: Look("is-werk", "g-werk"),
    ContentType.PRAKTIJKVERHAAL: Look("is-verhaal", "g-verhaal"),
    ContentType.TRAINING: Look("is-uit", "g-uit"),
    ContentType.NIEUWS: Look("is-nieuws", "g-nieuws"),
    ContentType.PAGINA: Look("is-nieuws", "g-pagina"),
}
LEVEL_CLASSES = {"school": "lv", "buurt": "lv lv-b", "gebied": "lv lv-g"}
VOICE_GLYPHS = {
    "school": "v1",
    "smw": "v2",
    "wijkteam": "v3",
    "ouder": "v4",
    "jongere": "v5",
    "jeugdhulp": "v6",
}
SHOWN_OPTIONS = 6
"""Options of a facet that stand open; the rest is one click away."""
FACETS_FIRST = ("rol", "behoefte", "type", "niveau", "cluster")
"""Filters in the order of a reader's questions; the others follow as the search gives them."""
TWO_LINES = 26
"""Letters of labels that fit in two lines of the narrowest column, with ' en 3 meer' behind."""
MOST_SEATS = 24
"""More seats than this are not drawn: the words beside them say it better."""


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw a symbol of components/icons.html; words beside it say what it means."""
    return format_html('<svg class="ic" aria-hidden="true"><use href="#{}"/></svg>', name)


@register.filter
def type_css(slug: str) -> str:
    """Return the colour class of a type; the neutral one for a type that has none."""
    return LOOKS.get(slug, LOOKS[ContentType.PAGINA]).css


@register.filter
def type_glyph(slug: str) -> str:
    """Return the name of the symbol of a type."""
    return LOOKS.get(slug, LOOKS[ContentType.PAGINA]).glyph


@register.filter
def type_label(slug: str) -> str:
    """Return the word for a type."""
    return str(dict(ContentType.choices).get(slug, slug))


@register.filter
def level_class(slug: str) -> str:
    """Return the classes that draw one, three or six squares for school, buurt or gebied."""
    return LEVEL_CLASSES.get(slug, "lv")


@register.filter
def voice_glyph(voice: str) -> str:
    """Return the symbol of a voice: seats round a table, one of them taken."""
    return VOICE_GLYPHS.get(voice, "v5")


@register.filter
def card_cells(number: str | Sequence[str]) -> list[str]:
    """Return the cells of a card number: 'T2S 041' becomes T, 2, S and 041.

    A ``CardNumber`` has its cells already.
    """
    if not isinstance(number, str):
        return list(number)
    letters, _, serial = number.partition(" ")
    return [*letters, serial] if serial else [number]


@register.filter
def working_days(days: int | None) -> str:
    """Return a term in words; 0 is the same day, None is unknown and gives no words."""
    if days is None:
        return ""
    if days == 0:
        return "dezelfde dag"
    return "1 werkdag" if days == 1 else f"{days} werkdagen"


@register.filter
def cards(count: int) -> str:
    """Return a number of cards in words."""
    return "1 kaart" if count == 1 else f"{count} kaarten"


@register.filter
def in_short(labels: Sequence[str], most: int = 2) -> str:
    """Join the first labels and count the others, so that a code keeps to two lines.

    At most ``most`` labels are named; fewer when they are long, but always one.
    """
    named = [str(label) for label in labels[:most]]
    while len(named) > 1 and len(", ".join(named)) > TWO_LINES:
        named.pop()
    rest = len(labels) - len(named)
    return ", ".join(named) + (f" en {rest} meer" if rest else "")


@register.filter
def card_facts(card: Any) -> list[str]:
    """Return the small line of a result (ResultCard): its needs, and what only some cards have."""
    facts = [str(need) for need in card.needs]
    if card.type == ContentType.TRAINING and card.roles:
        facts.append(f"Voor {in_short(card.roles)}")
    voices = card.card.get("voices")
    if voices:
        facts.append(f"Stemmen: {', '.join(voices)}")
    if card.is_past:
        facts.append("Is geweest")
    if card.adopted:
        facts.append("Overgenomen van een andere organisatie")
    return facts


@register.filter
def seat_marks(total: int, taken: int) -> list[bool]:
    """Return one mark a seat, True for taken; nothing for more seats than a row can show."""
    return [number < taken for number in range(total)] if total <= MOST_SEATS else []


@register.filter
def in_reading_order(facets: Sequence[Any]) -> list[Any]:
    """Return the facets in the order of a reader's questions."""
    places = {name: place for place, name in enumerate(FACETS_FIRST)}
    return sorted(facets, key=lambda facet: places.get(facet.name, len(places)))


@register.filter
def open_options(options: Sequence[Any]) -> list[Any]:
    """Return the options of a facet that stand open: the first ones and all that are chosen."""
    return [one for number, one in enumerate(options) if number < SHOWN_OPTIONS or one.selected]


@register.filter
def folded_options(options: Sequence[Any]) -> list[Any]:
    """Return the options that wait behind 'meer'."""
    return [
        one for number, one in enumerate(options) if number >= SHOWN_OPTIONS and not one.selected
    ]
