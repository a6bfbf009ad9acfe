"""'Bruikbaar?' in one tap: once a day for each item and browser, and it may be changed."""

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from academie.feedback.models import Tap
from academie.feedback.summaries import add_taps
from academie.figures.clients import browser_mark, connection_mark
from academie.figures.counting import count, take_back
from academie.figures.models import MISSED, What

MOST_FROM_ONE_CONNECTION = 25
"""Answers for one item on one day: a whole school team. More is somebody who wants to be heard."""


@transaction.atomic
def tap(request: HttpRequest, page_id: int, *, useful: bool) -> None:
    """Count an answer. A second one of the day takes the place of the first."""
    day = timezone.localdate()
    connection = connection_mark(request, f"bruikbaar {page_id}")
    known = _own(request, page_id)
    if known is None:
        todays = Tap.objects.filter(page=page_id, day=day, connection=connection)
        if todays.count() >= MOST_FROM_ONE_CONNECTION:
            return
        _, made = Tap.objects.get_or_create(
            page_id=page_id,
            day=day,
            browser=browser_mark(request, f"bruikbaar {page_id}"),
            defaults={"connection": connection, "useful": useful},
        )
        if made:
            _count(page_id, useful)
        return
    if known.useful == useful:
        return
    take_back(page_id, _what(known.useful), day)
    if known.missed:
        take_back(page_id, What(known.missed), day)
    _count(page_id, useful)
    add_taps(page_id, **{_field(known.useful): -1})
    known.useful, known.missed = useful, ""
    known.save(update_fields=["useful", "missed"])


@transaction.atomic
def missed(request: HttpRequest, page_id: int, what: str) -> bool:
    """Count what somebody missed who said 'nee' today; False when she did not, or chose nothing."""
    if what not in MISSED:
        return False
    known = _own(request, page_id)
    if known is None or known.useful:
        return False
    if known.missed != what:
        if known.missed:
            take_back(page_id, What(known.missed), known.day)
        count(page_id, What(what))
        known.missed = what
        known.save(update_fields=["missed"])
    return True


def _own(request: HttpRequest, page_id: int) -> Tap | None:
    browser = browser_mark(request, f"bruikbaar {page_id}")
    rows = Tap.objects.select_for_update()
    return rows.filter(page=page_id, day=timezone.localdate(), browser=browser).first()


def _count(page_id: int, useful: bool) -> None:
    count(page_id, _what(useful))
    add_taps(page_id, **{_field(useful): 1})


def _what(useful: bool) -> What:
    return What.USEFUL if useful else What.NOT_USEFUL


def _field(useful: bool) -> str:
    return "useful" if useful else "not_useful"
