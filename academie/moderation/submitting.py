"""Handing a text in to be read, and taking it back."""

from typing import Any

from django.db import transaction
from wagtail.models import Page, WorkflowState

from academie.moderation.makers import makers_of
from academie.moderation.models import Review
from academie.moderation.refusals import NotPossible
from academie.moderation.stops import stops_of
from academie.moderation.story import has_consent, is_story

__all__ = ["NotPossible", "submit", "take_back"]

NOTHING = "Er is nog niets om in te sturen. Bewaar eerst een concept."
NOT_YOURS = "U schreef niet aan deze tekst. Vraag de maker om hem in te sturen."
WAITS = "Deze tekst ligt al bij een lezer. U hoort het als die klaar is."
SAME = "Er is niets veranderd sinds deze tekst online kwam."
NO_WORKFLOW = "Er is nu niemand die kan nakijken. Vraag de beheerder om hulp."
NOT_WAITING = "Deze tekst ligt niet bij een lezer."
NO_CONSENT = (
    "Vraag eerst toestemming aan iedereen over wie dit gaat. Zet dat erbij, en stuur dan in."
)
STOPPED = "Dit kunt u nog niet insturen: "


@transaction.atomic
def submit(page: Page, user: Any, note: str = "") -> None:
    """Hand in the newest version of a page: its review begins, or begins again after a refusal.

    Raises ``NotPossible`` with a sentence for who may not, or when there is nothing to read.
    """
    page = page.specific_class.objects.select_for_update(of=("self",)).get(pk=page.pk)
    revision = page.latest_revision
    if revision is None:
        raise NotPossible(NOTHING)
    if not (_made_it(page, revision, user) or page.permissions_for_user(user).can_edit()):
        raise NotPossible(NOT_YOURS)
    if page.live and page.live_revision_id == revision.pk:
        raise NotPossible(SAME)
    text = revision.as_object()
    if is_story(text) and not has_consent(text):
        raise NotPossible(NO_CONSENT)
    stops = stops_of(text)
    if stops:
        raise NotPossible(STOPPED + stops[0])
    state = page.current_workflow_state
    if state is not None and state.status == WorkflowState.STATUS_IN_PROGRESS:
        raise NotPossible(WAITS)
    workflow = page.get_workflow()
    if workflow is None:
        raise NotPossible(NO_WORKFLOW)
    if state is not None:
        state.resume(user)
    else:
        workflow.start(page, user)
    if note.strip():
        waiting = Review.objects.filter(page_id=page.pk, outcome=Review.Outcome.OPEN)
        waiting.update(note=note.strip())


@transaction.atomic
def take_back(page: Page, user: Any) -> None:
    """End the review of a page: its maker wants to go on writing.

    Raises ``NotPossible`` for somebody else, and when nothing waits.
    """
    state = page.specific.current_workflow_state
    if state is None:
        raise NotPossible(NOT_WAITING)
    revision = page.latest_revision
    if not (revision and _made_it(page, revision, user)) and not state.user_can_cancel(user):
        raise NotPossible(NOT_YOURS)
    state.cancel(user=user)


def _made_it(page: Page, revision: Any, user: Any) -> bool:
    return user.pk is not None and (
        user.pk == page.owner_id or user.pk in makers_of(page, revision)
    )
