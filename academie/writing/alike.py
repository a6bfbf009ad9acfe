"""'Bijna hetzelfde bestaat al': items that say what a new one says, and what to do about them."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from academie.core.items import permanent_ids
from academie.proofing.similar import nearly_the_same
from academie.writing.plan.all import kind_of
from search.documents import serial
from search.results import ResultCard

MOST_LETTERS = 300


@dataclass(frozen=True, slots=True)
class Alike:
    """An item, and where a reader adds to it: the note goes to the one who made it."""

    card: ResultCard
    add_url: str


def alike(page: Any) -> list[Alike]:
    """Return items near to a saved text; none once its writer said that it is different."""
    kind = kind_of(page)
    if kind is None or page.draft.really_different:
        return []
    return alike_to(page.title, page.intro, kind.page_type.value, page.pk)


def alike_to(title: str, intro: str, type: str, exclude: int | None) -> list[Alike]:
    """Return items near to a title and an introduction that may not be saved yet."""
    cards = nearly_the_same(title[:MOST_LETTERS], intro[:MOST_LETTERS], type, exclude)
    numbers = {card.key: serial(card.key) for card in cards}
    known = permanent_ids(list(numbers.values()))
    return [
        Alike(card, reverse("upkeep:report", args=[known[numbers[card.key]]]))
        for card in cards
        if numbers[card.key] in known
    ]
