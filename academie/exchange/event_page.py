"""What the page of a training or exchange shows beside its own texts."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from wagtail.rich_text import RichText

from academie.core.text import plain_to_html
from academie.exchange.enums import VISITS
from academie.exchange.live import live_moments
from academie.exchange.moments import Moment
from academie.exchange.signing.shown import Asked, sign_up_context

if TYPE_CHECKING:
    from academie.exchange.models import TrainingEventPage


def event_context(
    page: "TrainingEventPage", request: HttpRequest, asked: Asked | None = None
) -> dict[str, Any]:
    """Return the moments as they stand now, the words beside them, and how to sign up.

    `asked` is a form that came back with something wrong. Also for a draft in the editor, whose
    moments have no number yet: nobody can sign up there.
    """
    moments = page_moments(page, timezone.now())
    coming = [moment for moment in moments if not moment.past]
    return {
        "coming": coming,
        "past": [moment for moment in moments if moment.past],
        "places": any(moment.sides for moment in coming),
        "duration": next((moment.duration for moment in coming or moments), ""),
        "host": RichText(plain_to_html(page.host_text)),
        "bring": RichText(plain_to_html(page.bring)),
        "preparation": RichText(plain_to_html(page.preparation)),
        "confidentiality": RichText(plain_to_html(page.confidentiality)),
        "is_visit": page.kind in VISITS,
        "calendar_url": reverse("event_feed", args=[page.slug]) if page.slug else "",
        **sign_up_context(page, request, coming, asked),
    }


def page_moments(page: "TrainingEventPage", now: datetime) -> list[Moment]:
    """Return the moments of a page, soonest first, as they stand at ``now``."""
    return live_moments(page.ordered_sessions(), now)
