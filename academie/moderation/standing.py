"""Where a text stands on its way to readers, in words for its maker."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from wagtail.models import Page, Revision

from academie.accounts.who import display_name
from academie.moderation.models import Review

Outcome = Review.Outcome


@dataclass(frozen=True, slots=True)
class Standing:
    """One page's stand.

    ``word`` fits a label, ``sentence`` says what happens now. ``reviewer`` is the name of who reads
    it, '' as long as nobody took it; ``reason`` why it came back.
    """

    word: str
    sentence: str
    due_on: date | None = None
    reviewer: str = ""
    reason: str = ""
    review_id: int | None = None


def standings(pages: Iterable[Any]) -> Mapping[int, Standing]:
    """Return page number -> stand, in two queries; the pages are read already."""
    rows = list(pages)
    latest = {
        review.page_id: review
        for review in Review.objects.filter(page__in=[page.pk for page in rows])
        .select_related("claimed_by", "ended_by")
        .order_by("pk")
    }
    drafts = [page.pk for page in rows if page.has_unpublished_changes or not page.live]
    planned = dict(
        Revision.page_revisions.filter(object_id__in=[str(pk) for pk in drafts])
        .exclude(approved_go_live_at=None)
        .values_list("object_id", "approved_go_live_at")
    )
    return {
        page.pk: _standing(page, latest.get(page.pk), planned.get(str(page.pk))) for page in rows
    }


def standing_of(page: Page) -> Standing:
    """Return the stand of one page."""
    return standings([page])[page.pk]


def _standing(page: Any, review: Review | None, planned: Any) -> Standing:
    if review is not None and review.is_open:
        return _waiting(page, review)
    if planned is not None:
        moment = date_format(planned, "j F Y")
        return Standing("gepland", f"Goedgekeurd. Komt online op {moment}.")
    if review is not None and review.outcome == Outcome.REFUSED and page.has_unpublished_changes:
        who = display_name(review.ended_by)
        return Standing(
            "teruggestuurd",
            f"{who} stuurde de tekst terug. Verander wat nodig is en stuur hem opnieuw in.",
            reviewer=who,
            reason=review.reason,
            review_id=review.pk,
        )
    if page.live and not page.has_unpublished_changes:
        return Standing("online", "Deze tekst staat online.")
    if page.live:
        return Standing("online, met concept", "De site toont de vorige tekst. Uw concept wacht.")
    if page.expired:
        return Standing("verlopen", "Deze tekst is van de site af, omdat zijn tijd voorbij is.")
    return Standing("concept", "Alleen u en de redactie zien dit.")


def _waiting(page: Any, review: Review) -> Standing:
    day = date_format(review.due_on, "j F")
    before = " De site toont zolang de vorige tekst." if page.live else ""
    reader = display_name(review.claimed_by) if review.claimed_by_id else ""
    if reader:
        word, sentence = "wordt gelezen", f"{reader} leest uw tekst, uiterlijk {day}.{before}"
    else:
        word, sentence = "ingestuurd", f"Wacht op een lezer, uiterlijk {day}.{before}"
    return Standing(word, sentence, review.due_on, reader, review_id=review.pk)
