"""Django's entry to the search package."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Registers the package; connecting it to content is the job of `academie.core`."""

    name = "search"
    verbose_name = "Zoeken"
    default_auto_field = "django.db.models.BigAutoField"
