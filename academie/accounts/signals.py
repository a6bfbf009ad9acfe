"""What follows when somebody logs in, or when an account is stopped."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import pre_save
from django.dispatch import receiver

from academie.accounts.models import User


@receiver(user_logged_in, dispatch_uid="accounts.used_again")
def _used_again(user: Any, **kwargs: Any) -> None:
    """Somebody who logs in keeps her account, and is warned anew another time."""
    if getattr(user, "warned_at", None) is not None:
        user.warned_at = None
        user.save(update_fields=["warned_at"])


@receiver(pre_save, sender=User, dispatch_uid="accounts.stopped")
def _stopped(instance: User, raw: bool = False, update_fields: Any = None, **kwargs: Any) -> None:
    """Who stops an account ends its sessions for good: they do not come back with the account."""
    if raw or instance.pk is None or instance.is_active:
        return
    if update_fields is not None and "is_active" not in update_fields:
        return
    if User.objects.filter(pk=instance.pk, is_active=True).exists():
        instance.session_round += 1
