"""App configuration: how much an item is used."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    """Counts per item and day, without persons."""

    name = "academie.figures"
    verbose_name = "Cijfers"

    def ready(self) -> None:
        """Give the worker its job."""
        from academie.core.jobs import register_job
        from academie.figures.ageing import tidy

        register_job("cijfers opruimen", tidy, every=24 * 3600.0)
