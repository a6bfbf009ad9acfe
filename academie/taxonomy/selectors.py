"""Reads of the vocabularies, from a copy in memory that a version number keeps fresh.

The lists are small (some 250 terms) and on every page, so each process keeps them. A change raises
the version in the shared cache; processes without a shared cache see it after ``MAX_AGE`` seconds.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import count
from types import MappingProxyType

from django.core.cache import cache

from academie.taxonomy.models import (
    Cluster,
    Level,
    Region,
    Role,
    Sector,
    SupportNeed,
    Synonym,
    Term,
    Theme,
    WordRule,
)

TERM_MODELS: tuple[type[Term], ...] = (Cluster, Level, Role, Sector, SupportNeed, Theme, Region)
VERSION_KEY = "taxonomy:version"
MAX_AGE = 30.0
"""Seconds after which a copy is read again, for processes that share no cache."""
CHECK_EVERY = 1.0
"""Seconds between looks at the shared version number; a page asks for labels a hundred times."""


@dataclass(frozen=True, slots=True)
class TermRow:
    """A term without its model: what labels, filters and imports need."""

    pk: int
    slug: str
    label: str
    short_label: str
    explanation: str
    synonyms: tuple[str, ...]
    order: int
    parent: str


@dataclass(frozen=True, slots=True)
class SynonymRow:
    """One line of the thesaurus."""

    term: str
    words: tuple[str, ...]
    two_way: bool
    weight: float


@dataclass(frozen=True, slots=True)
class WordRuleRow:
    """How one written form is read; '' and () leave it to the analyser."""

    word: str
    lemma: str
    parts: tuple[str, ...]


@dataclass(slots=True)
class _Snapshot:
    number: int
    version: int
    read_at: float
    checked_at: float
    terms: Mapping[str, Mapping[str, TermRow]]
    by_pk: Mapping[str, Mapping[int, TermRow]]
    synonyms: tuple[SynonymRow, ...]
    word_rules: tuple[WordRuleRow, ...]


_snapshot: _Snapshot | None = None
_numbers = count(1)


def _read() -> _Snapshot:
    version = cache.get(VERSION_KEY, 0)
    now = time.monotonic()
    terms: dict[str, Mapping[str, TermRow]] = {}
    by_pk: dict[str, Mapping[int, TermRow]] = {}
    for model in TERM_MODELS:
        rows = {term.pk: _row(term) for term in model._default_manager.all()}
        if model is Region:
            rows = _with_parents(rows)
        by_pk[model.facet] = MappingProxyType(rows)
        terms[model.facet] = MappingProxyType({row.slug: row for row in rows.values()})
    synonyms = tuple(
        SynonymRow(
            synonym.term,
            tuple(synonym.word_list),
            synonym.direction == Synonym.Direction.TWO_WAY,
            synonym.weight,
        )
        for synonym in Synonym.objects.all()
    )
    return _Snapshot(
        number=next(_numbers),
        version=version,
        read_at=now,
        checked_at=now,
        terms=MappingProxyType(terms),
        by_pk=MappingProxyType(by_pk),
        synonyms=synonyms,
        word_rules=tuple(row for rule in WordRule.objects.all() for row in rows_of(rule)),
    )


def rows_of(rule: WordRule) -> list[WordRuleRow]:
    """Return a rule, also one that is not saved, as a row for each form it is about."""
    whole = rule.kind == WordRule.Kind.WHOLE
    return [
        WordRuleRow(
            word=word,
            lemma=rule.base or (word if whole else ""),
            parts=(rule.base or word,) if whole else tuple(rule.part_list),
        )
        for word in rule.looked_up()
    ]


def _row(term: Term) -> TermRow:
    return TermRow(
        pk=term.pk,
        slug=term.slug,
        label=term.label,
        short_label=term.short_label or term.label,
        explanation=term.explanation,
        synonyms=tuple(term.synonym_list),
        order=term.order,
        parent="",
    )


def _with_parents(rows: dict[int, TermRow]) -> dict[int, TermRow]:
    parents = dict(Region.objects.exclude(parent=None).values_list("pk", "parent_id"))
    return {
        pk: replace(row, parent=rows[parents[pk]].slug) if parents.get(pk) in rows else row
        for pk, row in rows.items()
    }


def _current() -> _Snapshot:
    global _snapshot
    held = _snapshot
    now = time.monotonic()
    if held is not None and now - held.checked_at > CHECK_EVERY:
        held.checked_at = now
        if now - held.read_at > MAX_AGE or cache.get(VERSION_KEY, 0) != held.version:
            held = None
    if held is None:
        held = _snapshot = _read()
    return held


def copy_number() -> int:
    """Return the number of the copy in memory: what was made from it holds while it is the same."""
    return _current().number


def forget(**kwargs: object) -> None:
    """Drop the copy, here and in every process that shares the cache (by the version)."""
    global _snapshot
    _snapshot = None
    try:
        cache.incr(VERSION_KEY)
    except ValueError:
        cache.set(VERSION_KEY, 1, None)


def terms(facet: str) -> Mapping[str, TermRow]:
    """Return slug -> term of one vocabulary, in the editors' order."""
    return _current().terms[facet]


def terms_by_pk(facet: str) -> Mapping[int, TermRow]:
    """Return primary key -> term of one vocabulary."""
    return _current().by_pk[facet]


def labels(facet: str) -> dict[str, str]:
    """Return slug -> label of one vocabulary."""
    return {slug: term.label for slug, term in terms(facet).items()}


def synonyms() -> tuple[SynonymRow, ...]:
    """Return the thesaurus."""
    return _current().synonyms


def word_rules() -> tuple[WordRuleRow, ...]:
    """Return how words are read that the analyser gets wrong."""
    return _current().word_rules


def region_path(slug: str) -> tuple[str, ...]:
    """Return the region's slug and those of all places it lies in, smallest first."""
    rows = terms("regio")
    path: list[str] = []
    while slug in rows and slug not in path:
        path.append(slug)
        slug = rows[slug].parent
    return tuple(path)
