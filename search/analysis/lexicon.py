"""The Dutch lexicon as it lies on disk: two tries that are mapped into memory, not loaded.

`forms.marisa` holds the written forms of OpenTaal's word list with their lemma, `pieces.marisa`
what compounds are made of. Both are made by `search.analysis.build`; see docs/lexicon.md. A value
says how to make the lemma of the key: how many letters come off and what comes on, so that many
keys share one value and the files stay small.
"""

import json
from pathlib import Path
from typing import Any, NamedTuple

from marisa_trie import BytesTrie

from search.analysis.compounds import Piece

DATA = Path(__file__).with_name("data")
FORMS, PIECES, MANIFEST = "forms.marisa", "pieces.marisa", "manifest.json"

_STRIP = 0x3F
_WHOLE, _GIVEN = 0x80, 0x40


class Found(NamedTuple):
    """What the lexicon says of a form.

    `whole` says that it is no compound, whatever it looks like; `parts` are given only for words
    that no rule takes apart rightly.
    """

    lemma: str
    whole: bool
    parts: tuple[str, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether there is nothing left to take apart."""
        return self.whole or bool(self.parts)


class Lexicon:
    """Looks words up in the files of a folder; it keeps nothing itself and is thread safe."""

    def __init__(self, folder: Path = DATA) -> None:
        """Map the files. Raises `OSError` when one is missing or damaged."""
        self._forms, self._pieces = _open(folder / FORMS), _open(folder / PIECES)

    def find(self, form: str) -> Found | None:
        """Return what is known of a form in lower case, None when it is not in the lexicon."""
        values = self._forms.get(form)
        return decode_form(form, values[0]) if values else None

    def pieces(self, text: str) -> list[Piece]:
        """Return every piece of a compound that the text starts with."""
        table = self._pieces
        return [decode_piece(piece, table[piece][0]) for piece in table.prefixes(text)]


def read_manifest(folder: Path = DATA) -> dict[str, Any]:
    """Return what the lexicon was made from and the hash of what it holds; {} without one."""
    file = folder / MANIFEST
    # The builder is imported through this package too, when there is no lexicon yet.
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def encode_form(form: str, found: Found) -> bytes:
    """Return the value of a form in the file."""
    strip, add = _difference(form, found.lemma)
    head = strip | (_WHOLE if found.whole else 0) | (_GIVEN if found.parts else 0)
    text = "\t".join((add, " ".join(found.parts))) if found.parts else add
    return bytes((head,)) + text.encode()


def decode_form(form: str, value: bytes) -> Found:
    """Read the value of a form again."""
    head, text = value[0], value[1:].decode()
    parts: tuple[str, ...] = ()
    if head & _GIVEN:
        text, _, given = text.partition("\t")
        parts = tuple(given.split())
    return Found(_apply(form, head & _STRIP, text), bool(head & _WHOLE), parts)


def encode_piece(piece: Piece) -> bytes:
    """Return the value of a piece in the file."""
    strip, add = _difference(piece.text, piece.lemma)
    return bytes((piece.places, strip)) + add.encode()


def decode_piece(text: str, value: bytes) -> Piece:
    """Read the value of a piece again."""
    return Piece(text, value[0], _apply(text, value[1], value[2:].decode()))


def _open(file: Path) -> BytesTrie:
    try:
        return BytesTrie().mmap(str(file))
    except RuntimeError as error:
        raise OSError(f"The lexicon file {file.name} cannot be read.") from error


def _difference(word: str, lemma: str) -> tuple[int, str]:
    same = 0
    for left, right in zip(word, lemma, strict=False):
        if left != right:
            break
        same += 1
    return len(word) - same, lemma[same:]


def _apply(word: str, strip: int, add: str) -> str:
    return word[: len(word) - strip] + add
