"""Read a hunspell dictionary: which forms every entry has, and how it may stand in a compound.

Only what Dutch needs: two-letter flags, suffixes, the prefixes of separable verbs ('aan-', 'uit-')
and the compound flags. A flag names a rule of the .aff file or one of the meanings below.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

FORBIDDEN, ONLY_IN_COMPOUND = "Fw", "Cx"
BEGIN, MIDDLE, END = "Ca", "Cb", "Cc"
INFINITIVE, PARTICIPLE, QUALITY = "Vi", "Ve", "Zm"
FINITE = frozenset(("V3", "Vp", "Vq", "Va", "Vb"))
_ALLER = "A0"

Flags = frozenset[str]


class Form(NamedTuple):
    """One written form of an entry. `flags` are those of the form, `rule` is what made it."""

    word: str
    flags: Flags
    rule: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the dictionary, in lower case. `name` says it is written with a capital."""

    word: str
    flags: Flags
    name: bool
    hyphened: bool

    @property
    def noun(self) -> bool:
        """Whether it has a plural or a diminutive, or ends compounds and is no infinitive."""
        inflected = any(flag[0] in "ZY" and flag != QUALITY for flag in self.flags)
        return inflected or (END in self.flags and INFINITIVE not in self.flags)

    @property
    def adjective(self) -> bool:
        """Whether it has the endings of an adjective."""
        return any(flag[0] == "A" and flag != _ALLER for flag in self.flags)

    @property
    def finite(self) -> bool:
        """Whether it is the stem of a verb."""
        return bool(self.flags & FINITE)


class _Suffix(NamedTuple):
    strip: str
    add: str
    flags: Flags
    condition: re.Pattern[str] | None


class Dictionary:
    """The entries of a dictionary in the order of the file, and the forms of each."""

    def __init__(self, aff: Path, dic: Path) -> None:
        """Read both files. Raises `ValueError` when the flags are not two letters each."""
        self._suffixes: dict[str, list[_Suffix]] = {}
        self._prefixes: dict[str, str] = {}
        self._read_rules(aff.read_text(encoding="utf-8").splitlines())
        lines = dic.read_text(encoding="utf-8").splitlines()[1:]
        self.entries = [entry for line in lines for entry in self._read_entry(line)]

    @property
    def prefixes(self) -> frozenset[str]:
        """What can stand before a separable verb: 'aan', 'uit'."""
        return frozenset(self._prefixes.values())

    def forms(self, entry: Entry) -> Iterator[Form]:
        """Yield the entry itself and every form that one suffix makes of it."""
        yield Form(entry.word, entry.flags, "")
        for flag in sorted(entry.flags):
            for suffix in self._suffixes.get(flag, ()):
                if suffix.strip and not entry.word.endswith(suffix.strip):
                    continue
                if suffix.condition and not suffix.condition.search(entry.word):
                    continue
                stem = entry.word[: len(entry.word) - len(suffix.strip)]
                yield Form(stem + suffix.add, suffix.flags, flag)

    def _read_rules(self, lines: list[str]) -> None:
        if not any(line.split() == ["FLAG", "long"] for line in lines):
            raise ValueError("This .aff file does not use flags of two letters ('FLAG long').")
        for line in lines:
            fields = line.split("#")[0].split()
            if len(fields) < 4 or fields[0] not in ("SFX", "PFX") or fields[3].isdigit():
                continue
            kind, flag, strip, added = fields[:4]
            add, _, flags = added.partition("/")
            add = "" if add == "0" else normal(add)
            if kind == "PFX":
                if add and add != "-" and flag != _ALLER:
                    self._prefixes[flag] = add
                continue
            condition = fields[4] if len(fields) > 4 and not fields[4].startswith("ts:") else "."
            self._suffixes.setdefault(flag, []).append(
                _Suffix(
                    "" if strip == "0" else normal(strip),
                    add,
                    split_flags(flags),
                    None if condition == "." else re.compile(normal(condition) + "$"),
                )
            )

    def _read_entry(self, line: str) -> Iterator[Entry]:
        """Yield what a line stands for: the word, and the word behind each separable prefix."""
        text = line.split("\t")[0].strip()
        written, _, letters = text.partition("/")
        flags = split_flags(letters.split()[0] if letters else "")
        written = normal(written)
        if FORBIDDEN in flags or not written.replace("-", "").isalpha():
            return
        if "-" in written.rstrip("-"):
            return
        name = not (written.islower() or written.isupper())
        word = written.rstrip("-").lower()
        yield Entry(word, flags, name, hyphened=written.endswith("-"))
        own = frozenset(flag for flag in flags if flag not in self._prefixes)
        for flag in sorted(flags & self._prefixes.keys()):
            yield Entry(self._prefixes[flag] + word, own, name, hyphened=False)


def normal(text: str) -> str:
    """Return text with composed letters, 'ij' as two letters and straight apostrophes."""
    composed = unicodedata.normalize("NFC", text)
    return composed.replace("ĳ", "ij").replace("Ĳ", "IJ").replace("’", "'")


def split_flags(letters: str) -> Flags:
    """Return the flags in a run of letters, two letters each."""
    return frozenset(letters[i : i + 2] for i in range(0, len(letters), 2))
