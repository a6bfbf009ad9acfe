"""Models of trainings and exchanges."""

from academie.exchange.models.agenda import AgendaIndexPage
from academie.exchange.models.training import TrainingEventPage, TrainingSession

__all__ = ["AgendaIndexPage", "TrainingEventPage", "TrainingSession"]
