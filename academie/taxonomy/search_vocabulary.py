"""Gives the search its labels and synonyms; the search itself knows no vocabulary."""

from collections.abc import Mapping, Sequence
from functools import lru_cache, partial
from types import MappingProxyType

from academie.taxonomy import selectors
from search.sources import FacetLabel, SynonymRule, register_synonyms, register_vocabulary


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
        )
        for slug, term in selectors.terms(facet).items()
    }
    return MappingProxyType(labels)


@lru_cache(maxsize=2)
def _synonym_rules(copy: int) -> Sequence[SynonymRule]:
    return tuple(
        SynonymRule(terms=(row.term,), words=row.words, two_way=True, weight=row.weight)
        if row.two_way
        else SynonymRule(terms=row.words, words=(row.term,), two_way=False, weight=row.weight)
        for row in selectors.synonyms()
    )


def facet_labels(facet: str) -> Mapping[str, FacetLabel]:
    """Return slug -> label of one facet in the editors' order; the same object until a change."""
    return _facet_labels(facet, selectors.copy_number())


def synonym_rules() -> Sequence[SynonymRule]:
    """Return the thesaurus as the search wants it; the same object until a change.

    One way means: who types one of the other words also finds the preferred term, and never the
    reverse (academie.taxonomy.models.Synonym.Direction).
    """
    return _synonym_rules(selectors.copy_number())


def register() -> None:
    """Called once, when the app is ready."""
    for model in selectors.TERM_MODELS:
        register_vocabulary(model.facet, partial(facet_labels, model.facet))
    register_synonyms(synonym_rules)
