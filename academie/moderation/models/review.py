"""Review: one text that waits for its second reader, and what came of it."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Review(models.Model):
    """A text on its way to a reader. Each new text begins a new one."""

    class Outcome(models.TextChoices):
        """How it ended; empty while somebody has to read."""

        OPEN = "", "wacht op een lezer"
        APPROVED = "akkoord", "akkoord"
        REFUSED = "terug", "teruggestuurd"
        EDITED = "veranderd", "tekst veranderd"
        WITHDRAWN = "ingetrokken", "ingetrokken"

    task_state = models.OneToOneField(
        "wagtailcore.TaskState", on_delete=models.CASCADE, related_name="review"
    )
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    revision = models.ForeignKey("wagtailcore.Revision", on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    region = models.ForeignKey(
        "taxonomy.Region", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    handed_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    makers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    """Who may not read it: kept for lists. The decision itself looks at the versions again."""
    asked = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    """Who got the question to read it."""
    peers_may = models.BooleanField(default=False)
    clusters = models.ManyToManyField("taxonomy.Cluster", related_name="+")
    note = models.TextField("toelichting", blank=True)
    started_at = models.DateTimeField(default=timezone.now)
    due_on = models.DateField()
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    claimed_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, choices=Outcome, default=Outcome.OPEN, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        verbose_name = "beoordeling"
        verbose_name_plural = "beoordelingen"
        default_permissions = ()
        indexes = (models.Index(fields=["outcome", "due_on"], name="review_open_due"),)
        constraints = (
            models.UniqueConstraint(
                fields=["page"], condition=models.Q(outcome=""), name="one_open_review_a_page"
            ),
        )

    def __str__(self) -> str:
        return f"beoordeling {self.pk} van pagina {self.page_id}"

    @property
    def is_open(self) -> bool:
        """Whether it still waits for a reader."""
        return self.outcome == self.Outcome.OPEN

    @property
    def is_late(self) -> bool:
        """Whether it should have been read by now."""
        return self.is_open and self.due_on < timezone.localdate()


class Remark(models.Model):
    """What a reader says about one field when she sends a text back."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="remarks")
    field = models.CharField("veld", max_length=100)
    label = models.CharField("onderdeel", max_length=200)
    text = models.TextField("opmerking", max_length=2000)

    class Meta:
        verbose_name = "opmerking"
        verbose_name_plural = "opmerkingen"
        default_permissions = ()
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.label}: {self.text}"
