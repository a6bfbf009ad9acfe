"""What a word is searched by: its lemma, and the lemmas of its parts if it is a compound.

Three sources, in this order: the rules of the editors, the lexicon, and for words in neither of
them taking the word apart or taking off its ending.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from search.analysis.compounds import LOOSE_BEGIN, LOOSE_END, MIN_PIECE, MIN_WORD, Piece, split
from search.analysis.endings import bases, guess
from search.analysis.lexicon import Found, Lexicon
from search.analysis.tokens import fold
from search.sources import WordRule

_MIN_INNER = 8
"""A piece of fewer letters is not taken apart again: 'spoor' is no 'spo' and 'or'."""

_MAX_DEPTH = 4


class Reading(NamedTuple):
    """The lemma and parts of a word (without accents), and whether the word is known at all."""

    lemma: str
    parts: tuple[str, ...]
    known: bool


class Words:
    """Reads words by one set of rules. It keeps nothing, the analyser does."""

    def __init__(self, lexicon: Lexicon, rules: Sequence[WordRule] = ()) -> None:
        """Compile the rules; of two rules for one word the last one counts."""
        self._lexicon = lexicon
        self._rules = {key: rule for rule in rules if (key := _key(rule.word))}
        self._lemmas = {
            key: lemma for key, rule in self._rules.items() if (lemma := _key(rule.lemma))
        }
        self._by_start: dict[str, list[Piece]] = {}
        for key in self._rules:
            for text in (key, key + "s"):
                place = LOOSE_BEGIN | (LOOSE_END if text == key else 0)
                piece = Piece(text, place, self._lemmas.get(key, key))
                self._by_start.setdefault(key[:MIN_PIECE], []).append(piece)

    def read(self, word: str) -> Reading:
        """Return how a word in lower case is searched."""
        key = fold(word)
        rule = self._rules.get(key)
        if rule:
            lemma = self._lemmas.get(key) or self._lemma(word)
            return Reading(lemma, self._given(rule, lemma), known=True)
        if len(word) < MIN_PIECE or not word.isalpha():
            return Reading(key or word, (key or word,), known=len(word) < MIN_PIECE)
        found = self._find(word) or self._find_base(word)
        # All forms of a word are taken apart alike: 'schippers' is no compound of 'pers'.
        pieces = () if found and found.settled else self._split(found.lemma if found else word)
        if found:
            lemma = self._ruled(found.lemma)
        else:
            lemma = self._ruled(_whole(word, pieces) if pieces else guess(word, self._known_lemma))
        ruled = self._rules.get(lemma)
        if ruled and ruled.parts:
            return Reading(lemma, self._given(ruled, lemma), known=True)
        if found and found.parts:
            parts = self._parts(found.parts, lemma)
        elif pieces:
            parts = self._parts((piece.lemma for piece in pieces), lemma)
        else:
            parts = (lemma,)
        return Reading(lemma, parts, known=bool(found or pieces or ruled))

    def _lemma(self, word: str) -> str:
        found = self._find(word) or self._find_base(word)
        if found:
            return fold(found.lemma)
        pieces = self._split(word)
        return fold(_whole(word, pieces) if pieces else guess(word, self._known_lemma))

    def _ruled(self, lemma: str) -> str:
        folded = fold(lemma)
        return self._lemmas.get(folded, folded)

    def _given(self, rule: WordRule, lemma: str) -> tuple[str, ...]:
        """Return the parts that a rule names; those of the lexicon if it names none."""
        if not rule.parts:
            return self._inner(fold(rule.word), 0) or (lemma,)
        parts = [self._ruled(self._lemma(part)) for text in rule.parts for part in text.split()]
        if [_key(part) for part in rule.parts] == [_key(rule.word)]:
            return (lemma,)
        return tuple(dict.fromkeys(part for part in parts if part)) or (lemma,)

    def _parts(self, lemmas: Iterable[str], whole: str) -> tuple[str, ...]:
        """Return parts, each followed by what it is made of itself."""
        parts: dict[str, None] = {}
        for lemma in lemmas:
            part = self._ruled(lemma)
            parts[part] = None
            parts.update(dict.fromkeys(self._inner(lemma, 1)))
        parts.pop(whole, None)
        return tuple(parts) or (whole,)

    def _inner(self, lemma: str, depth: int) -> tuple[str, ...]:
        """Return the parts of a part, () when it has none that are sure."""
        rule = self._rules.get(fold(lemma))
        if rule and rule.parts:
            given = self._given(rule, self._ruled(lemma))
            return () if given == (self._ruled(lemma),) else given
        if len(lemma) < _MIN_INNER or depth > _MAX_DEPTH:
            return ()
        found = self._find(lemma)
        if found and found.whole:
            return ()
        if found and found.parts:
            inner: Iterable[str] = found.parts
        else:
            inner = (piece.lemma for piece in self._split(lemma, loose=not depth))
        parts: dict[str, None] = {}
        for part in inner:
            parts[self._ruled(part)] = None
            parts.update(dict.fromkeys(self._inner(part, depth + 1)))
        return tuple(parts)

    def _known_lemma(self, word: str) -> str:
        """Return the lemma of a word that a rule or the lexicon knows, or ''."""
        if word in self._rules:
            return self._lemmas.get(word, word)
        found = self._find(word)
        if found:
            return found.lemma
        pieces = self._split(word)
        return _whole(word, pieces) if pieces else ""

    def _find(self, word: str) -> Found | None:
        return self._lexicon.find(word)

    def _find_base(self, word: str) -> Found | None:
        """Return what is known of the word that an unlisted plural or diminutive is a form of."""
        found = (self._find(base) for base in bases(word) if len(base) >= MIN_PIECE)
        return next(filter(None, found), None)

    def _split(self, word: str, *, loose: bool = True) -> tuple[Piece, ...]:
        return split(word, self._pieces, loose=loose) if len(word) >= MIN_WORD else ()

    def _pieces(self, text: str) -> list[Piece]:
        pieces = self._lexicon.pieces(text)
        for piece in self._by_start.get(text[:MIN_PIECE], ()):
            if text.startswith(piece.text):
                pieces = [one for one in pieces if one.text != piece.text]
                pieces.append(piece)
        return pieces


def _whole(word: str, pieces: Sequence[Piece]) -> str:
    """Return a compound with its last piece as a lemma."""
    if not pieces:
        return word
    return word[: len(word) - len(pieces[-1].text)] + pieces[-1].lemma


def _key(word: str) -> str:
    return fold(word.strip().lower())
