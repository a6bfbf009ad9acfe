"""How many people have a place and how many wait, for pages and lists: one query, no lock."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Count

from academie.core.enums import World
from academie.exchange.capacity.rules import Taken
from academie.exchange.enums import ACTIVE, SignUpState
from academie.exchange.models import SignUp

_FIELDS = {
    World.EDUCATION.value: "education",
    World.CARE.value: "care",
    World.OTHER.value: "other",
}


def taken(session_pks: Iterable[int]) -> dict[int, Taken]:
    """Return the counts of every one of these sessions; a session without sign-ups has zeros.

    What is shown may be a moment old. Whoever gives places reads under the lock.
    """
    pks = list(session_pks)
    if not pks:
        return {}
    rows = (
        SignUp.objects.filter(session__in=pks, state__in=ACTIVE)
        .values_list("session_id", "state", "side")
        .annotate(count=Count("pk"))
        .order_by()
    )
    counted: dict[int, dict[str, int]] = {pk: defaultdict(int) for pk in pks}
    for session_pk, state, side, count in rows:
        counted[session_pk][_field(state, side)] += count
    return {pk: Taken(**fields) for pk, fields in counted.items()}


def seated(session_pk: int) -> Taken:
    """Return who has a place in one session. Cheaper than `taken` when very many wait."""
    rows = (
        SignUp.objects.filter(session=session_pk, state=SignUpState.CONFIRMED)
        .values_list("side")
        .annotate(count=Count("pk"))
        .order_by()
    )
    return Taken(**{_FIELDS[side]: count for side, count in rows})


def _field(state: str, side: str) -> str:
    if state == SignUpState.WAITING:
        return "waiting"
    return "requested" if state == SignUpState.REQUESTED else _FIELDS[side]
