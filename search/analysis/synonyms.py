"""Synonyms, applied to queries only: the editors change a rule and the next search knows it.

A rule is data (`sources.SynonymRule`). Its expressions are analysed like any text, so a rule for
'intern begeleider' also serves who types 'interne begeleiders'.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import local

from search.analysis import get_analyzer
from search.sources import SynonymRule, synonym_rules

Lemmas = tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Synonyms:
    """Compiled rules: expression -> its alternatives with their weight, by the first lemma.

    Compared by identity, so that a reading of the same words can be kept for as long as the
    rules stay the same.
    """

    rules: tuple[SynonymRule, ...] = ()
    by_first: dict[str, dict[Lemmas, dict[Lemmas, float]]] = field(default_factory=dict)

    def longest(self, words: Sequence[Lemmas]) -> tuple[int, tuple[tuple[Lemmas, float], ...]]:
        """Match the longest expression at the start of these words.

        Returns how many words it takes and its alternatives, heaviest first; (0, ()) if none.
        """
        known = self.by_first.get(words[0][0]) if words and words[0] else None
        if not known:
            return 0, ()
        longest = max(len(expression) for expression in known)
        best: tuple[int, Lemmas] = (0, ())
        sequence: Lemmas = ()
        for used, lemmas in enumerate(words, 1):
            sequence += lemmas
            if sequence in known:
                best = used, sequence
            if len(sequence) >= longest:
                break
        if not best[0]:
            return 0, ()
        alternatives = known[best[1]]
        return best[0], tuple(sorted(alternatives.items(), key=lambda item: (-item[1], item[0])))


def compile_rules(rules: Sequence[SynonymRule]) -> Synonyms:
    """Analyse the rules; of two rules for the same pair the heavier one counts."""
    compiled = Synonyms(tuple(rules))
    for rule in rules:
        terms, words = _expressions(rule.terms), _expressions(rule.words)
        group = terms + words
        for expression in group if rule.two_way else terms:
            for other in group if rule.two_way else words:
                if other != expression:
                    _add(compiled, expression, other, rule.weight)
    return compiled


_kept = local()


def current_synonyms() -> Synonyms:
    """Return the registered rules, compiled again only when they changed.

    Providers hand out the same rule objects until something changes, so comparing is cheap.
    """
    rules = synonym_rules()
    kept: Synonyms | None = getattr(_kept, "synonyms", None)
    if kept is None or kept.rules != rules:
        kept = _kept.synonyms = compile_rules(rules)
    return kept


def _expressions(texts: Sequence[str]) -> list[Lemmas]:
    return [lemmas for text in texts if (lemmas := get_analyzer().lemmas(text))]


def _add(compiled: Synonyms, expression: Lemmas, other: Lemmas, weight: float) -> None:
    alternatives = compiled.by_first.setdefault(expression[0], {}).setdefault(expression, {})
    bounded = min(max(weight, 0.01), 1.0)
    alternatives[other] = max(bounded, alternatives.get(other, 0.0))
