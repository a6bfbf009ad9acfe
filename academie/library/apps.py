"""App configuration of the library."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """Toolkits, praktijkverhalen and werkinstructies."""

    name = "academie.library"
    verbose_name = "Kaartenbak"
