"""Choices of trainings and exchanges."""

from django.db import models


class Kind(models.TextChoices):
    """The forms in which people meet."""

    TRAINING = "training", "Training"
    WERKBEZOEK = "werkbezoek", "Werkbezoek"
    MEELOOPDAG = "meeloopdag", "Meeloopdag"
    INTERVISIE = "intervisie", "Intervisie"
    UITWISSELING = "uitwisseling", "Uitwisseling"
