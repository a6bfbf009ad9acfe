"""Moments of trainings among search results, with the places that are taken now.

The search is the lowest layer and knows no places: a card in the index has the numbers of the day
it was indexed. So a page of results looks its trainings up, all of them in one go.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django import template
from django.utils import timezone

from academie.core.page_keys import pk_of
from academie.exchange.live import live_moments
from academie.exchange.models import TrainingSession
from academie.exchange.moments import Moment

if TYPE_CHECKING:
    from search.results import ResultCard

register = template.Library()

TYPE = "training"


@register.simple_tag
def moments_of_hits(hits: "Iterable[ResultCard]") -> dict[str, Moment]:
    """Return card -> the moment to show: the first to come, else the last one that was.

    One that was cancelled counts only when the training has no other. A card without a page here
    (made up, or just taken away) has no moment, so nothing is said of its places.
    """
    keys = {pk: hit.key for hit in hits if hit.type == TYPE and (pk := pk_of(hit.key)) is not None}
    if not keys:
        return {}
    rows = list(
        TrainingSession.objects.filter(page__in=keys).select_related("seating").order_by("start")
    )
    per_page: defaultdict[int, list[Moment]] = defaultdict(list)
    for row, moment in zip(rows, live_moments(rows, timezone.now()), strict=True):
        per_page[row.page_id].append(moment)
    return {keys[pk]: _shown(moments) for pk, moments in per_page.items()}


@register.filter
def moment_of_hit(moments: Mapping[str, Moment], key: str) -> Moment | None:
    """Return the moment of a card, out of what `moments_of_hits` found."""
    return moments.get(key) if moments else None


def _shown(moments: list[Moment]) -> Moment:
    """Return the moment of a training that a card has room for."""
    wanted = [moment for moment in moments if not moment.cancelled] or moments
    return next((moment for moment in wanted if not moment.past), wanted[-1])
