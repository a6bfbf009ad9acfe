"""Words that mean the same to a searcher."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from academie.core.text import lines


class Synonym(models.Model):
    """One line of the thesaurus: a preferred term and what people also say."""

    class Direction(models.TextChoices):
        """Whether searching for the preferred term also finds the other words."""

        TWO_WAY = "two-way", "Beide kanten op"
        ONE_WAY = "one-way", "Wie een ander woord zoekt, vindt ook de voorkeursterm"

    term = models.CharField("voorkeursterm", max_length=120, unique=True)
    words = models.TextField("ook gezegd", help_text="Eén woord of woordgroep per regel.")
    direction = models.CharField(
        "richting", max_length=8, choices=Direction, default=Direction.TWO_WAY
    )
    weight = models.FloatField(
        "gewicht",
        default=0.8,
        validators=[MinValueValidator(0.1), MaxValueValidator(1.0)],
        help_text="1 = even goed als het woord zelf, 0,5 = telt half.",
    )
    note = models.TextField("toelichting", blank=True)
    verified = models.BooleanField("nagekeken", default=True)

    class Meta:
        ordering = ["term"]
        verbose_name = "synoniem"
        verbose_name_plural = "synoniemen"

    def __str__(self) -> str:
        return self.term

    @property
    def word_list(self) -> list[str]:
        """The other words, without empty lines."""
        return lines(self.words)
