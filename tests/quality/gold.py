"""The word lists of tests/search/gold: pairs that must meet, pairs that must not, compounds.

Measured without the word rules of editors: only what the lexicon itself knows. Snowball's figures
stand beside ours where it has any.
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from search.analysis.chain import Analyzer
from search.analysis.tokens import fold
from tests.quality.bm25 import snowball

FOLDER = Path(__file__).parents[1] / "search" / "gold"

_analyzer = Analyzer()

Stem = Callable[[str], Sequence[str]]
Compound = tuple[str, list[str], list[str]]
"""A word, the parts that must be found, and further parts that are right as well."""


def measure() -> dict[str, float]:
    """Return every figure by name."""
    pairs = [(sign == "=", left, right) for sign, left, right in _rows("pairs.tsv")]
    compounds = [(w, p.split(), more.split()) for w, p, more in _rows("compounds.tsv") if p != "-"]
    traps = [word for word, parts, _ in _rows("compounds.tsv") if parts == "-"]
    sample = [(w, [] if p == "-" else p.split(), list[str]()) for w, p in _rows("sample.tsv")]
    recall, precision = _found(compounds)
    lemmas = _analyzer.lemmas
    return {
        "pairs": len([pair for pair in pairs if pair[0]]),
        "pairs_met": _joined(pairs, lemmas, same=True),
        "pairs_met_by_snowball": _joined(pairs, _stem, same=True),
        "other_pairs": len([pair for pair in pairs if not pair[0]]),
        "other_pairs_merged": _joined(pairs, lemmas, same=False),
        "other_pairs_merged_by_snowball": _joined(pairs, _stem, same=False),
        "compounds": len(compounds),
        "compounds_f1": 2 * recall * precision / (recall + precision),
        "no_compounds": len(traps),
        "no_compounds_split": len([word for word in traps if _parts(word)]),
        "sample": len(sample),
        "sample_precision": _found([one for one in sample if _parts(one[0])])[1],
    }


def _rows(name: str) -> Iterable[list[str]]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def _stem(word: str) -> Sequence[str]:
    return snowball([word])[0]


def _joined(pairs: Iterable[tuple[bool, str, str]], stem: Stem, *, same: bool) -> int:
    return sum(stem(left) == stem(right) for alike, left, right in pairs if alike == same)


def _found(compounds: Sequence[Compound]) -> tuple[float, float]:
    """Return recall and precision of the parts."""
    required = found = given = right = 0
    for word, parts, further in compounds:
        ours = _parts(word)
        required += len(parts)
        found += sum(_among(part, ours) for part in parts)
        given += len(ours)
        right += sum(_among(part, [*parts, *further]) for part in ours)
    return found / max(required, 1), right / max(given, 1)


def _parts(word: str) -> list[str]:
    lemma, parts = _analyzer.forms(word)
    return [part for part in parts if part != lemma]


def _among(part: str, others: Sequence[str]) -> bool:
    """Say whether a part is one of these: 'faal' and 'falen' are the same."""
    lemmas = _analyzer.lemmas
    return any(fold(part) == fold(one) or lemmas(part) == lemmas(one) for one in others)
