"""Demo sign-ups: plainly made-up people, so that full, waiting and looking back can be seen.

They go through the same door as everybody. Nobody is written to: the mails that this would owe are
taken out of the outbox in the same transaction, before anything could send them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from academie.core.enums import World
from academie.exchange.capacity import desk
from academie.exchange.capacity.people import SYSTEM, Applicant
from academie.exchange.meeting.attendance import mark_present
from academie.exchange.meeting.looking_back import keep_answers
from academie.exchange.models import Reminder, SignUp, TrainingEventPage, TrainingSession
from home.demo.files import DemoItem
from home.demo.letters import no_letters

ADDRESS = "demo-{}@example.org"
ASKED_EARLIER = timedelta(days=14)
PEOPLE = {
    World.EDUCATION: ("ib", "Basisschool Voorbeeld"),
    World.CARE: ("wijkteam", "Wijkteam Voorbeeld"),
    World.OTHER: ("", "Gemeente Voorbeeld"),
}
MARKS = ([5, 5, 4, 5, 5], [4, 5, 5, 4, 5], [5, 4, 5, 4, 4], [3, 4, 5, 4, 4])
LESSONS = ("Ik bel nu eerst. Mailen kost ons allebei een week.", "", "Vraag wie het overneemt.", "")


def fill(item: DemoItem, page: TrainingEventPage) -> int:
    """Sign the people of an item up for its moments; return how many. Only for a new page.

    `sign_ups` of a session lists the sides of those who come, in order. Of a session that was,
    everybody was there but the ones in `absent` (counted from 1), and answered what is asked.
    """
    tables = sorted(item.tables("sessions"), key=lambda table: int(table["in_days"]))
    done = 0
    with transaction.atomic(), no_letters(), _no_reminders():
        for session, table in zip(page.ordered_sessions(), tables, strict=True):
            done += _sign_up(session, table)
    return done


def _sign_up(session: TrainingSession, table: dict[str, Any]) -> int:
    sides = [World(side) for side in table.get("sign_ups", ())]
    now = timezone.now()
    asked = min(now, session.start - ASKED_EARLIER)
    for place, side in enumerate(sides, start=1):
        sign_up = desk.sign_up(session.pk, _somebody(side), key="", now=asked).sign_up
        if session.end < now:
            _was_there(sign_up, place not in table.get("absent", ()), place, session.end)
    return len(sides)


def _somebody(side: World) -> Applicant:
    number = SignUp.objects.aggregate(last=Max("pk"))["last"] or 0
    role, organisation = PEOPLE[side]
    return Applicant(
        name=f"Demo Deelnemer {number + 1}",
        email=ADDRESS.format(number + 1),
        role=role,
        organisation=organisation,
        side=side,
    )


def _was_there(sign_up: SignUp, present: bool, place: int, end: datetime) -> None:
    noted = mark_present(sign_up.pk, present, actor=SYSTEM, at=end)
    if present:
        marks, lesson = MARKS[place % len(MARKS)], LESSONS[place % len(LESSONS)]
        keep_answers(noted, marks, lesson=lesson, late=False)


@contextmanager
def _no_reminders() -> Iterator[None]:
    """Take out what the block wrote to be sent later."""
    people = SignUp.objects.aggregate(last=Max("pk"))["last"] or 0
    yield
    Reminder.objects.filter(sign_up__gt=people).delete()
