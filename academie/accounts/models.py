"""People with an account."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac

from academie.accounts.addresses import email_key
from academie.core.enums import World


class User(AbstractUser):
    """A person who writes, checks or manages; an own model from the first migration on."""

    is_demo = models.BooleanField(
        "demo-account",
        default=False,
        editable=False,
        help_text="Alleen bruikbaar in de demo en bij ontwikkeling.",
    )
    organisation = models.CharField("organisatie", max_length=200, blank=True)
    side = models.CharField("kant", max_length=10, choices=World, blank=True)
    roles = models.ManyToManyField(
        "taxonomy.Role", verbose_name="rollen", blank=True, related_name="+"
    )
    clusters = models.ManyToManyField(
        "taxonomy.Cluster",
        verbose_name="clusters",
        blank=True,
        related_name="+",
        help_text="Waar iemand verstand van heeft.",
    )
    region = models.ForeignKey(
        "taxonomy.Region",
        verbose_name="werkt in",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    regions = models.ManyToManyField(
        "taxonomy.Region",
        verbose_name="regio's",
        blank=True,
        related_name="+",
        help_text="Waar een regioredacteur voor zorgt; wat daarbinnen ligt hoort erbij.",
    )
    email_key = models.CharField(
        "adres om te vergelijken", max_length=254, blank=True, editable=False
    )
    agreed_at = models.DateTimeField(
        "akkoord met de voorwaarden", null=True, blank=True, editable=False
    )
    warned_at = models.DateTimeField("gewaarschuwd", null=True, blank=True, editable=False)
    session_round = models.PositiveIntegerField("ronde van sessies", default=0, editable=False)

    class Meta(AbstractUser.Meta):
        verbose_name = "account"
        verbose_name_plural = "accounts"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["email_key"],
                condition=~models.Q(email_key=""),
                name="accounts_one_address",
                violation_error_message="Er is al een account met dit e-mailadres.",
            )
        ]

    _email_read: str | None = None

    @classmethod
    def from_db(cls, db: Any, field_names: Any, values: Any, **kwargs: Any) -> User:
        """Remember the address as it was read, to see a change of it."""
        user: User = super().from_db(db, field_names, values, **kwargs)
        if "email" in field_names:
            user._email_read = user.__dict__["email"]
        return user

    def clean(self) -> None:
        """Also bring the key up to date, so that the constraint is checked against it."""
        super().clean()
        self._follow_address()

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """Keep the key with the address.

        Of two old accounts with one address only one has the key (migration 0007); the other can
        be saved as long as its address stays as it is.
        """
        self._follow_address()
        if update_fields is not None and "email" in set(update_fields):
            update_fields = {*update_fields, "email_key"}
        super().save(*args, update_fields=update_fields, **kwargs)
        self._email_read = self.__dict__.get("email", self._email_read)

    def _follow_address(self) -> None:
        if "email" in self.__dict__ and (self._state.adding or self.email != self._email_read):
            self.email_key = email_key(self.email)

    def has_usable_password(self) -> bool:
        """Return whether there is a password to ask for; Django takes an empty one for one."""
        return bool(self.password) and super().has_usable_password()

    def end_sessions(self) -> None:
        """Make every session of this account worthless, on all devices."""
        self.session_round += 1
        self.save(update_fields=["session_round"])

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Depend on the password, as Django does, and on how often all sessions were ended."""
        return salted_hmac(
            "academie.accounts.User.session",
            f"{self.session_round} {self.password}",
            secret=secret,
            algorithm="sha256",
        ).hexdigest()


class LoginLink(models.Model):
    """A mailed link: to log in (`user`), to make an account (`email`), or both: a new address.

    What the mail holds is not kept, only its hash. Gone the night after it ended.
    """

    token_hash = models.CharField("hash", max_length=64, unique=True)
    user = models.ForeignKey(
        User, null=True, on_delete=models.CASCADE, related_name="+", verbose_name="account"
    )
    email = models.EmailField("e-mail", blank=True)
    email_key = models.CharField("adres om te vergelijken", max_length=254)
    next = models.CharField("daarna naar", max_length=500, blank=True)
    made_at = models.DateTimeField("gemaakt", default=timezone.now)
    ends_at = models.DateTimeField("loopt af")

    class Meta:
        verbose_name = "inloglink"
        verbose_name_plural = "inloglinks"
        default_permissions = ()
        indexes: ClassVar = [
            models.Index(fields=["email_key"], name="accounts_link_of"),
            models.Index(fields=["ends_at"], name="accounts_link_ends"),
        ]

    def __str__(self) -> str:
        return f"inloglink {self.pk}"
