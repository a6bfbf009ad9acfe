"""BasePage: what every item of the academie has in common."""

import uuid
from collections.abc import Mapping
from typing import Any, ClassVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalManyToManyField
from wagtail.models import Page

from academie.core import panels
from academie.core.enums import (
    EVIDENCE_MEANING,
    Access,
    AltDecision,
    Evidence,
    Illustration,
    Licence,
)
from academie.core.forms import BasePageForm
from academie.core.models.gated import GatedPage
from academie.core.pupil_check import CheckedPage


class BasePage(CheckedPage, GatedPage, Page):
    """Abstract base of every content page.

    The search protocol: a page type names its ``search_type`` (or sets ``search_excluded``) and
    gives its words in ``search_body`` and its card facts in ``search_card``. A type that does
    neither fails ``manage.py check`` (academie.core.checks).
    """

    search_type: ClassVar[str | None] = None
    search_excluded: ClassVar[bool] = False
    # Relations behind the children of a page that its words or card need, read for many at once.
    search_also: ClassVar[tuple[str, ...]] = ()
    # Wagtail's own search writes no index here (WAGTAILSEARCH_BACKENDS), yet would load every saved
    # page once more to find that out: a quarter of the time of an import.
    search_auto_update: ClassVar[bool] = False
    card_letter: ClassVar[str] = "P"
    base_form_class = BasePageForm
    # Our own page templates and the search decide what a list shows, not Wagtail's menu flag.
    promote_panels: ClassVar[list[Any]] = panels.PROMOTE_PANELS
    # A copy is a new item: it gets an id of its own, and what was settled for the original
    # (where it was imported from) does not hold for it.
    exclude_fields_in_copy: ClassVar[list[str]] = [
        "permanent_id",
        "external_id",
        "adopted",
        "gaps",
    ]

    permanent_id = models.UUIDField(
        "blijvend nummer", default=uuid.uuid4, unique=True, editable=False
    )
    external_id = models.CharField(
        "nummer bij de bron", max_length=200, blank=True, editable=False, db_index=True
    )
    adopted = models.BooleanField(
        "overgenomen",
        default=False,
        editable=False,
        help_text="Overgenomen van een andere organisatie; mag onvolledig zijn.",
    )
    gaps = models.JSONField("nog aan te vullen", default=list, blank=True, editable=False)

    intro = models.TextField(
        "inleiding",
        max_length=400,
        help_text=(
            "Eén of twee korte zinnen: wat heeft de lezer hieraan? Staat ook in de zoekresultaten."
        ),
    )
    image = models.ForeignKey(
        "core.AcademieImage",
        verbose_name="afbeelding",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    alt_decision = models.CharField(
        "vertelt de afbeelding iets?", max_length=12, choices=AltDecision, blank=True
    )
    alt_text = models.CharField("beschrijving van de afbeelding", max_length=250, blank=True)
    illustration = models.CharField(
        "tekening", max_length=20, choices=Illustration, blank=True, default=""
    )
    region = models.ForeignKey(
        "taxonomy.Region",
        verbose_name="regio waar dit vandaan komt",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    licence = models.CharField("licentie", max_length=20, choices=Licence, default=Licence.CC_BY)
    has_costs = models.BooleanField("kost geld", default=False)
    access = models.CharField("toegang", max_length=20, choices=Access, default=Access.OPEN)
    author_text = models.CharField(
        "gemaakt door",
        max_length=200,
        blank=True,
        help_text="Een functie is genoeg, bijvoorbeeld: logopedist van een school voor TOS.",
    )
    organisation_text = models.CharField("organisatie", max_length=200, blank=True)
    source_text = models.CharField(
        "bron", max_length=300, blank=True, help_text="Waar de feiten en cijfers vandaan komen."
    )
    valid_from = models.DateField("geldig vanaf", null=True, blank=True)
    valid_until = models.DateField("geldig tot en met", null=True, blank=True)
    review_by = models.DateField("nakijken vóór", null=True, blank=True)
    evidence = models.PositiveSmallIntegerField(
        "hoe zeker is dit?", choices=Evidence, default=Evidence.ONE_PLACE
    )

    clusters = ParentalManyToManyField("taxonomy.Cluster", blank=True, related_name="+")
    needs = ParentalManyToManyField(
        "taxonomy.SupportNeed",
        blank=True,
        related_name="+",
        verbose_name="ondersteuningsbehoeften",
    )
    levels = ParentalManyToManyField(
        "taxonomy.Level", blank=True, related_name="+", verbose_name="niveaus"
    )
    roles = ParentalManyToManyField(
        "taxonomy.Role", blank=True, related_name="+", verbose_name="rollen"
    )
    sectors = ParentalManyToManyField(
        "taxonomy.Sector", blank=True, related_name="+", verbose_name="sectoren"
    )
    themes = ParentalManyToManyField(
        "taxonomy.Theme", blank=True, related_name="+", verbose_name="thema's"
    )
    tags = ClusterTaggableManager(through="core.TaggedPage", blank=True, verbose_name="labels")

    class Meta:
        abstract = True

    # -- publishing rules ---------------------------------------------------------------------

    def publish_problems(self) -> dict[str, str]:
        """Return what still stands in the way of publishing: field name -> Dutch sentence.

        Page types extend this. The editor's form shows the sentences at their fields; saving a
        live page that has problems raises ``ValidationError``, whatever path asked for it.
        """
        problems: dict[str, str] = {}
        if self.image_id and not self.alt_decision:
            problems["alt_decision"] = "Kies of de afbeelding iets vertelt of alleen sfeer is."
        if (
            self.image_id
            and self.alt_decision == AltDecision.DESCRIBED
            and not self.alt_text.strip()
        ):
            problems["alt_text"] = (
                "Beschrijf in één zin wat op de afbeelding te zien is, "
                "of kies dat zij alleen sfeer is."
            )
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            problems["valid_until"] = "Kies een einddatum die na de begindatum ligt."
        return problems

    def completeness_problems(self) -> dict[str, str]:
        """Return what our own editor asks and an adopted item may still lack."""
        if self.region_id:
            return {}
        return {"region": "Kies de regio waar dit vandaan komt."}

    def clean(self) -> None:
        """Refuse a live page with problems; an adopted one may be incomplete but not wrong."""
        super().clean()
        if not self.live or getattr(self, "saving_draft", False):
            return
        problems = self.publish_problems()
        if not self.adopted:
            problems |= self.completeness_problems()
        if problems:
            raise ValidationError(
                {self._error_field(field): message for field, message in problems.items()}
            )

    def _error_field(self, field: str) -> str:
        """Return a name ``full_clean`` can report on: a model field, or the page as a whole."""
        names = {model_field.name for model_field in self._meta.get_fields()}
        return field if field in names else NON_FIELD_ERRORS

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Note what an adopted page lacks, so that the list 'nog aan te vullen' is one query."""
        self.gaps = sorted(self.completeness_problems().values()) if self.adopted else []
        if self.alias_of_id:
            self._keep_own_id()
        return super().save(*args, **kwargs)

    def _keep_own_id(self) -> None:
        """Give an alias an id of its own: Wagtail copies every field at each publication."""
        known = type(self)._default_manager.filter(pk=self.pk)
        own = known.values_list("permanent_id", flat=True).first()
        self.permanent_id = own or uuid.uuid4()

    # -- search protocol ----------------------------------------------------------------------

    def search_body(self) -> str:
        """Return every word of the page that a reader may search for, as plain text."""
        return ""

    def search_card(self) -> Mapping[str, Any]:
        """Return facts for the result card that are not fields of the index, as plain JSON."""
        return {}

    def search_minutes(self) -> int | None:
        """Return how many minutes the item takes, or None."""
        return None

    # -- what templates ask -------------------------------------------------------------------

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add ``detail``: the facts that head and side of every detail page show."""
        # The import waits until the models are loaded: a detail page asks the search for labels.
        from academie.core.detail import Detail

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"detail": Detail(self, request)}

    def linked_page_ids(self) -> list[int]:
        """Return the pages, next to the reading links, that the template links to by name."""
        return []

    @property
    def serial(self) -> str:
        """The last part of the card number: the page's own number, at least three digits."""
        return f"{self.pk or 0:03d}"

    @property
    def evidence_meaning(self) -> str:
        """One sentence on what the rung means and one on what it does not."""
        return EVIDENCE_MEANING[Evidence(self.evidence)]

    @property
    def is_expired(self) -> bool:
        """Whether the item's validity has ended."""
        return self.valid_until is not None and self.valid_until < timezone.localdate()
