"""Put a lexicon together and write its files; the same input gives the same bytes."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from marisa_trie import BytesTrie

from search.analysis.build.inventory import Inventory
from search.analysis.build.lemmas import Frequency, Lemmas
from search.analysis.compounds import (
    LOOSE_BEGIN,
    LOOSE_END,
    MIN_WORD,
    Piece,
    PieceTable,
    split,
)
from search.analysis.lexicon import (
    FORMS,
    MANIFEST,
    PIECES,
    Found,
    encode_form,
    encode_piece,
)
from search.analysis.tokens import fold

_MARGIN = 0.3
"""How much more common (tenfold = 1) a word may be than its pieces and still be a compound."""

_LONG = 6
"""Pieces of this length do not meet by chance."""

_MAX_FORM = 40


class Exceptional(NamedTuple):
    """A line of exceptions.tsv."""

    lemma: str
    parts: tuple[str, ...]
    whole: bool


def read_exceptions(lines: Iterable[str]) -> dict[str, Exceptional]:
    """Read lines of 'word, lemma, parts'; see exceptions.tsv."""
    found = {}
    for word, lemma, parts in _rows(lines):
        whole = parts == "-"
        found[word] = Exceptional(lemma, () if whole else tuple(parts.split()), whole)
    return found


def read_pieces(lines: Iterable[str]) -> dict[str, tuple[int, str]]:
    """Read lines of 'piece, places, lemma'; see pieces.tsv."""
    return {
        piece: (("b" in places) * LOOSE_BEGIN | ("e" in places) * LOOSE_END, lemma)
        for piece, places, lemma in _rows(lines)
    }


def forms_of(
    inventory: Inventory,
    lemmas: Lemmas,
    table: PieceTable,
    frequency: Frequency,
    exceptions: dict[str, Exceptional],
    common: Iterable[str] = (),
) -> dict[str, Found]:
    """Return what the lexicon says of every form.

    `common` are words of any source; those of them that would be taken apart wrongly are added.
    """
    vetoed: dict[str, bool] = {}

    def veto(word: str) -> bool:
        if word not in vetoed:
            pieces = split(word, table)
            rare = _rare_pieces(word, pieces, frequency, inventory)
            vetoed[word] = rare or inventory.derived(word, pieces[-1].text if pieces else "")
        return vetoed[word]

    forms = {name: Found(name, whole=len(name) >= MIN_WORD) for name in inventory.names}
    for form in inventory.forms | exceptions.keys():
        if not form.isalpha() or len(form) > _MAX_FORM:
            continue
        own, lemma = exceptions.get(form), lemmas.lemma(form)
        base = exceptions.get(lemma)
        given = own if own and (own.parts or own.whole) else base
        if given and (given.parts or given.whole):
            forms[form] = Found(lemma, given.whole, given.parts)
            continue
        whole = inventory.is_verb(lemma) or veto(lemma)
        forms[form] = Found(lemma, whole)
    for word in common:
        if word not in forms and word.isalpha() and len(word) >= MIN_WORD and veto(word):
            forms[word] = Found(word, whole=True)
    for form in sorted(forms):
        if not form.isascii():
            forms.setdefault(fold(form), forms[form]._replace(lemma=fold(forms[form].lemma)))
    return forms


def write(
    folder: Path,
    forms: dict[str, Found],
    pieces: dict[str, tuple[int, str]],
    source: dict[str, str],
) -> dict[str, object]:
    """Write both tries and the manifest; return the manifest."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = ((form, encode_form(form, forms[form])) for form in sorted(forms))
    _save(folder / FORMS, rows)
    both = dict(_with_folded(pieces))
    _save(
        folder / PIECES, ((text, encode_piece(Piece(text, *both[text]))) for text in sorted(both))
    )
    digest = hashlib.sha256()
    for name in (FORMS, PIECES):
        digest.update((folder / name).read_bytes())
    manifest: dict[str, object] = {
        "source": source,
        "forms": len(forms),
        "pieces": len(both),
        "lexicon": digest.hexdigest(),
    }
    text = json.dumps(manifest, indent=2, sort_keys=True, ensure_ascii=False)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")
    return manifest


def _save(file: Path, rows: Iterable[tuple[str, bytes]]) -> None:
    """Write a trie beside the file and put it in its place.

    Running processes have the file mapped: writing into it would bring them down.
    """
    fresh = file.with_suffix(".new")
    BytesTrie(list(rows)).save(str(fresh))
    fresh.replace(file)


def table_of(pieces: dict[str, tuple[int, str]]) -> PieceTable:
    """Return a table that is not on disk yet."""
    longest = max(map(len, pieces), default=0)

    def starting(text: str) -> list[Piece]:
        heads = (text[:size] for size in range(1, min(len(text), longest) + 1))
        return [Piece(head, *pieces[head]) for head in heads if head in pieces]

    return starting


def _rare_pieces(
    word: str, pieces: Sequence[Piece], frequency: Frequency, inventory: Inventory
) -> bool:
    """Tell whether a word is too common for a chance meeting of rare words ('druppels')."""
    common = frequency(word)
    if not common or min((len(piece.text) for piece in pieces), default=_LONG) >= _LONG:
        return False

    def known(piece: Piece) -> float:
        verb = inventory.verb_of_noun(piece.lemma)
        return max(map(frequency, filter(None, (piece.text, piece.lemma, verb))))

    return common > sum(map(known, pieces)) / len(pieces) + _MARGIN


def _with_folded(
    pieces: dict[str, tuple[int, str]],
) -> Iterator[tuple[str, tuple[int, str]]]:
    for text, (places, lemma) in pieces.items():
        if not text.isascii() and fold(text) not in pieces:
            yield fold(text), (places, fold(lemma))
        yield text, (places, lemma)


def _rows(lines: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    for line in lines:
        if line.strip() and not line.startswith("#"):
            first, second, third = line.rstrip("\n").split("\t")
            yield first.strip(), second.strip(), third.strip()
