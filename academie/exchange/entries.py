"""A session as an entry of a calendar file, for everybody or for one person."""

from datetime import datetime
from uuid import UUID

from academie.exchange.ics import CalendarEntry
from academie.exchange.models import TrainingSession
from academie.exchange.moments import place_words


def entry_of(
    session: TrainingSession,
    *,
    url: str,
    changed: datetime,
    sequence: int,
    cancelled: bool,
    sign_up: UUID | None = None,
) -> CalendarEntry:
    """Return a session as an entry; its page comes along when it was selected.

    `sign_up` is the public number of a sign-up, for the entry of one person.
    """
    event = session.page
    return CalendarEntry(
        event_id=event.permanent_id,
        session_id=session.pk,
        start=session.start,
        end=session.end,
        title=event.title,
        kind=event.get_kind_display(),
        text=event.intro,
        place=place_words(session.location, online=session.online),
        url=url,
        changed=changed,
        sequence=sequence,
        cancelled=cancelled,
        sign_up=sign_up,
    )
