"""What was ever offered to harvesters, so that they hear of everything that goes."""

from typing import ClassVar

from django.db import models


class OfferedItem(models.Model):
    """One item that a harvester could have fetched; it stays when the item goes.

    `stamp` is when its record last changed in any format, in whole seconds (the granularity of
    our OAI-PMH). `fingerprint` tells whether it did. `sets` are the names of its sets, each
    between spaces, as they were when it was last public.
    """

    permanent_id = models.UUIDField("blijvend nummer", primary_key=True)
    page_id = models.BigIntegerField("pagina", db_index=True)
    stamp = models.DateTimeField("gewijzigd")
    gone = models.BooleanField("niet meer openbaar", default=False)
    fingerprint = models.CharField("vingerafdruk", max_length=64, blank=True)
    sets = models.TextField("verzamelingen", blank=True)

    class Meta:
        verbose_name = "aangeboden kaart"
        verbose_name_plural = "aangeboden kaarten"
        default_permissions = ()
        indexes: ClassVar = [
            models.Index(fields=["stamp", "permanent_id"], name="outlet_offered_order")
        ]

    def __str__(self) -> str:
        return str(self.permanent_id)


class OfferProgress(models.Model):
    """One row: up to which change of the content the list above was brought up to date."""

    seq = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = "stand van het aanbod"
        verbose_name_plural = "stand van het aanbod"
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.seq)
