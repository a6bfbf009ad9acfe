"""App configuration of progress."""

from django.apps import AppConfig


class InitiativesConfig(AppConfig):
    """Progress of the taskforce's plans."""

    name = "academie.initiatives"
    verbose_name = "Voortgang"
