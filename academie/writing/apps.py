"""App configuration: writing an item step by step."""

from django.apps import AppConfig


class WritingConfig(AppConfig):
    """The way to write for people who are no editors."""

    name = "academie.writing"
    verbose_name = "Deel uw kennis"

    def ready(self) -> None:
        """Take a place on 'Mijn academie' and tidy up drafts that nobody goes on with any more."""
        from academie.writing import leaving, own, tidying

        leaving.register()
        own.register()
        tidying.register()
