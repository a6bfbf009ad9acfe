"""App configuration: what a person keeps."""

from django.apps import AppConfig


class ShelvesConfig(AppConfig):
    """Saved items, collections and somebody's own page."""

    name = "academie.shelves"
    verbose_name = "Mijn academie"

    def ready(self) -> None:
        """Tell the base who saved what, and what stands on somebody's own page."""
        from academie.shelves import own

        own.register()
