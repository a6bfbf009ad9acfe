"""FourEyesTask: the step of the workflow in which somebody else reads."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from wagtail.models import AbstractGroupApprovalTask, TaskState


class FourEyesTask(AbstractGroupApprovalTask):
    """Wagtail's group approval lets an author approve her own page; this one never does.

    Who may read is not only a matter of groups: regions, routes and peers count
    (academie.moderation.routing), and nobody reads what she made herself.
    """

    class Meta:
        verbose_name = "nakijken door een ander"
        verbose_name_plural = "nakijken door een ander"

    def start(self, workflow_state: Any, user: Any = None) -> TaskState:
        """Begin a review of the newest text, and ask its readers."""
        from academie.moderation import opening

        with transaction.atomic():
            state = super().start(workflow_state, user=user)
            opening.open_review(state, user)
        return state

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        """Return whether the review alone lets somebody into the editor: never.

        Who reads, reads on the review screen; who may edit has that from her groups.
        """
        return False

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        """Return False: a text under review may be edited, and then begins again."""
        return False

    def user_can_lock(self, obj: Any, user: Any) -> bool:
        """Return False: the review gives nobody a lock."""
        return False

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        """Return what somebody may decide; nothing for a maker. A story asks more than a button."""
        from academie.moderation import deciding

        review = deciding.open_review_of(obj)
        if review is None or not deciding.may_decide(review, user):
            return []
        actions: list[tuple[str, str, bool]] = [("reject", "Terugsturen", True)]
        if not deciding.is_story(obj):
            actions.append(("approve", "Akkoord", False))
        return actions

    def get_form_for_action(self, action: str) -> Any:
        """Return the form of a decision: to send back takes a reason."""
        from academie.moderation.forms import CommentForm, ReasonForm

        return ReasonForm if action == "reject" else CommentForm

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> QuerySet[TaskState]:
        """Return what waits for this reader: never her own, and only of her own regions."""
        from academie.moderation.visible import reviews_for

        states = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        found: QuerySet[TaskState] = states.filter(review__in=reviews_for(user))
        return found

    @transaction.atomic
    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> None:
        """Decide. Raises ``NotPossible`` for who may not, or when something is missing."""
        from academie.moderation import deciding

        comment = str(kwargs.get("comment", ""))
        review = deciding.review_of_state(task_state)
        if action_name == "approve":
            deciding.approve(review, user, note=comment)
        elif action_name == "reject":
            deciding.refuse(review, user, reason=comment)

    @classmethod
    def get_description(cls) -> str:
        """Return what the list of tasks says about it."""
        return "Iemand die niets aan de tekst schreef, leest hem en geeft akkoord."
