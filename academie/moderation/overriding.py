"""Publishing without a second reader: a superuser, with a reason that everybody may read."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page

from academie.moderation.digest import digest_of
from academie.moderation.models import Approval
from academie.moderation.refusals import NotPossible
from academie.moderation.remarks import refuse_pupil_data
from academie.moderation.stops import stops_of
from academie.moderation.story import is_story

LOG_ACTION = "academie.publish.without_reader"
SHORTEST_REASON = 20
"""Letters: 'spoed' explains nothing to who looks back a year later."""

NOT_YOURS = "Alleen een superuser kan dit."
NO_REASON = f"Schrijf in minstens {SHORTEST_REASON} letters waarom niemand anders kan lezen."
STORY = (
    "In een praktijkverhaal kan iemand te herkennen zijn. Daarom publiceert u het nooit zonder "
    "tweede lezer. Vraag een collega om het na te kijken."
)
NOTHING = "Er is geen concept om te publiceren."


@transaction.atomic
def publish_without_reader(page: Page, user: Any, reason: str) -> Approval:
    """Publish the newest version of a page on one's own responsibility.

    The reason stands in the page's history and in the report 'Zonder tweede lezer'. What a page
    type itself asks still holds. A praktijkverhaal always has a second reader: that somebody found
    nobody recognisable in an earlier version says nothing of this one. Raises ``NotPossible``.
    """
    page = page.specific
    reason = reason.strip()
    if not (user.is_active and user.is_superuser):
        raise NotPossible(NOT_YOURS)
    if len(reason) < SHORTEST_REASON:
        raise NotPossible(NO_REASON)
    revision = page.latest_revision
    if revision is None or (page.live and page.live_revision_id == revision.pk):
        raise NotPossible(NOTHING)
    text = revision.as_object()
    if is_story(text) and not text.vouched_note:
        raise NotPossible(STORY)
    refuse_pupil_data(reason)
    stops = stops_of(text)
    if stops:
        raise NotPossible(f"Dit kan zo niet online: {stops[0]}")
    given: Approval = Approval.objects.create(
        page=page,
        revision=revision,
        digest=digest_of(revision),
        reader=user,
        as_what=Approval.AsWhat.OVERRIDE,
        reason=reason,
    )
    state = page.current_workflow_state
    if state is not None:
        state.cancel(user=user)
    log(instance=page, action=LOG_ACTION, user=user, revision=revision, data={"reason": reason})
    try:
        revision.publish(user=user)
    except ValidationError as error:
        raise NotPossible(f"Dit kan zo niet online: {' '.join(error.messages)}") from error
    return given
