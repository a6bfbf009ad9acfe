"""Hits as Elasticsearch sends them: reading them, and seeing whether a stretch is whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from search.engines.base import Hit
from search.engines.rows import read_stored
from search.ranking import edge_is_complete, round_score, start_is_complete


@dataclass(frozen=True, slots=True)
class Found:
    """A hit as it came, before ties are ordered. `stored` is empty in a mere look ahead."""

    key: str
    score: float
    newest: int
    stored: str


def read_hits(answer: Mapping[str, Any]) -> list[Found]:
    """Return the hits of an answer in the order of the server."""
    return [
        Found(
            hit["_id"],
            hit["_score"] or 0.0,
            hit["sort"][-1],
            hit.get("_source", {}).get("stored", ""),
        )
        for hit in answer["hits"]["hits"]
    ]


def is_whole(found: Sequence[Found], first: int, size: int, start: int, edge: int) -> bool:
    """Say whether no group of equal scores at the edges of the page runs out of this stretch."""
    scores = [one.score for one in found]
    ends = len(scores) < size or edge_is_complete(scores, edge - first)
    return ends and (first == 0 or start_is_complete(scores, start - first))


def make_hit(one: Found, by_score: bool) -> Hit:
    """Return a hit for the page; without relevance nothing has a score."""
    return Hit(one.key, round_score(one.score) if by_score else 0.0, read_stored(one.stored))
