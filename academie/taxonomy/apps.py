"""App configuration of the vocabularies."""

from django.apps import AppConfig


class TaxonomyConfig(AppConfig):
    """Controlled lists on stable slugs, their synonyms, and what the search needs of them."""

    name = "academie.taxonomy"
    verbose_name = "Woordenlijsten"

    def ready(self) -> None:
        """Give the search the labels and the synonyms, and keep its copy fresh."""
        from academie.taxonomy import best_bets, search_vocabulary, signal_handlers

        search_vocabulary.register()
        signal_handlers.connect()
        best_bets.register()
