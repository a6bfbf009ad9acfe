"""Moments of a training from what its search result carries."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import template
from django.utils import timezone

from academie.exchange.models import TrainingSession
from academie.exchange.moments import Moment, moment_of

register = template.Library()


@register.filter
def card_moment(card: Mapping[str, Any], start: datetime | None) -> Moment | None:
    """Return the session of a stored card that begins at ``start``, as it stands now.

    None when the card has no such session: a card of another type, or one from an older index.
    """
    for stored in card.get("sessions") or ():
        begins = datetime.fromisoformat(stored["start"])
        if begins == start:
            session = TrainingSession(
                start=begins,
                end=datetime.fromisoformat(stored["end"]),
                location=stored["location"],
                online=stored["online"],
                capacity=stored["capacity"],
                kept_education=stored["kept_education"],
                kept_care=stored["kept_care"],
                release_days=stored["release_days"],
            )
            return moment_of(session, now=timezone.now())
    return None
