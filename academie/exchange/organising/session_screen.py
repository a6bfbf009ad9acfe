"""One session: its places, its people, and what went out about it."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.models import PageLogEntry

from academie.exchange import links
from academie.exchange.capacity.rules import release_moment
from academie.exchange.enums import Decision
from academie.exchange.models import TrainingSession
from academie.exchange.moments import place_words
from academie.exchange.organising.message import LOG_ACTION
from academie.exchange.organising.overview import lines
from academie.exchange.organising.participants import grouped, people_of
from academie.exchange.organising.screen import of_session, session_title, show

_LATEST = 10


@require_safe
@of_session
def session_screen(request: HttpRequest, session: TrainingSession) -> HttpResponse:
    """Show the places per side, the people by state, and the ways to act."""
    now = timezone.now()
    line = lines([session], now)[0]
    seating = getattr(session, "seating", None)
    undecided = seating is None or seating.decision == Decision.OPEN
    context = {
        "line": line,
        "counts": line.taken,
        "seating": seating,
        "place": place_words(session.location, online=session.online),
        "release_at": release_moment(session.start, session.release_days),
        "cancelled": bool(seating and seating.cancelled_at),
        "past": session.end < now,
        "may_decide": undecided and session.minimum > line.taken.total and session.start > now,
        "groups": grouped(people_of(session)),
        "exports": session.exports.select_related("user").order_by("-pk")[:_LATEST],
        "messages_sent": PageLogEntry.objects.filter(
            page=session.page_id, action=LOG_ACTION, data__session=session.pk
        ).select_related("user")[:_LATEST],
        "day_url": links.day_url(session),
        "edit_url": reverse("wagtailadmin_pages:edit", args=[session.page_id])
        if session.page.permissions_for_user(request.user).can_edit()
        else "",
    }
    return show(
        request,
        "exchange/admin/session.html",
        session_title(session),
        session=session,
        context=context,
    )
