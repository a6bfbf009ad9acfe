"""Which wishes to visit each other go together: pairs, and rings of three.

As many wishes as possible; among those the ones that were proposed before, then visits in the same
buurt, in the same gebied, between organisations that never met, and as few rings as possible. The
same wishes in any order give the same answer.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from academie.exchange.visits.pairing.board import build
from academie.exchange.visits.pairing.solve import solve

_NO_LETTER = re.compile(r"[\W_]+")
_FORMS = frozenset({"bv", "nv", "stichting", "vereniging", "de", "het"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """One wish. `region` is a buurt and `district` the gebied it lies in; '' is unknown.

    Without kinds or themes everything suits. `organisation` is an `organisation_key`.
    """

    id: int
    organisation: str
    side: str
    wants: str
    region: str = ""
    district: str = ""
    kinds: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Matching:
    """Groups of ids, each visiting the next one; every id at most once.

    `proven` says that no other choice is better in any respect, `proven_number` that none would
    help more people. Both hold for up to some hundreds of wishes, unless many rings are possible.
    """

    groups: tuple[tuple[int, ...], ...]
    proven: bool
    proven_number: bool


def match(
    wishes: Iterable[Wanted],
    *,
    met: Collection[frozenset[str]] = (),
    kept: Iterable[tuple[int, ...]] = (),
    rejected: Iterable[tuple[int, ...]] = (),
) -> Matching:
    """Return who goes with whom.

    `met` holds pairs of organisations that visited each other before. `kept` holds groups that
    were proposed, and stay when that costs nobody a place. `rejected` groups do not come back: the
    two of a pair are never together again, a ring never in this company.
    """
    ordered = sorted(wishes, key=lambda one: one.id)
    point = {one.id: number for number, one in enumerate(ordered)}

    def known(groups: Iterable[tuple[int, ...]]) -> list[tuple[int, ...]]:
        return [tuple(point[one] for one in ids) for ids in groups if all(i in point for i in ids)]

    turned_down = known(rejected)
    board = build(
        ordered,
        met=met,
        kept=known(kept),
        apart=[(ids[0], ids[1]) for ids in turned_down if len(ids) == 2],
        barred=[frozenset(ids) for ids in turned_down if len(ids) > 2],
    )
    solved = solve(board)
    groups = [tuple(ordered[one].id for one in group) for group in solved.groups]
    return Matching(tuple(groups), solved.proven, solved.proven_number)


def organisation_key(name: str) -> str:
    """Return an organisation's name as we compare it: 'Stichting De Wilg' is 'de wilg.'."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    words = _NO_LETTER.sub(" ", plain.replace(".", "")).split()
    return "".join(word for word in words if word not in _FORMS) or "".join(words)
