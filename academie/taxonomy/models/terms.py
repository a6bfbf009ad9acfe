"""Controlled terms: the slug is the stable id, everything a reader sees can be edited."""

from typing import ClassVar

from django.db import models

from academie.core.text import lines


class Term(models.Model):
    """Abstract term of one vocabulary."""

    facet: ClassVar[str]
    """Name of the search facet and the URL parameter."""

    slug = models.SlugField(
        "vaste code",
        max_length=60,
        unique=True,
        help_text="Verandert nooit: adressen en koppelingen hangen eraan.",
    )
    label = models.CharField("naam", max_length=80)
    short_label = models.CharField(
        "korte naam", max_length=40, blank=True, help_text="Voor smalle kolommen."
    )
    explanation = models.TextField("uitleg", blank=True, help_text="Eén of twee korte zinnen.")
    synonyms = models.TextField(
        "andere woorden",
        blank=True,
        help_text="Eén per regel: afkortingen, oude namen, wat mensen zeggen.",
    )
    order = models.PositiveSmallIntegerField("volgorde", default=0)

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["order", "label"]

    def __str__(self) -> str:
        return self.label

    @property
    def synonym_list(self) -> list[str]:
        """The other words, without empty lines."""
        return lines(self.synonyms)


class Cluster(Term):
    """An area of expertise; an older word, and never a label on a child."""

    facet = "cluster"

    class Meta(Term.Meta):
        verbose_name = "cluster"
        verbose_name_plural = "clusters"


class Level(Term):
    """How far something reaches: school, buurt or gebied."""

    facet = "niveau"

    class Meta(Term.Meta):
        verbose_name = "niveau"
        verbose_name_plural = "niveaus"


class Role(Term):
    """What somebody does: a reader, an author or the owner of a step."""

    facet = "rol"

    class Meta(Term.Meta):
        verbose_name = "rol"
        verbose_name_plural = "rollen"


class Sector(Term):
    """Kind of school or organisation."""

    facet = "sector"

    class Meta(Term.Meta):
        verbose_name = "sector"
        verbose_name_plural = "sectoren"


class SupportNeed(Term):
    """Ondersteuningsbehoefte: what a pupil needs help with."""

    facet = "behoefte"

    class Meta(Term.Meta):
        verbose_name = "ondersteuningsbehoefte"
        verbose_name_plural = "ondersteuningsbehoeften"


class Theme(Term):
    """Subject of the co-operation between school and care."""

    facet = "thema"

    class Meta(Term.Meta):
        verbose_name = "thema"
        verbose_name_plural = "thema's"


class Region(Term):
    """Where an item comes from: a municipality, or a gebied or buurt inside it."""

    class Kind(models.TextChoices):
        """How large the place is."""

        REGION = "regio", "Regio"
        MUNICIPALITY = "gemeente", "Gemeente"
        DISTRICT = "gebied", "Gebied"
        NEIGHBOURHOOD = "buurt", "Buurt"

    facet = "regio"

    kind = models.CharField("soort", max_length=10, choices=Kind)
    parent = models.ForeignKey(
        "self",
        verbose_name="ligt in",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )

    class Meta(Term.Meta):
        verbose_name = "regio"
        verbose_name_plural = "regio's"
