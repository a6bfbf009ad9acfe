"""What still has to reach the engines, and the numbers that put it in order."""

from typing import ClassVar

from django.db import models
from django.utils import timezone


class SearchCounter(models.Model):
    """One row: the number of the last change.

    Whoever takes a number holds the row until the commit, so numbers are handed out in the order
    of commits. The epoch goes before the number in a version (`search.sync.counter`); it is raised
    when the database turns out to be older than an index, after a restored backup for instance.
    """

    seq = models.BigIntegerField(default=0)
    epoch = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "teller van de zoekindex"
        verbose_name_plural = "teller van de zoekindex"

    def __str__(self) -> str:
        return f"{self.epoch}.{self.seq}"


class SearchOutbox(models.Model):
    """One document that one engine does not have in its newest state yet.

    `seq` is the version of the newest change. `hint` is set on the row of a wide change (a moved
    branch, a renamed term), which the worker replaces by a row for each document. Without
    `next_try` nobody tries again until somebody asks: the engine refused this document.
    """

    engine = models.CharField("zoekmachine", max_length=20)
    doc_key = models.CharField("document", max_length=150)
    seq = models.BigIntegerField("versie")
    hint = models.CharField("brede wijziging", max_length=150, blank=True, default="")
    attempts = models.PositiveIntegerField("pogingen", default=0)
    next_try = models.DateTimeField("volgende poging", null=True, default=timezone.now)
    error = models.TextField("melding", blank=True, default="")

    class Meta:
        verbose_name = "wachtende wijziging"
        verbose_name_plural = "zoekindex"
        default_permissions = ("view", "change")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["engine", "doc_key"], name="search_outbox_engine_doc_key"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["engine", "seq"], name="search_outbox_order")]

    def __str__(self) -> str:
        return f"{self.engine}: {self.doc_key}"

    @property
    def is_refused(self) -> bool:
        """Whether the engine will not take this until somebody looks at it."""
        return self.next_try is None


class SearchChange(models.Model):
    """The version of the last change of a document: what the audit holds an index against.

    An outbox row is gone when it is done; this one stays, also for what was deleted.
    """

    doc_key = models.CharField("document", max_length=150, primary_key=True)
    seq = models.BigIntegerField("versie")

    class Meta:
        verbose_name = "laatste wijziging"
        verbose_name_plural = "laatste wijzigingen"
        default_permissions = ()

    def __str__(self) -> str:
        return self.doc_key


class QuestionCount(models.Model):
    """How often something happened to a question in one week: all that is kept of a search.

    There is no person in it: no address, no session, no moment. `detail` says which step of the
    ladder answered, or which question somebody went on with (`search.questions.log`).
    """

    class Kind(models.TextChoices):
        """What is counted."""

        ASKED = "asked", "gesteld"
        NOTHING = "nothing", "niets gevonden"
        STEP = "step", "geholpen door een stap van de ladder"
        NEXT = "next", "anders geprobeerd"

    week = models.DateField("week", help_text="De maandag.")
    text = models.CharField("vraag", max_length=100)
    kind = models.CharField("wat", max_length=7, choices=Kind)
    detail = models.CharField("stap of nieuwe vraag", max_length=100, blank=True, default="")
    count = models.PositiveIntegerField("aantal")

    class Meta:
        verbose_name = "zoekvraag"
        verbose_name_plural = "zoekvragen"
        # The upsert in `search.questions.log` names this table.
        db_table = "search_questioncount"
        default_permissions = ("view",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["week", "text", "kind", "detail"], name="search_question_once"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["week", "kind"], name="search_question_week")]

    def __str__(self) -> str:
        return self.text
