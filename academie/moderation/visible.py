"""Which reviews somebody gets to see, in one query: the list, Wagtail's panels, the number."""

from typing import Any

from django.db.models import Q, QuerySet

from academie.accounts.who import BEHEERDER, REDACTEUR, REGIOREDACTEUR, SPECIALIST
from academie.core.reach import places_of
from academie.moderation.models import Review, ReviewRoute
from academie.moderation.peers import TRUSTED_AFTER, approved_contributions
from academie.moderation.routing import route_for, route_readers


def reviews_for(user: Any) -> QuerySet[Review]:
    """Return the open reviews that this account may read and decide: never of her own text."""
    found = Review.objects.filter(outcome=Review.Outcome.OPEN)
    if not (user.is_authenticated and user.is_active):
        return found.none()
    groups = set(user.groups.values_list("name", flat=True))
    if not (user.is_superuser or groups & {BEHEERDER, REDACTEUR}):
        found = found.filter(_allowed(user, groups))
    # A subquery each: joins with three sets at once would multiply the rows.
    own = Review.makers.through.objects.filter(user_id=user.pk).values("review_id")
    return found.exclude(pk__in=own)


def pages_to_read(user: Any) -> QuerySet[Any]:
    """Return the numbers of the pages whose draft somebody was given to read (core.reach)."""
    return reviews_for(user).order_by().values("page")


def _allowed(user: Any, groups: set[str]) -> Q:
    allowed = Q(pk__in=[])
    if REGIOREDACTEUR in groups:
        allowed |= Q(region__in=places_of(user))
    if SPECIALIST in groups and approved_contributions(user.pk) >= TRUSTED_AFTER:
        same = Review.clusters.through.objects.filter(cluster__in=user.clusters.all())
        allowed |= Q(peers_may=True, pk__in=same.values("review_id"))
    if _is_on_a_route(user):
        # Which row counts depends on the page; few pages wait, so each is asked.
        allowed |= Q(pk__in=_on_route(user))
    return allowed


def _is_on_a_route(user: Any) -> bool:
    named = Q(people=user) | Q(groups__in=user.groups.all())
    return ReviewRoute.objects.filter(named).exists()


def _on_route(user: Any) -> list[int]:
    found = []
    for review in Review.objects.filter(outcome=Review.Outcome.OPEN).select_related("page"):
        route = route_for(review.page.specific)
        if route and route_readers(route).filter(pk=user.pk).exists():
            found.append(review.pk)
    return found
