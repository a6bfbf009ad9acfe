"""The list of sessions that somebody manages: who comes, who waits, and what asks attention."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from academie.exchange.capacity.check import broken
from academie.exchange.capacity.counts import taken
from academie.exchange.capacity.rules import Taken
from academie.exchange.models import TrainingSession
from academie.exchange.organising.permission import organised_sessions
from academie.exchange.organising.screen import TITLE, show

A_PAGE = 50
_LONGEST = 100
_FAULTS_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Line:
    """One session with its numbers; `notes` are sentences that ask for attention."""

    session: TrainingSession
    taken: Taken
    notes: tuple[str, ...]


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show the sessions to come, or those that were, with a search on the title."""
    past = request.GET.get("wanneer") == "geweest"
    words = request.GET.get("zoek", "").strip()[:_LONGEST]
    now = timezone.now()
    rows = found(organised_sessions(request.user), words, past=past, now=now)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "lines": lines(list(page), now),
        "page": page,
        "past": past,
        "words": words,
        "numbered": _numbered(page),
    }
    response = show(request, "exchange/admin/overview.html", TITLE, context=context)
    response["Cache-Control"] = "private, no-store"
    return response


def found(
    sessions: QuerySet[TrainingSession], words: str, *, past: bool, now: datetime
) -> QuerySet[TrainingSession]:
    """Return the sessions of that time whose title holds the words, the nearest first."""
    rows = sessions.select_related("page", "seating")
    if words:
        rows = rows.filter(page__title__icontains=words)
    if past:
        return rows.filter(end__lt=now).order_by("-start", "-pk")
    return rows.filter(end__gte=now).order_by("start", "pk")


def lines(sessions: Sequence[TrainingSession], now: datetime) -> list[Line]:
    """Return the sessions with their numbers."""
    counted: Mapping[int, Taken] = taken([session.pk for session in sessions])
    return [
        Line(session, counts, (*_notes(session, counts, now), *_faults(session, counts)))
        for session in sessions
        for counts in [counted[session.pk]]
    ]


def _notes(session: TrainingSession, counts: Taken, now: datetime) -> list[str]:
    seating = getattr(session, "seating", None)
    if seating and seating.cancelled_at:
        return ["Gaat niet door."]
    if session.end < now:
        return []
    notes = []
    if counts.requested:
        asked = (
            "1 aanvraag wacht" if counts.requested == 1 else f"{counts.requested} aanvragen wachten"
        )
        notes.append(f"{asked} op uw oordeel.")
    if session.minimum > counts.total:
        notes.append(f"Minimum is {session.minimum}, er zijn er {counts.total}.")
    return notes


def _faults(session: TrainingSession, counts: Taken) -> list[str]:
    """Return what our own rules find wrong: looked at under the lock, so not at every view."""
    if counts == Taken():
        return []
    key = f"exchange:broken:{session.pk}"
    found: list[str] | None = cache.get(key)
    if found is None:
        found = [f"Fout in de plaatsen: {sentence}" for sentence in broken(session.pk)]
        cache.set(key, found, _FAULTS_SECONDS)
    return found


def _numbered(page: Page[TrainingSession]) -> bool:
    return page.paginator.num_pages > 1
