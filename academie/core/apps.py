"""App configuration of the shared base."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Base page, media, blocks and the wiring that every content app shares."""

    name = "academie.core"
    verbose_name = "Basis"

    def ready(self) -> None:
        """Connect signals and checks and make pages known to the search."""
        from academie.core import (
            checks,
            limit_jobs,
            query_log_jobs,
            reach_policy,
            renditions,
            schedule,
            search_source,
            signal_handlers,
        )
        from academie.core.document_text import job as document_text_job
        from academie.core.document_text import signals as document_text_signals
        from academie.core.media_access import drafts, uses, visible
        from academie.core.models import gated

        checks.register()
        gated.connect()
        search_source.register()
        signal_handlers.connect()
        document_text_signals.connect()
        document_text_job.register()
        renditions.connect()
        uses.connect()
        drafts.connect()
        visible.register()
        reach_policy.register()
        schedule.register()
        query_log_jobs.register()
        limit_jobs.register()
