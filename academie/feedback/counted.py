"""Opinions per role and sector, as far as they may be shown. Pure.

Nothing is said about fewer than `MIN_N` people: not of a role in a sector, not of the rest, and not
by taking what is shown from a total.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from academie.feedback.models import Outcome

MIN_N = 5
"""Fewer are no more than a few anecdotes, and colleagues could guess who said what."""

Told = tuple[str, str, str]
"""Role, sector and outcome of one experience."""


@dataclass(frozen=True, slots=True)
class Row:
    """What so many people of a role (and a sector, or '' for several) said."""

    role: str
    sector: str
    n: int
    worked: int
    partly: int
    failed: int


def rows(told: Iterable[Told]) -> tuple[list[Row], bool]:
    """Return what may be shown, largest first, and whether there are a few that are left out.

    A role whose sectors are too small is one row; roles that are too small are one row without a
    role. What still is too small is only said to be there.
    """
    by_pair: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for role, sector, outcome in told:
        by_pair[role, sector][outcome] += 1
    shown: list[Row] = []
    rest: Counter[str] = Counter()
    for role in sorted({role for role, _ in by_pair}):
        small: Counter[str] = Counter()
        for sector, outcomes in _sectors(by_pair, role):
            if outcomes.total() >= MIN_N:
                shown.append(_row(role, sector, outcomes))
            else:
                small += outcomes
        if small.total() >= MIN_N:
            shown.append(_row(role, "", small))
        else:
            rest += small
    shown.sort(key=lambda row: (-row.n, row.role, row.sector))
    if rest.total() >= MIN_N:
        shown.append(_row("", "", rest))
        return shown, False
    return shown, bool(rest)


def _sectors(
    by_pair: dict[tuple[str, str], Counter[str]], role: str
) -> Iterator[tuple[str, Counter[str]]]:
    return ((sector, outcomes) for (one, sector), outcomes in by_pair.items() if one == role)


def _row(role: str, sector: str, outcomes: Counter[str]) -> Row:
    return Row(
        role,
        sector,
        outcomes.total(),
        outcomes[Outcome.WORKED],
        outcomes[Outcome.PARTLY],
        outcomes[Outcome.NOT],
    )
