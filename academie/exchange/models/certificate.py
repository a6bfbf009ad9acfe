"""Proof that somebody took part, without her name."""

import secrets

from django.db import models

from academie.exchange.models.sign_up import SignUp


def make_code() -> str:
    """Return the code on a certificate: 130 bits in letters that nobody mixes up."""
    letters = "23456789abcdefghjkmnpqrstuvwxyz"
    return "".join(secrets.choice(letters) for _ in range(27))


class Certificate(models.Model):
    """What the verification page shows. Outlives the sign-up; holds nothing of the person."""

    code = models.CharField("code", max_length=32, unique=True, default=make_code)
    sign_up = models.OneToOneField(
        SignUp, null=True, blank=True, on_delete=models.SET_NULL, related_name="certificate"
    )
    title = models.CharField("titel", max_length=255)
    kind = models.CharField("vorm", max_length=40)
    start = models.DateTimeField("begin")
    minutes = models.PositiveIntegerField("minuten")
    issued_at = models.DateTimeField("uitgegeven")
    revoked_at = models.DateTimeField("ingetrokken", null=True, blank=True)
    revoke_reason = models.CharField("reden", max_length=200, blank=True, default="")
    keep_until = models.DateField("bewaren tot")

    class Meta:
        verbose_name = "bewijs van deelname"
        verbose_name_plural = "bewijzen van deelname"
        default_permissions = ()

    def __str__(self) -> str:
        return f"bewijs {self.pk}"
