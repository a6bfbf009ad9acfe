"""Answers of the agenda: list, month, calendar feed and the file of one event."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from academie.exchange import ics, selectors
from academie.exchange.entries import entry_of
from academie.exchange.filters import (
    Filters,
    kind_options,
    place_options,
    read_filters,
    term_options,
)
from academie.exchange.models import AgendaIndexPage, TrainingSession
from academie.exchange.month import YEARS, month_span, neighbours, weeks

PER_PAGE = 40
FEED_SECONDS = 900
NEVER = datetime(2000, 1, 1, tzinfo=UTC)
"""When an event changed that was made without ever being published by an editor."""


def agenda_upcoming(request: HttpRequest, page: AgendaIndexPage) -> HttpResponse:
    """Show the sessions to come, soonest first, by month."""
    filters, now = read_filters(request.GET), timezone.now()
    shown = Paginator(selectors.upcoming(page, filters, now), PER_PAGE).get_page(
        request.GET.get("pagina")
    )
    found = selectors.entries(shown, page, request, now)
    return _render(
        request,
        page,
        filters,
        "exchange/agenda_index_page.html",
        shown=shown,
        months=selectors.by_month(found),
        this_month=timezone.localdate().replace(day=1),
    )


def agenda_month(
    request: HttpRequest, page: AgendaIndexPage, year: int, month: int
) -> HttpResponse:
    """Show one month as whole weeks. Raises ``Http404`` for a month that is none."""
    if year not in YEARS or not 1 <= month <= 12:
        raise Http404
    first, filters, now = date(year, month, 1), read_filters(request.GET), timezone.now()
    today = timezone.localtime(now).date()
    rows = selectors.between(page, filters, *month_span(first))
    found = selectors.entries(rows, page, request, now)
    previous, following = neighbours(first, today)
    return _render(
        request,
        page,
        filters,
        "exchange/agenda_month.html",
        first=first,
        weeks=weeks(first, found, today),
        count=sum(entry.moment.start.date().replace(day=1) == first for entry in found),
        previous=previous,
        following=following,
    )


def _render(
    request: HttpRequest, page: AgendaIndexPage, filters: Filters, template: str, **context: Any
) -> HttpResponse:
    shared = {
        "filters": filters,
        "kinds": kind_options(filters),
        "clusters": term_options("cluster", filters.clusters),
        "roles": term_options("rol", filters.roles),
        "places": place_options(filters),
        "feed_url": f"{page.get_url(request)}agenda.ics{filters.query}",
    }
    response: HttpResponse = page.render(
        request, template=template, context_overrides=shared | context
    )
    return response


@require_safe
def agenda_feed(request: HttpRequest) -> HttpResponse:
    """Send the calendar that a phone can follow; 304 when it has not changed."""
    agenda = selectors.current_agenda(request)
    if agenda is None:
        raise Http404
    filters = read_filters(request.GET)
    rows = selectors.feed_sessions(agenda, filters, timezone.now())
    name = f"Onderwijs-Zorg Academie: {filters.words}" if filters else "Onderwijs-Zorg Academie"
    return _calendar(request, agenda, name, rows, disposition='inline; filename="agenda.ics"')


@require_safe
def event_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """Send all sessions of one event. Raises ``Http404`` when no reader may see it."""
    agenda = selectors.current_agenda(request)
    rows = selectors.event_sessions(agenda, slug) if agenda else []
    if agenda is None or not rows:
        raise Http404
    disposition = f'attachment; filename="{slug}.ics"'
    return _calendar(request, agenda, rows[0].page.title, rows, disposition=disposition)


def _calendar(
    request: HttpRequest,
    agenda: AgendaIndexPage,
    name: str,
    rows: Sequence[TrainingSession],
    *,
    disposition: str,
) -> HttpResponse:
    base = agenda.get_full_url(request)
    found = [_entry(row, base) for row in rows]
    tag, changed = ics.etag(name, found), ics.last_changed(found)
    response = get_conditional_response(
        request, etag=tag, last_modified=int(changed.timestamp()) if changed else None
    )
    if response is None:
        response = HttpResponse(
            ics.calendar(name, found), content_type="text/calendar; charset=utf-8"
        )
        response["Content-Disposition"] = disposition
    response["ETag"] = tag
    if changed:
        response["Last-Modified"] = http_date(changed.timestamp())
    patch_cache_control(response, public=True, max_age=FEED_SECONDS)
    return response


def _entry(row: TrainingSession, base: str) -> ics.CalendarEntry:
    event, seating = row.page, getattr(row, "seating", None)
    cancelled_at = seating.cancelled_at if seating else None
    changed = event.last_published_at or NEVER
    return entry_of(
        row,
        url=f"{base}{event.slug}/",
        changed=max(changed, cancelled_at) if cancelled_at else changed,
        sequence=seating.sequence if seating else 0,
        cancelled=cancelled_at is not None,
    )
