"""Reads of the agenda: upcoming sessions, one month, the sessions of the feed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.models import Site

from academie.core.visibility import may_be_live
from academie.exchange.filters import Filters
from academie.exchange.live import live_moments
from academie.exchange.models import AgendaIndexPage, TrainingEventPage, TrainingSession
from academie.exchange.moments import Moment

FEED_KEEPS = timedelta(days=31)
"""A calendar that follows the feed keeps what was, this long; then it may forget."""

FEED_LIMIT = 1_000
"""Sessions in one feed at most; phones refuse larger files."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One session in the agenda, with what its page says about it."""

    title: str
    url: str
    kind: str
    moment: Moment


@dataclass(frozen=True, slots=True)
class MonthGroup:
    """The sessions that start in one month."""

    first: date
    entries: tuple[Entry, ...]


def current_agenda(request: HttpRequest) -> AgendaIndexPage | None:
    """Return the agenda of this site when every reader may see it."""
    site = Site.find_for_request(request)
    if site is None:
        return None
    pages = AgendaIndexPage.objects.filter(may_be_live()).public().descendant_of(site.root_page)
    return pages.first()


def public_events(agenda: AgendaIndexPage, filters: Filters) -> QuerySet[TrainingEventPage]:
    """Return the events below the agenda that every reader may see."""
    events: QuerySet[TrainingEventPage] = (
        TrainingEventPage.objects.filter(may_be_live()).public().child_of(agenda).order_by()
    )
    if filters.kinds:
        events = events.filter(kind__in=filters.kinds)
    if filters.clusters:
        events = events.filter(clusters__slug__in=filters.clusters)
    if filters.roles:
        events = events.filter(roles__slug__in=filters.roles)
    if filters.places:
        events = events.filter(region__in=filters.regions)
    return events


def sessions(agenda: AgendaIndexPage, filters: Filters) -> QuerySet[TrainingSession]:
    """Return the sessions of those events, soonest first, each with its page."""
    return (
        TrainingSession.objects.filter(page__in=public_events(agenda, filters).values("pk"))
        .select_related("page", "seating")
        .order_by("start", "pk")
    )


def upcoming(agenda: AgendaIndexPage, filters: Filters, now: datetime) -> QuerySet[TrainingSession]:
    """Return the sessions that have not ended, also those that were cancelled."""
    return sessions(agenda, filters).filter(end__gt=now)


def coming(agenda: AgendaIndexPage, filters: Filters, now: datetime) -> QuerySet[TrainingSession]:
    """Return the sessions that have not ended and do take place."""
    return upcoming(agenda, filters, now).filter(seating__cancelled_at__isnull=True)


def between(
    agenda: AgendaIndexPage, filters: Filters, start: datetime, end: datetime
) -> QuerySet[TrainingSession]:
    """Return the sessions that touch the time from ``start`` up to ``end``."""
    return sessions(agenda, filters).filter(start__lt=end, end__gt=start)


def feed_sessions(
    agenda: AgendaIndexPage, filters: Filters, now: datetime
) -> list[TrainingSession]:
    """Return what the calendar feed holds: what is to come and what was just now."""
    rows = sessions(agenda, filters).filter(end__gt=now - FEED_KEEPS)
    return list(rows[:FEED_LIMIT])


def event_sessions(agenda: AgendaIndexPage, slug: str) -> list[TrainingSession]:
    """Return the sessions of one event, also past ones; empty when no reader may see it."""
    return list(sessions(agenda, Filters()).filter(page__slug=slug))


def entries(
    rows: Iterable[TrainingSession], agenda: AgendaIndexPage, request: HttpRequest, now: datetime
) -> list[Entry]:
    """Return sessions as rows of the agenda, with the places that are taken now."""
    base = agenda.get_url(request) or ""
    found = list(rows)
    return [
        Entry(
            title=row.page.title,
            url=f"{base}{row.page.slug}/",
            kind=row.page.get_kind_display(),
            moment=moment,
        )
        for row, moment in zip(found, live_moments(found, now), strict=True)
    ]


def by_month(found: Iterable[Entry]) -> list[MonthGroup]:
    """Return entries, soonest first, per month in which they start."""
    grouped = groupby(found, key=lambda entry: entry.moment.start.date().replace(day=1))
    return [MonthGroup(first, tuple(group)) for first, group in grouped]
