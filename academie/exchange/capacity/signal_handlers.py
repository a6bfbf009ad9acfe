"""What the page editor does to sessions, told to the places."""

from typing import Any

from django.db.models.signals import post_save, pre_delete, pre_save
from django.utils import timezone

from academie.core.page_keys import key_of
from academie.exchange import session_checks
from academie.exchange.capacity import changes
from academie.exchange.capacity.editing import keep_moments, removal_problems, session_problems
from academie.exchange.capacity.people import SYSTEM
from academie.exchange.capacity.session_life import before_session_saved, cancel, session_saved
from academie.exchange.enums import ACTIVE
from academie.exchange.models import Seating, SignUp, TrainingEventPage, TrainingSession
from search.sync import enqueue

REMOVED = "Het moment staat niet meer in de agenda."


def page_saving(instance: TrainingEventPage, raw: bool = False, **kwargs: Any) -> None:
    """A page is about to be saved with its moments."""
    if not raw:
        keep_moments(instance)


def saving(instance: TrainingSession, raw: bool = False, **kwargs: Any) -> None:
    """A session is about to be saved, mostly because its page is published."""
    if not raw:
        before_session_saved(instance)


def saved(
    instance: TrainingSession, created: bool = False, raw: bool = False, **kwargs: Any
) -> None:
    """A session was saved; a new one has nobody to tell."""
    if not raw and not created:
        session_saved(instance)


def deleting(instance: TrainingSession, **kwargs: Any) -> None:
    """A session goes, with its page or alone: whoever counted on it hears that first."""
    people = SignUp.objects.filter(session=instance, state__in=ACTIVE)
    if instance.end > timezone.now() and people.exists():
        cancel(instance.pk, actor=SYSTEM, note=REMOVED)


def session_ended(seating: Seating, event: str) -> None:
    """A session will not take place: the search has to know, its page was not saved."""
    if event in {changes.CANCELLED, changes.TOO_FEW}:
        enqueue([key_of(seating.session.page_id)])


def connect() -> None:
    """Called once, when the app is ready."""
    changes.on_session(session_ended)
    session_checks.register(session_problems, removal_problems)
    pre_save.connect(page_saving, sender=TrainingEventPage, dispatch_uid="places.page_saving")
    pre_save.connect(saving, sender=TrainingSession, dispatch_uid="places.saving")
    post_save.connect(saved, sender=TrainingSession, dispatch_uid="places.saved")
    pre_delete.connect(deleting, sender=TrainingSession, dispatch_uid="places.deleting")
