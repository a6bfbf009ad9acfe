"""When a colleague from the same field may be the second reader instead of an editor."""

from typing import Any

from academie.accounts.who import SPECIALIST
from academie.library.models import Praktijkverhaal
from academie.moderation.models import Approval
from academie.moderation.models.review import Review

TRUSTED_AFTER = 3
"""Approved contributions after which a specialist of the same cluster may read somebody's text.

Forums hold the first posts of a new member for the same reason: three pieces read by an editor show
whether somebody knows what belongs on the site and what must stay off it (names of pupils above
all). From then on knowledge of the field matters more than knowledge of the rules.
"""


def peers_may_read(page: Any, author_id: int | None) -> bool:
    """Return whether the text may go to a peer: a known author, and never a story.

    In a praktijkverhaal somebody can be recognised, and a colleague from the same school is the
    last to notice; an editor reads it, always.
    """
    if author_id is None or isinstance(page, Praktijkverhaal) or not hasattr(page, "clusters"):
        return False
    return approved_contributions(author_id) >= TRUSTED_AFTER


def approved_contributions(author_id: int) -> int:
    """Return how many pages of an author somebody else found good."""
    given = Approval.objects.exclude(as_what=Approval.AsWhat.OVERRIDE)
    return given.filter(page__owner_id=author_id).values("page_id").distinct().count()


def is_peer(review: Review, user: Any, groups: set[str]) -> bool:
    """Return whether somebody is a specialist of a cluster that the text is about.

    She has pieces of her own behind her too: two new accounts do not vouch for each other.
    """
    if SPECIALIST not in groups or approved_contributions(user.pk) < TRUSTED_AFTER:
        return False
    shared: bool = user.clusters.filter(pk__in=review.clusters.values("pk")).exists()
    return shared
