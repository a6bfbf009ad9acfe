"""Pairs and rings of wishes: computed every night or on demand, decided on by a person."""

import logging
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from academie.exchange.capacity.people import Actor
from academie.exchange.models import Match, MatchedWish, Wish
from academie.exchange.visits import kinds, letters, wish_tokens
from academie.exchange.visits.errors import VisitNotPossible
from academie.exchange.visits.matching import Wanted, match, organisation_key
from academie.mail.outbox import queue
from academie.taxonomy.models import Region

logger = logging.getLogger(__name__)

State = Match.State
Ids = tuple[int, ...]

GONE = "Dit voorstel is er niet meer. Iemand trok een wens in. Bekijk de nieuwe lijst."
DECIDED = "Over dit voorstel is al beslist. Laad de pagina opnieuw."


def propose(now: datetime | None = None) -> int:
    """Bring the proposals in line with the wishes; return how many came or went.

    A proposal that is still in the best outcome is not touched. Who was rejected together does not
    come back together.
    """
    now = now or timezone.now()
    with transaction.atomic():
        wishes = _lock_open()
        standing = {_circle(ids): pk for pk, ids in _groups(State.PROPOSED).items()}
        found = match(
            [_wanted(wish) for wish in wishes],
            met=_met(),
            kept=standing.keys(),
            rejected=_groups(State.REJECTED).values(),
        )
        wanted = set(map(_circle, found.groups))
        gone = [pk for ids, pk in standing.items() if ids not in wanted]
        Match.objects.filter(pk__in=gone).delete()
        new = sorted(wanted - standing.keys())
        for ids in new:
            made = Match.objects.create(state=State.PROPOSED, made_at=now)
            MatchedWish.objects.bulk_create(
                MatchedWish(match=made, wish_id=one, place=place) for place, one in enumerate(ids)
            )
    if not found.proven_number:
        logger.info("More pairs may be possible; the search was stopped.")
    return len(gone) + len(new)


def confirm(match_pk: int, *, actor: Actor, now: datetime | None = None) -> Match:
    """Bring people together: each gets the details of the others by mail, and the wishes close.

    Raises `VisitNotPossible` when it was decided already, or one of the wishes is gone.
    """
    now = now or timezone.now()
    with transaction.atomic():
        _lock_open()
        found = _locked(match_pk)
        circle = [member.wish for member in found.members.select_related("wish")]
        if len(circle) < 2 or any(wish.closed_at for wish in circle):
            raise VisitNotPossible(GONE)
        _decide(found, State.CONFIRMED, actor, now)
        Wish.objects.filter(pk__in=[wish.pk for wish in circle]).update(closed_at=now)
        for place, wish in enumerate(circle):
            others = circle[place + 1 :] + circle[:place]
            manage = wish_tokens.manage_url(wish.public)
            subject, text = letters.together(wish, others[0], others, manage)
            queue(wish.email, subject, text, kind=kinds.TOGETHER, key=f"{found.pk}:{wish.pk}")
    return found


def reject(match_pk: int, *, actor: Actor, now: datetime | None = None) -> Match:
    """Say that these do not go together; nobody gets a mail. Raises as `confirm` does."""
    with transaction.atomic():
        _lock_open()
        found = _locked(match_pk)
        _decide(found, State.REJECTED, actor, now or timezone.now())
    return found


def _lock_open() -> list[Wish]:
    """Lock all wishes that may be matched, always in one order: who decides and who computes."""
    wishes = Wish.objects.select_for_update(of=("self",)).select_related("region__parent")
    return list(wishes.filter(closed_at=None).exclude(confirmed_at=None).order_by("pk"))


def _locked(match_pk: int) -> Match:
    found = Match.objects.select_for_update().filter(pk=match_pk).first()
    if found is None:
        raise VisitNotPossible(GONE)
    if found.state != State.PROPOSED:
        raise VisitNotPossible(DECIDED)
    return found


def _decide(found: Match, state: str, actor: Actor, now: datetime) -> None:
    found.state, found.decided_at, found.user_id = state, now, actor.user_id
    found.save(update_fields=["state", "decided_at", "user"])
    logger.info("Match %d: %s.", found.pk, state)


def _groups(state: str) -> dict[int, Ids]:
    """Return the wishes of each match in this state, in the order of the circle."""
    groups: dict[int, Ids] = {}
    members = MatchedWish.objects.filter(match__state=state).order_by("match_id", "place")
    for match_pk, wish_pk in members.values_list("match_id", "wish_id"):
        groups[match_pk] = (*groups.get(match_pk, ()), wish_pk)
    return {pk: ids for pk, ids in groups.items() if len(ids) > 1}


def _circle(ids: Ids) -> Ids:
    """Return the same circle, begun at its lowest number."""
    start = ids.index(min(ids))
    return ids[start:] + ids[:start]


def _met() -> set[frozenset[str]]:
    """Return the pairs of organisations that were brought together before."""
    found: dict[int, set[str]] = {}
    members = MatchedWish.objects.filter(match__state=State.CONFIRMED)
    for match_pk, name in members.values_list("match_id", "wish__organisation"):
        found.setdefault(match_pk, set()).add(organisation_key(name))
    return {frozenset((a, b)) for keys in found.values() for a in keys for b in keys if a < b}


def _wanted(wish: Wish) -> Wanted:
    region, district = _places(wish.region)
    return Wanted(
        id=wish.pk,
        organisation=organisation_key(wish.organisation),
        side=wish.side,
        wants=wish.wants,
        region=region,
        district=district,
        kinds=frozenset(wish.kinds),
        themes=frozenset(wish.themes),
    )


def _places(region: Region | None) -> tuple[str, str]:
    """Return buurt and gebied; '' for what is not known."""
    if region is None:
        return "", ""
    if region.kind == Region.Kind.NEIGHBOURHOOD:
        parent = region.parent
        in_district = parent is not None and parent.kind == Region.Kind.DISTRICT
        return region.slug, parent.slug if parent and in_district else ""
    return "", region.slug if region.kind == Region.Kind.DISTRICT else ""
