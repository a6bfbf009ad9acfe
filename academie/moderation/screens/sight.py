"""What a reader gets to see of one review, put together for the screen."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, TextField
from wagtail.fields import StreamField
from wagtail.models import Page, Revision

from academie.accounts.who import display_name
from academie.core.differences import Change, compare
from academie.core.models import BasePage
from academie.moderation.digest import digest_of
from academie.moderation.models import ReadingLink, Review
from academie.moderation.stops import findings_of, is_stop
from academie.moderation.story import has_consent, is_story

LEFT_OUT = frozenset(
    {"slug", "seo_title", "search_description", "alt_decision", "access", "licence"}
)


@dataclass(slots=True)
class Sight:
    """One text and all that helps to judge it."""

    text: Any
    kind: str
    makers: str
    story: bool
    consent: bool = True
    against_live: list[Change] | None = None
    against_refused: list[Change] | None = None
    refused: Review | None = None
    findings: list[Any] = field(default_factory=list)
    stops: bool = False
    advice: list[ReadingLink] = field(default_factory=list)
    before: list[Review] = field(default_factory=list)
    fields: list[tuple[str, str]] = field(default_factory=list)


def look_at(review: Review) -> Sight:
    """Return what the screen of a review shows."""
    text = review.revision.as_object()
    sight = Sight(
        text=text,
        kind=str(text._meta.verbose_name),
        makers=", ".join(display_name(one) for one in review.makers.order_by("pk")),
        story=is_story(text),
        consent=not is_story(text) or has_consent(text),
        fields=writable_fields(text),
    )
    page: Page = review.page
    if page.live:
        sight.against_live = compare(page.specific, text)
    earlier = Review.objects.filter(page_id=page.pk, pk__lt=review.pk).order_by("-pk")
    sight.before = list(
        earlier.exclude(outcome=Review.Outcome.OPEN)
        .select_related("ended_by")
        .prefetch_related("remarks")[:10]
    )
    sight.refused = next((one for one in sight.before if _was_refused(one)), None)
    if sight.refused is not None:
        sight.against_refused = compare(_text_of(sight.refused), text)
    sight.findings = findings_of(text)
    sight.stops = any(is_stop(one) for one in sight.findings)
    links = ReadingLink.objects.filter(page_id=page.pk).exclude(answered_at=None)
    sight.advice = [one for one in links if one.digest == digest_of(review.revision)]
    return sight


def writable_fields(page: Any) -> list[tuple[str, str]]:
    """Return the fields with words in them, with their labels: a reader can remark on each."""
    found = []
    for one in type(page)._meta.get_fields():
        own = getattr(one, "model", None)
        if not isinstance(one, CharField | TextField | StreamField) or not one.editable:
            continue
        if one.choices or one.name in LEFT_OUT or (own is Page and one.name != "title"):
            continue
        if not isinstance(page, BasePage) and one.name != "title":
            continue
        found.append((one.name, str(one.verbose_name)))
    return [(name, label[:1].upper() + label[1:]) for name, label in found]


def _was_refused(review: Review) -> bool:
    return review.outcome == Review.Outcome.REFUSED


def _text_of(review: Review) -> Any:
    revision: Revision = review.revision
    return revision.as_object()
