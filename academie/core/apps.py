"""App configuration of the shared base."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Base page, media, blocks and the wiring that every content app shares."""

    name = "academie.core"
    verbose_name = "Basis"

    def ready(self) -> None:
        """Connect signals and checks and make pages known to the search."""
        from academie.core import checks, renditions, schedule, search_source, signal_handlers

        checks.register()
        search_source.register()
        signal_handlers.connect()
        renditions.connect()
        schedule.register()
