"""App configuration: publishing with four eyes."""

from typing import Any

from django.apps import AppConfig


class ModerationConfig(AppConfig):
    """Who may publish what, and who read it first."""

    name = "academie.moderation"
    verbose_name = "Vier ogen"

    def ready(self) -> None:
        """Close the gate, follow what happens to texts, and write the mails instead of Wagtail."""
        from wagtail.signals import task_cancelled

        from academie.core.publishing import text_saved
        from academie.mail.leaving import withdraw_on_leaving
        from academie.moderation import gate, jobs, kinds, opening, reading_key

        gate.register()
        jobs.register()
        reading_key.register()
        withdraw_on_leaving(kinds.OURS)
        text_saved.connect(opening.text_was_saved, dispatch_uid="moderation-text-saved")
        task_cancelled.connect(opening.task_was_cancelled, dispatch_uid="moderation-cancelled")
        _keep_wagtail_quiet()


def _no_mail(**kwargs: Any) -> None:
    """Stand where a notifier of Wagtail would: ours are in plain Dutch, through the outbox."""


def _keep_wagtail_quiet() -> None:
    """Take the places of Wagtail's four workflow mails, whichever app is ready first."""
    from wagtail import signals
    from wagtail.models import TaskState, WorkflowState

    places = (
        (signals.task_submitted, TaskState, "group_approval_task_submitted_email_notification"),
        (signals.workflow_submitted, WorkflowState, "workflow_state_submitted_email_notification"),
        (signals.workflow_rejected, WorkflowState, "workflow_state_rejected_email_notification"),
        (signals.workflow_approved, WorkflowState, "workflow_state_approved_email_notification"),
    )
    for signal, sender, place in places:
        signal.disconnect(sender=sender, dispatch_uid=place)
        # A receiver with the same mark is not added a second time.
        signal.connect(_no_mail, sender=sender, dispatch_uid=place)
