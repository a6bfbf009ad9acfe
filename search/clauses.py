"""From analysed words to the clauses of a query: one clause for each word somebody typed.

A clause knows the node that finds it and the sequences of lemmas that show it in a text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from search.analysis.chain import Token
from search.analysis.stopwords import STOPWORDS
from search.analysis.synonyms import Synonyms
from search.grams import grams_of
from search.ranking import GRAM_BONUS, MAX_BONUSES, MAX_GRAMS, PHRASE_BONUS
from search.tree import All, Best, Grams, Node, Phrase, Word

Lemmas = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """One written word: its tokens (more with hyphens) and its joined form, if it has one."""

    tokens: tuple[Token, ...]
    joined: Token | None = None

    @property
    def lemmas(self) -> Lemmas:
        """The lemma of each token."""
        return tuple(token.lemma for token in self.tokens)

    @property
    def stop(self) -> bool:
        """Whether it says too little to search by."""
        return all(token.word in STOPWORDS for token in self.tokens)

    @property
    def node(self) -> Node:
        """What finds this word."""
        words = tuple(word_of(token) for token in self.tokens)
        if len(words) == 1:
            return words[0]
        together: Node = All(words)
        return Best((together, word_of(self.joined))) if self.joined else together

    @property
    def marked(self) -> tuple[Lemmas, ...]:
        """What shows this word in a text; the parts of a compound show it too."""
        tokens = (*self.tokens, self.joined) if self.joined else self.tokens
        return tuple((lemma,) for token in tokens for lemma in {token.lemma: 0, **_parts(token)})


@dataclass(frozen=True, slots=True)
class Clause:
    """Something the reader asked for: how to find it, what to mark, and where she typed it."""

    node: Node
    marked: tuple[Lemmas, ...]
    stop: bool = False
    tokens: tuple[Token, ...] = ()

    @property
    def lemmas(self) -> Lemmas:
        """The lemmas of what was typed."""
        return tuple(token.lemma for token in self.tokens)

    @property
    def start(self) -> int:
        """Where it begins in the question."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where it ends in the question."""
        return self.tokens[-1].end


def word_of(token: Token) -> Word:
    """Return the node for one token; a word that is no compound has no parts."""
    return Word(token.lemma, token.parts if token.parts != (token.lemma,) else ())


def units_of(tokens: Sequence[Token]) -> list[Unit]:
    """Gather tokens into written words: a joined form belongs to the tokens it lies over."""
    units: list[Unit] = []
    for token in tokens:
        if not token.overlay:
            units.append(Unit((token,)))
            continue
        first = len(units)
        while first and units[first - 1].tokens[0].start >= token.start:
            first -= 1
        parts = tuple(part for unit in units[first:] for part in unit.tokens)
        units[first:] = [Unit(parts, token)]
    return units


def clauses_of(runs: Sequence[Sequence[Unit]], synonyms: Synonyms) -> list[Clause]:
    """Return a clause for each word, or for each run of words that has synonyms together."""
    clauses = []
    for units in runs:
        at = 0
        while at < len(units):
            used, alternatives = synonyms.longest([unit.lemmas for unit in units[at:]])
            joined = units[at].joined
            if not used and joined:
                # 'IB-er' has the synonyms of "IB'er".
                used, alternatives = synonyms.longest([(joined.lemma,)])
            span = units[at : at + max(used, 1)]
            clauses.append(_clause(span, alternatives))
            at += len(span)
    return clauses


def literal(tokens: Sequence[Token]) -> Clause | None:
    """Return the clause for exactly these words in this order; None when there are none."""
    lemmas = tuple(token.lemma for token in tokens if not token.overlay)
    if not lemmas:
        return None
    node = Word(lemmas[0]) if len(lemmas) == 1 else Phrase(lemmas)
    return Clause(node, (lemmas,), tokens=tuple(tokens))


def phrase_bonuses(runs: Sequence[Sequence[Unit]]) -> tuple[Phrase, ...]:
    """Return the pairs of words that somebody typed next to each other.

    A pair with a stop word in it says nothing about what the text is about.
    """
    pairs = [
        Phrase(left.lemmas + right.lemmas, PHRASE_BONUS)
        for units in runs
        for left, right in pairwise(units)
        if not (left.stop or right.stop)
    ]
    return tuple(dict.fromkeys(pairs))[:MAX_BONUSES]


def gram_bonuses(clauses: Sequence[Clause]) -> tuple[Grams, ...]:
    """Return for each word the letters that other forms of it, or compounds with it, share.

    Stop words share letters with everything, and a long question has to stay fast.
    """
    words = dict.fromkeys(token.word for clause in clauses for token in clause.tokens)
    found, room = [], MAX_GRAMS
    for word in words:
        grams = tuple(dict.fromkeys(grams_of([word])))
        if grams and len(grams) <= room and word not in STOPWORDS:
            found.append(Grams(grams, 1, GRAM_BONUS))
            room -= len(grams)
    return tuple(found)


def _clause(span: Sequence[Unit], alternatives: Sequence[tuple[Lemmas, float]]) -> Clause:
    words = [unit for unit in span if not unit.stop] or span
    node = words[0].node if len(words) == 1 else All(tuple(unit.node for unit in words))
    marked = tuple(sequence for unit in words for sequence in unit.marked)
    tokens = tuple(token for unit in span for token in unit.tokens)
    if not alternatives:
        return Clause(node, marked, all(unit.stop for unit in span), tokens)
    others = tuple(
        Word(lemmas[0], boost=weight) if len(lemmas) == 1 else Phrase(lemmas, weight)
        for lemmas, weight in alternatives
    )
    others_marked = (lemmas for lemmas, _ in alternatives)
    return Clause(Best((node, *others)), (*marked, *others_marked), tokens=tokens)


def _parts(token: Token) -> dict[str, int]:
    return dict.fromkeys(token.parts, 0)
