"""Measures of one list of results, their means, and how sure we are of a mean or a difference."""

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

DEPTH = 10
RELEVANT = 2
"""The lowest grade that counts as an answer: 3 is what was asked for, 1 only touches on it."""

OURS = "ours"
"""What our own system is called among the others."""

RESAMPLES = 1_000
SEED = 20261123

Grades = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Scores:
    """The measures of one query, each between 0 and 1."""

    ndcg: float
    mrr: float
    success: float
    hit3: float
    zero: float


MEASURES: Mapping[str, str] = {
    "ndcg": "nDCG@10",
    "mrr": "MRR",
    "success": "success@1",
    "hit3": "hit@3",
    "zero": "zero results",
}


def score(ranked: Sequence[str], grades: Grades) -> Scores:
    """Return the measures of a ranked list of keys, the best first."""
    ranked = ranked[:DEPTH]
    first = next((n for n, key in enumerate(ranked, 1) if grades.get(key, 0) >= RELEVANT), 0)
    best = _gain(sorted(grades.values(), reverse=True)[:DEPTH])
    return Scores(
        ndcg=_gain([grades.get(key, 0) for key in ranked]) / best if best else 0.0,
        mrr=1 / first if first else 0.0,
        success=float(first == 1),
        hit3=float(1 <= first <= 3),
        zero=float(not ranked),
    )


def mean(scores: Sequence[Scores]) -> Scores:
    """Return the mean of every measure. Raises `ValueError` without scores."""
    if not scores:
        raise ValueError("There is nothing to take the mean of.")
    return Scores(
        **{one.name: math.fsum(column(scores, one.name)) / len(scores) for one in fields(Scores)}
    )


def column(scores: Sequence[Scores], measure: str) -> list[float]:
    """Return one measure of every query."""
    return [getattr(one, measure) for one in scores]


def interval(values: Sequence[float]) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of the mean; the same numbers give the same interval.

    For a difference of two systems, give it the differences per query (a paired bootstrap).
    """
    draw = random.Random(SEED)
    size = len(values)
    means = sorted(math.fsum(draw.choices(values, k=size)) / size for _ in range(RESAMPLES))
    return means[int(RESAMPLES * 0.025)], means[int(RESAMPLES * 0.975) - 1]


def difference(ours: Sequence[Scores], theirs: Sequence[Scores]) -> list[float]:
    """Return by how much nDCG@10 differs for each query (ours minus theirs)."""
    return [a.ndcg - b.ndcg for a, b in zip(ours, theirs, strict=True)]


def _gain(grades: Sequence[int]) -> float:
    return math.fsum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))
