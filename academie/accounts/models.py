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
    regions = models.ManyToManyField(
        "taxonomy.Region",
        verbose_name="regio's",
        blank=True,
        related_name="+",
        help_text="Waar een regioredacteur voor zorgt; wat daarbinnen ligt hoort erbij.",
    )

    class Meta(AbstractUser.Meta):
        verbose_name = "account"
        verbose_name_plural = "accounts"
