"""App configuration of saved searches."""

from django.apps import AppConfig


class AlertsConfig(AppConfig):
    """Searches that people follow by mail."""

    name = "academie.alerts"
    verbose_name = "Op de hoogte"

    def ready(self) -> None:
        """Give the worker its jobs."""
        from academie.alerts import jobs

        jobs.register()
