"""The list of what waits: what I read, what I may take, what is late, by region."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from academie.accounts.who import display_name
from academie.moderation.models import Review
from academie.moderation.screens.frame import TITLE, show
from academie.moderation.visible import reviews_for

MOST = 200


@dataclass(frozen=True, slots=True)
class Line:
    """One text in the list."""

    review: Review
    title: str
    kind: str
    maker: str
    region: str
    reader: str


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Show what this reader may read: her own first, then what nobody took, late ones on top."""
    found = reviews_for(request.user).select_related(
        "page__content_type", "region", "handed_in_by", "claimed_by"
    )
    chosen = request.GET.get("regio", "")[:50]
    if chosen:
        found = found.filter(region__slug=chosen)
    lines = [_line(review) for review in found.order_by("due_on", "pk")[:MOST]]
    mine = [one for one in lines if one.review.claimed_by_id == request.user.pk]
    free = [one for one in lines if one.review.claimed_by_id is None]
    others = [one for one in lines if one not in mine and one not in free]
    every = reviews_for(request.user).exclude(region=None).order_by("region__label")
    regions = dict(every.values_list("region__slug", "region__label"))
    context: dict[str, Any] = {
        "groups": [
            ("Die u leest", mine, "U leest nu niets."),
            ("Wacht op een lezer", free, "Er wacht niets. Goed gedaan."),
            ("Leest een ander", others, ""),
        ],
        "regions": regions.items(),
        "chosen": chosen,
        "today": timezone.localdate(),
    }
    return show(request, "moderation/admin/queue.html", TITLE, context)


def _line(review: Review) -> Line:
    model = review.page.specific_class
    return Line(
        review=review,
        title=review.page.draft_title or review.page.title,
        kind=str(model._meta.verbose_name) if model else "",
        maker=display_name(review.handed_in_by),
        region=review.region.label if review.region else "",
        reader=display_name(review.claimed_by) if review.claimed_by_id else "",
    )
