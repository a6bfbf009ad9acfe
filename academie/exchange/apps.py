"""App configuration of trainings and exchanges."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Trainings and exchanges, their sessions, the agenda, and who comes."""

    name = "academie.exchange"
    verbose_name = "Agenda"

    def ready(self) -> None:
        """Tell the worker what there is to do, and the letters and visits what to listen to."""
        from academie.exchange import letters, visits
        from academie.exchange.capacity import jobs as capacity_jobs
        from academie.exchange.capacity import signal_handlers
        from academie.exchange.letters import jobs as letters_jobs
        from academie.exchange.meeting import jobs as meeting_jobs
        from academie.exchange.privacy import jobs as privacy_jobs
        from academie.exchange.visits import jobs as visits_jobs

        signal_handlers.connect()
        letters.listen()
        visits.listen()
        for part in (capacity_jobs, letters_jobs, meeting_jobs, privacy_jobs, visits_jobs):
            part.register()
