"""The steps from a hunspell dictionary to the files of the lexicon, in their order."""

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from search.analysis.build.compile import (
    forms_of,
    read_exceptions,
    read_pieces,
    table_of,
    write,
)
from search.analysis.build.hunspell import Dictionary
from search.analysis.build.inventory import Inventory
from search.analysis.build.lemmas import Frequency, Lemmas, Lemmatizer
from search.analysis.build.pieces import pieces_of

_HERE = Path(__file__).parent
_VERSION = re.compile(r"# Date and version:.*?(\d+\.\d+\.\d+)")


def make(
    folder: Path,
    out: Path,
    frequency: Frequency,
    lemmatizer: Lemmatizer,
    common: Iterable[str] = (),
) -> dict[str, object]:
    """Make the lexicon of the dictionary in `folder` and return its manifest.

    `frequency` says how common a word is (each step is ten times as common), `lemmatizer` gives
    a second opinion on irregular words and `common` are words to check beside those of the
    dictionary. Raises `FileNotFoundError` without a dictionary and `ValueError` for one of
    another kind.
    """
    aff, dic = _find(folder, "aff"), _find(folder, "dic")
    dictionary = Dictionary(aff, dic)
    exceptions = read_exceptions(_lines("exceptions.tsv"))
    overrides = {word: one.lemma for word, one in exceptions.items() if one.lemma}
    inventory = Inventory(dictionary)
    lemmas = Lemmas(inventory, frequency, lemmatizer, overrides)
    pieces = pieces_of(dictionary, inventory, lemmas, frequency)
    pieces.update(read_pieces(_lines("pieces.tsv")))
    forms = forms_of(inventory, lemmas, table_of(pieces), frequency, exceptions, common)
    version = _VERSION.search(aff.read_text(encoding="utf-8"))
    source = {
        "name": "OpenTaal",
        "version": version[1] if version else "",
        "aff": hashlib.sha256(aff.read_bytes()).hexdigest(),
        "dic": hashlib.sha256(dic.read_bytes()).hexdigest(),
    }
    return write(out, forms, pieces, source)


def _find(folder: Path, ending: str) -> Path:
    for name in (f"nl.{ending}", f"index.{ending}"):
        if (folder / name).is_file():
            return folder / name
    raise FileNotFoundError(f"There is no nl.{ending} in {folder}.")


def _lines(name: str) -> list[str]:
    return (_HERE / name).read_text(encoding="utf-8").splitlines()
