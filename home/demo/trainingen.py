"""Demo trainings and exchanges: still to come, but for a session or two that were."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from academie.core.text import plain_to_html
from academie.exchange.models import TrainingEventPage, TrainingSession
from home.demo.context import DemoContext
from home.demo.files import DemoItem

OWNER = "demo-redacteur"
SATURDAY = 5


def build(item: DemoItem, context: DemoContext) -> TrainingEventPage:
    """Return the unsaved event with its sessions."""
    page = TrainingEventPage(
        **context.fields(item),
        owner=context.people[OWNER],
        kind=item.text("kind"),
        about=plain_to_html(item.text("about")),
        program=plain_to_html(item.text("program")),
        host_text=item.text("host"),
        bring=item.text("bring"),
        preparation=item.text("preparation"),
        confidentiality=item.text("confidentiality"),
        return_visit=item.text("return_visit"),
        costs_text=item.text("costs"),
    )
    page.sessions = [_session(table, context) for table in item.tables("sessions")]
    return page


def _nobody_meets(day: date) -> bool:
    """Say whether schools and teams are closed: a weekend, or from Christmas to New Year."""
    between_the_years = (day.month, day.day) >= (12, 24) or (day.month, day.day) == (1, 1)
    return day.weekday() >= SATURDAY or between_the_years


def _session(table: dict[str, Any], context: DemoContext) -> TrainingSession:
    in_days = int(table["in_days"]) or 1
    day, step = context.today + timedelta(days=in_days), timedelta(days=1 if in_days > 0 else -1)
    while _nobody_meets(day):
        day += step
    start, end = (
        timezone.make_aware(datetime.combine(day, time.fromisoformat(table[key])))
        for key in ("start", "end")
    )
    return TrainingSession(
        start=start,
        end=end,
        location=table.get("location", ""),
        online=table.get("online", False),
        capacity=table.get("capacity", 0),
        kept_education=table.get("kept_education", 0),
        kept_care=table.get("kept_care", 0),
        release_days=table.get("release_days", 10),
        approval=table.get("approval", False),
        minimum=table.get("minimum", 0),
        decide_days=table.get("decide_days", 7),
    )
