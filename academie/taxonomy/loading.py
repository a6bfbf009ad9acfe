"""Puts the vocabularies of the files into the database, without undoing what editors changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.db.models import Model

from academie.taxonomy import selectors
from academie.taxonomy.models import Region, Synonym, WordRule
from academie.taxonomy.vocabulary_files import (
    TERM_FILES,
    FileTerm,
    read_synonyms,
    read_terms,
    read_word_rules,
)


@dataclass(frozen=True, slots=True)
class Count:
    """What happened to the rows of one vocabulary."""

    name: str
    added: int = 0
    updated: int = 0
    kept: int = 0


@transaction.atomic
def load_vocabulary(folder: Path, *, overwrite: bool = False) -> list[Count]:
    """Add what is not there yet, by slug or preferred term, and return the counts per vocabulary.

    A row that exists is kept as it is, because an editor may have changed it; ``overwrite`` sets
    it back to the file. All or nothing: ``VocabularyFileError`` leaves the database as it was.
    """
    counts: list[Count] = []
    for name, model in TERM_FILES.items():
        rows = read_terms(folder, name)
        if model is Region:
            counts.append(_load_regions(rows, overwrite))
        else:
            counts.append(_load(model, "slug", [row.term for row in rows], overwrite))
    counts.append(_load(Synonym, "term", read_synonyms(folder), overwrite))
    counts.append(_load(WordRule, "word", read_word_rules(folder), overwrite))
    # Rows in bulk send no signal, so the copies in memory are told here.
    transaction.on_commit(selectors.forget)
    return counts


def _load_regions(rows: Sequence[FileTerm], overwrite: bool) -> Count:
    """Store layer by layer: a place needs the number of the place it lies in."""
    total = Count(str(Region._meta.verbose_name_plural))
    numbers: dict[str, int] = {}
    for layer in _layers(rows):
        regions = [row.term for row in layer]
        for row in layer:
            if isinstance(row.term, Region):
                row.term.parent_id = numbers.get(row.parent)
        count = _load(Region, "slug", regions, overwrite)
        total = Count(
            total.name,
            total.added + count.added,
            total.updated + count.updated,
            total.kept + count.kept,
        )
        slugs = [region.slug for region in regions]
        numbers |= dict(Region.objects.filter(slug__in=slugs).values_list("slug", "pk"))
    return total


def _layers(rows: Sequence[FileTerm]) -> Iterable[Sequence[FileTerm]]:
    depth: dict[str, int] = {"": -1}
    layers: list[list[FileTerm]] = []
    for row in rows:
        level = depth[row.term.slug] = depth[row.parent] + 1
        if level == len(layers):
            layers.append([])
        layers[level].append(row)
    return layers


def _load(model: type[Model], key: str, rows: Sequence[Model], overwrite: bool) -> Count:
    held = dict(model._default_manager.values_list(key, "pk"))
    new = [row for row in rows if getattr(row, key) not in held]
    known = [row for row in rows if getattr(row, key) in held]
    model._default_manager.bulk_create(new)
    if overwrite:
        for row in known:
            row.pk = held[getattr(row, key)]
        fields = [
            field.name for field in model._meta.concrete_fields if field.name not in {"id", key}
        ]
        model._default_manager.bulk_update(known, fields)
    updated = len(known) if overwrite else 0
    return Count(str(model._meta.verbose_name_plural), len(new), updated, len(known) - updated)
