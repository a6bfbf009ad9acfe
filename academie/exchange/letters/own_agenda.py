"""Everything that one person has a place for, as entries of a calendar feed."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from academie.exchange.entries import entry_of
from academie.exchange.enums import SignUpState
from academie.exchange.ics import CalendarEntry
from academie.exchange.invitations import page_url
from academie.exchange.models import SignUp, SignUpChange
from academie.exchange.selectors import FEED_KEEPS, FEED_LIMIT

_LOST = Q(changes__old=SignUpState.CONFIRMED) & ~Q(
    changes__new__in=[SignUpState.CONFIRMED, SignUpState.CANCELLED]
)


def entries(public: UUID, now: datetime) -> Sequence[CalendarEntry] | None:
    """Return the entries of the person behind a sign-up, soonest first; None when she is unknown.

    What was called off stays for a month, as cancelled, so that calendars take it away. The UIDs
    are those of the invitations: a calendar that has both shows one entry.
    """
    known = SignUp.objects.filter(public=public).values_list("email_key", flat=True).first()
    if known is None:
        return None
    had_place = SignUpChange.objects.filter(sign_up=OuterRef("pk"), old=SignUpState.CONFIRMED)
    rows = (
        SignUp.objects.filter(email_key=known, session__end__gt=now - FEED_KEEPS)
        .filter(
            Q(state=SignUpState.CONFIRMED)
            | (Q(changed_at__gt=now - FEED_KEEPS) & Exists(had_place))
        )
        .annotate(lost=Count("changes", filter=_LOST))
        .select_related("session__page", "session__seating")
        .order_by("session__start", "pk")[:FEED_LIMIT]
    )
    return [_entry(row, row.lost) for row in rows]


def _entry(row: SignUp, lost: int) -> CalendarEntry:
    session = row.session
    seating = getattr(session, "seating", None)
    cancelled_at = seating.cancelled_at if seating else None
    moments = [row.changed_at, session.page.last_published_at, cancelled_at]
    return entry_of(
        session,
        url=page_url(session.page),
        sequence=(seating.sequence if seating else 0) + lost,
        changed=max(moment for moment in moments if moment),
        cancelled=row.state != SignUpState.CONFIRMED or cancelled_at is not None,
        sign_up=row.public,
    )
