"""App configuration: what a text still needs."""

from django.apps import AppConfig


class ProofingConfig(AppConfig):
    """Checks of a text before somebody else reads it."""

    name = "academie.proofing"
    verbose_name = "Nakijkhulp"

    def ready(self) -> None:
        """Tell the editor's form what stops a text, and fill its panel."""
        from academie.core.proof import register_panel, register_stops
        from academie.proofing.findings import stops_of
        from academie.proofing.panel import panel_context

        register_stops(stops_of)
        register_panel(panel_context)
