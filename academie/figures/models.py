"""How much an item is used: numbers per day, without anybody's name, address or browser."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class What(models.TextChoices):
    """What is counted. The last five are answers to 'wat miste u?'."""

    VIEWS = "gezien", "Gelezen"
    DOWNLOADS = "gedownload", "Bestand geopend"
    SAVES = "bewaard", "Bewaard"
    USEFUL = "bruikbaar", "Bruikbaar"
    NOT_USEFUL = "niet-bruikbaar", "Niet bruikbaar"
    OTHER_SUBJECT = "mist-onderwerp", "Ik zocht iets anders"
    OTHER_SITUATION = "mist-situatie", "Het past niet bij mijn situatie"
    UNCLEAR = "mist-duidelijk", "Het is niet duidelijk genoeg"
    NOT_PRACTICAL = "mist-concreet", "Ik weet nog niet wat ik morgen moet doen"
    OUTDATED = "mist-actueel", "Het klopt niet meer"


MISSED = (
    What.OTHER_SUBJECT,
    What.OTHER_SITUATION,
    What.UNCLEAR,
    What.NOT_PRACTICAL,
    What.OUTDATED,
)
"""What a reader may say that she missed; a choice, so that nobody writes about a child."""


class Tally(models.Model):
    """So many times of one kind for one item, in the time that starts on a day."""

    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name="kaart"
    )
    what = models.CharField("wat", max_length=16, choices=What)
    count = models.PositiveIntegerField("aantal", default=0)

    class Meta:
        abstract = True
        default_permissions = ()


class DayCount(Tally):
    """The count of one day."""

    day = models.DateField("dag")

    class Meta(Tally.Meta):
        verbose_name = "aantal op een dag"
        verbose_name_plural = "aantallen per dag"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["page", "day", "what"], name="figures_day_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["day"], name="figures_day")]

    def __str__(self) -> str:
        return f"{self.page_id} {self.day} {self.what}: {self.count}"


class MonthCount(Tally):
    """The count of one month: what days become when they are old. ``month`` is its first day."""

    month = models.DateField("maand")

    class Meta(Tally.Meta):
        verbose_name = "aantal in een maand"
        verbose_name_plural = "aantallen per maand"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["page", "month", "what"], name="figures_month_once"),
        ]

    def __str__(self) -> str:
        return f"{self.page_id} {self.month} {self.what}: {self.count}"


class FoundWith(models.Model):
    """The words of a search from which readers came to an item, counted per week."""

    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name="kaart"
    )
    week = models.DateField("week")
    text = models.CharField("woorden", max_length=80)
    count = models.PositiveIntegerField("aantal", default=0)

    class Meta:
        verbose_name = "woorden waarmee een kaart gevonden werd"
        verbose_name_plural = "woorden waarmee kaarten gevonden werden"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["page", "week", "text"], name="figures_words_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["week"], name="figures_week")]

    def __str__(self) -> str:
        return f"{self.page_id} {self.week} {self.text}: {self.count}"


class DaySalt(models.Model):
    """The secret of one day, with which clients are told apart for that day only.

    Gone when the day is over. Without it nobody, not even who has the database, can find out
    which address belongs to a mark.
    """

    day = models.DateField("dag", primary_key=True)
    salt = models.CharField("geheim", max_length=64)

    class Meta:
        verbose_name = "geheim van de dag"
        verbose_name_plural = "geheimen van de dag"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.day}"
