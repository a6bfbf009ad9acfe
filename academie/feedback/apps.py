"""App configuration: what users say of an item."""

from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    """Whether it was useful, and how others used it."""

    name = "academie.feedback"
    verbose_name = "Ervaringen"

    def ready(self) -> None:
        """Give the worker its job, listen to publications, and add to 'Mijn academie'."""
        from wagtail.signals import page_published

        from academie.core.jobs import register_job
        from academie.feedback import ageing, letters, own, versions
        from academie.mail.leaving import withdraw_on_leaving

        register_job("ervaringen opruimen", ageing.tidy, every=24 * 3600.0)
        page_published.connect(versions.note_published, dispatch_uid="feedback.versions")
        own.register()
        withdraw_on_leaving(letters.OURS)
