"""App configuration: items for other machines and on paper."""

from django.apps import AppConfig


class OutletConfig(AppConfig):
    """JSON-LD, OAI-PMH, Atom, sitemap, PDF and ZIP."""

    name = "academie.outlet"
    verbose_name = "Naar buiten"

    def ready(self) -> None:
        """Give the worker its jobs."""
        from academie.outlet import jobs

        jobs.register()
