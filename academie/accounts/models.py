"""People with an account."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """A person who writes, checks or manages; an own model from the first migration on."""

    is_demo = models.BooleanField(
        "demo-account",
        default=False,
        editable=False,
        help_text="Alleen bruikbaar in de demo en bij ontwikkeling.",
    )

    class Meta(AbstractUser.Meta):
        verbose_name = "account"
        verbose_name_plural = "accounts"
