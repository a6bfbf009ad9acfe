"""Gives the search its labels, synonyms and word rules; it knows no vocabulary itself."""

from collections.abc import Mapping, Sequence
from functools import lru_cache, partial
from types import MappingProxyType

from academie.taxonomy import selectors
from academie.taxonomy.thesaurus import rule_of
from search.sources import (
    FacetLabel,
    SynonymRule,
    WordRule,
    register_synonyms,
    register_vocabulary,
    register_word_rules,
)


@lru_cache(maxsize=32)
def _facet_labels(facet: str, copy: int) -> Mapping[str, FacetLabel]:
    labels = {
        slug: FacetLabel(
            slug=slug,
            label=term.label,
            short_label=term.short_label,
            explanation=term.explanation,
            order=term.order,
            parent=term.parent or None,
            words=term.synonyms,
        )
        for slug, term in selectors.terms(facet).items()
    }
    return MappingProxyType(labels)


@lru_cache(maxsize=2)
def _synonym_rules(copy: int) -> Sequence[SynonymRule]:
    return tuple(map(rule_of, selectors.synonyms()))


@lru_cache(maxsize=2)
def _word_rules(copy: int) -> Sequence[WordRule]:
    return tuple(map(word_rule_of, selectors.word_rules()))


def word_rule_of(row: selectors.WordRuleRow) -> WordRule:
    """Return a row as the analyser of the search wants it."""
    return WordRule(word=row.word, lemma=row.lemma, parts=row.parts)


def facet_labels(facet: str) -> Mapping[str, FacetLabel]:
    """Return slug -> label of one facet in the editors' order; the same object until a change."""
    return _facet_labels(facet, selectors.copy_number())


def synonym_rules() -> Sequence[SynonymRule]:
    """Return the thesaurus as the search wants it; the same object until a change."""
    return _synonym_rules(selectors.copy_number())


def word_rules() -> Sequence[WordRule]:
    """Return how words are read that the analyser gets wrong; the same object until a change."""
    return _word_rules(selectors.copy_number())


def register() -> None:
    """Called once, when the app is ready."""
    for model in selectors.TERM_MODELS:
        register_vocabulary(model.facet, partial(facet_labels, model.facet))
    register_synonyms(synonym_rules)
    register_word_rules(word_rules)
