"""Reads the vocabularies from fixtures/vocabulary/*.toml into unsaved rows; no database."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model

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

TERM_FILES: Mapping[str, type[Term]] = {
    "clusters.toml": Cluster,
    "levels.toml": Level,
    "roles.toml": Role,
    "sectors.toml": Sector,
    "needs.toml": SupportNeed,
    "themes.toml": Theme,
    "regions.toml": Region,
}
SYNONYM_FILE = "synonyms.toml"
WORD_RULE_FILE = "word_rules.toml"
ORDER_STEP = 10
"""Room between two terms, so that an editor can put one in between."""


_Row = TypeVar("_Row", bound=Model)


class VocabularyFileError(ValueError):
    """A file is absent or holds something that is no term; the text says where, in Dutch."""


@dataclass(frozen=True, slots=True)
class FileTerm:
    """An unsaved term and the slug of the term above it ('' for none)."""

    term: Term
    parent: str


def read_terms(folder: Path, name: str) -> list[FileTerm]:
    """Return the terms of one file in their order; the order on the site follows it."""
    model = TERM_FILES[name]
    rows: list[FileTerm] = []
    seen: set[str] = set()
    for number, values in enumerate(_tables(folder / name, "terms"), start=1):
        parent = str(values.pop("parent", ""))
        values["synonyms"] = "\n".join(values.get("synonyms", ()))
        term = _model(model, {"order": number * ORDER_STEP, **values}, f"{name}, begrip {number}")
        if term.slug in seen:
            raise VocabularyFileError(f"{name}: de code {term.slug!r} staat er twee keer in.")
        if parent and parent not in seen:
            raise VocabularyFileError(f"{name}: zet {parent!r} boven {term.slug!r}, dat erin ligt.")
        seen.add(term.slug)
        rows.append(FileTerm(term, parent))
    return rows


def read_synonyms(folder: Path) -> list[Synonym]:
    """Return the lines of the thesaurus."""
    rows: list[Synonym] = []
    seen: set[str] = set()
    for number, values in enumerate(_tables(folder / SYNONYM_FILE, "synonyms"), start=1):
        values["words"] = "\n".join(values.get("words", ()))
        row = _model(Synonym, values, f"{SYNONYM_FILE}, synoniem {number}")
        if row.term in seen:
            raise VocabularyFileError(
                f"{SYNONYM_FILE}: de voorkeursterm {row.term!r} staat er twee keer in."
            )
        seen.add(row.term)
        rows.append(row)
    return rows


def read_word_rules(folder: Path) -> list[WordRule]:
    """Return the rules about how words are read."""
    rows: list[WordRule] = []
    seen: set[str] = set()
    for number, values in enumerate(_tables(folder / WORD_RULE_FILE, "words"), start=1):
        values["parts"] = " | ".join(values.get("parts", ()))
        values["forms"] = "\n".join(values.get("forms", ()))
        row = _model(WordRule, values, f"{WORD_RULE_FILE}, woord {number}")
        double = seen.intersection(row.looked_up())
        if double:
            raise VocabularyFileError(f"{WORD_RULE_FILE}: {min(double)!r} staat er twee keer in.")
        seen.update(row.looked_up())
        rows.append(row)
    return rows


def _tables(file: Path, key: str) -> Iterator[dict[str, Any]]:
    try:
        with file.open("rb") as handle:
            content = tomllib.load(handle)
    except FileNotFoundError as error:
        raise VocabularyFileError(f"{file.name} ontbreekt in {file.parent}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise VocabularyFileError(f"{file.name} is niet te lezen: {error}") from error
    yield from content.get(key, [])


def _model(model: type[_Row], values: dict[str, Any], place: str) -> _Row:
    try:
        row = model(**values)
        row.clean_fields()
    except (TypeError, ValidationError) as error:
        raise VocabularyFileError(f"{place}: {error}") from error
    return row
