"""App configuration of trainings and exchanges."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Trainings and exchanges, their sessions and the agenda."""

    name = "academie.exchange"
    verbose_name = "Agenda"
