"""App configuration: keeping what is published true."""

from django.apps import AppConfig
from wagtail.signals import page_published


class UpkeepConfig(AppConfig):
    """Review dates, reports of readers, dead links and versions."""

    name = "academie.upkeep"
    verbose_name = "Blijft het kloppen"

    def ready(self) -> None:
        """Listen to publications and give the worker its jobs."""
        from academie.mail.leaving import withdraw_on_leaving
        from academie.upkeep import jobs, kinds, own_data
        from academie.upkeep.versions import mine
        from academie.upkeep.versions.record import note_publication

        page_published.connect(note_publication, dispatch_uid="upkeep-version")
        jobs.register()
        mine.register()
        own_data.register()
        withdraw_on_leaving(kinds.OURS)
