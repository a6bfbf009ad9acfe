"""What visits follow: sign-ups, whole sessions, published pages, and details that are deleted."""

from typing import Any

from django.db.models.signals import pre_delete
from wagtail.signals import page_published

from academie.exchange.capacity import changes
from academie.exchange.models import Seating, SignUp, TrainingEventPage
from academie.exchange.visits import following


def connect() -> None:
    """Called once, when the app is ready."""
    changes.on_change(following.follow)
    changes.on_session(_on_session)
    page_published.connect(_on_published, sender=TrainingEventPage, dispatch_uid="visits-offer")
    pre_delete.connect(_on_delete, sender=SignUp, dispatch_uid="visits-forget")


def _on_session(seating: Seating, event: str) -> None:
    if event in (changes.CANCELLED, changes.TOO_FEW):
        following.withdraw_offer(seating.session)


def _on_published(instance: TrainingEventPage, **kwargs: Any) -> None:
    for session in instance.sessions.all():
        following.ensure_offer(session)


def _on_delete(instance: SignUp, **kwargs: Any) -> None:
    following.forget_guest(instance)
