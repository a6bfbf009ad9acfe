"""What happens to the places of a session; the page editor never touches this row."""

from django.db import models

from academie.exchange.enums import Decision
from academie.exchange.models.session import TrainingSession


class Seating(models.Model):
    """One row a session: what everybody who changes its places locks first.

    The numbers of places stand with the session, because an editor sets them. What happened stands
    here: publishing an older draft must not undo a cancellation.
    `sequence` is the calendar's: it rises when time or place changes, and when it is cancelled;
    `told` is the time and place that participants know. `tally` counts people whose details are
    deleted: state -> side -> number.
    """

    session = models.OneToOneField(
        TrainingSession, on_delete=models.CASCADE, related_name="seating", primary_key=True
    )
    next_number = models.PositiveIntegerField("volgende nummer", default=1)
    sequence = models.PositiveIntegerField("versie voor agenda's", default=0)
    told = models.JSONField("tijd en plaats zoals verteld", default=dict, blank=True)
    released_at = models.DateTimeField("plaatsen vrijgegeven", null=True, blank=True)
    cancelled_at = models.DateTimeField("geannuleerd", null=True, blank=True)
    cancel_reason = models.CharField("reden", max_length=300, blank=True, default="")
    decision = models.CharField(
        "beslissing", max_length=20, choices=Decision, blank=True, default=Decision.OPEN
    )
    decided_at = models.DateTimeField("beslist", null=True, blank=True)
    tally = models.JSONField("aantallen van gewiste aanmeldingen", default=dict, blank=True)

    class Meta:
        verbose_name = "zaalindeling"
        verbose_name_plural = "zaalindelingen"
        default_permissions = ()

    def __str__(self) -> str:
        return f"plaatsen van moment {self.pk}"
