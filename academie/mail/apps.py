"""App configuration of outgoing mail."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    """Mail that is written down with what it is about, and sent by the worker."""

    name = "academie.mail"
    verbose_name = "Mail"

    def ready(self) -> None:
        """Give the worker its two jobs."""
        from academie.mail import jobs

        jobs.register()
