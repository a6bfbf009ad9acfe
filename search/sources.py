"""The registry through which content, vocabularies and synonyms reach search.

`academie.core` and `academie.taxonomy` register here when Django starts; search itself imports
neither of them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from search.documents import TYPES, Document


class SearchSource(Protocol):
    """Where documents come from: one per kind of content."""

    name: str

    def keys(self) -> Iterator[str]:
        """Yield the key of everything that might be in the index, in a stable order."""
        ...

    def load(self, keys: Sequence[str]) -> dict[str, Document]:
        """Read the current state. A key that is missing must not be in the index."""
        ...

    def visible(self, keys: Sequence[str]) -> set[str]:
        """Return which of the keys a visitor may see now, in one query: the second gate."""
        ...

    def lapsed(self, keys: Sequence[str]) -> set[str]:
        """Return which of the keys are no longer visible by the clock alone, for the moment.

        Their change is still to be noted, so an index that holds them is not wrong.
        """
        ...

    def expand(self, hint: str) -> Iterator[str]:
        """Yield the keys touched by a wide change, such as 'theme:12'; nothing if not ours."""
        ...

    def find_titles(self, words: Sequence[str], limit: int) -> list[str]:
        """Return keys of visible items whose title holds all words: the last resort."""
        ...


@dataclass(frozen=True, slots=True)
class FacetLabel:
    """One value of a vocabulary as a reader sees it; `parent` is a slug or None.

    `words` are other words that people use for it.
    """

    slug: str
    label: str
    short_label: str = ""
    explanation: str = ""
    order: int = 0
    parent: str | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SynonymRule:
    """Whoever types one of `terms` also finds `words`; in both directions with `two_way`.

    `weight` (above 0, at most 1) says how much a hit by synonym counts beside the word itself.
    """

    terms: tuple[str, ...]
    words: tuple[str, ...]
    two_way: bool = True
    weight: float = 0.6


@dataclass(frozen=True, slots=True)
class WordRule:
    """How one word is analysed when the lexicon is wrong about it or does not know it.

    `lemma` is what the word is a form of, `parts` what it is searched by if it is a compound; the
    word itself as its only part says that it is none. Whatever is left empty stays as it was.
    """

    word: str
    lemma: str = ""
    parts: tuple[str, ...] = ()


Vocabulary = Mapping[str, FacetLabel]
VocabularyProvider = Callable[[], Vocabulary]
SynonymProvider = Callable[[], Sequence[SynonymRule]]
WordRuleProvider = Callable[[], Sequence[WordRule]]
BestBetProvider = Callable[[str], tuple[str, ...]]

_TYPE_LABELS = {
    "toolkit": "Toolkit",
    "praktijkverhaal": "Praktijkverhaal",
    "werkinstructie": "Werkinstructie",
    "training": "Training of uitwisseling",
    "nieuws": "Voortgang",
    "pagina": "Pagina",
}
_TYPE_WORDS = {
    "praktijkverhaal": ("verhaal uit de praktijk",),
    "training": ("uitwisseling", "cursus", "workshop"),
    "nieuws": ("nieuwsbericht", "voortgangsbericht"),
}
TYPE_VOCABULARY: Vocabulary = {
    slug: FacetLabel(slug, _TYPE_LABELS[slug], order=order, words=_TYPE_WORDS.get(slug, ()))
    for order, slug in enumerate(TYPES)
}


@dataclass
class Registry:
    """Everything that was registered. Providers cache themselves, so nothing is kept here."""

    sources: dict[str, SearchSource] = field(default_factory=dict)
    vocabularies: dict[str, VocabularyProvider] = field(
        default_factory=lambda: {"type": lambda: TYPE_VOCABULARY}
    )
    synonyms: list[SynonymProvider] = field(default_factory=list)
    word_rules: list[WordRuleProvider] = field(default_factory=list)
    kept_word_rules: tuple[WordRule, ...] = ()
    help_page: Callable[[], str] | None = None
    best_bets: BestBetProvider | None = None


_registry = Registry()


def register_source(source: SearchSource) -> None:
    """Add a source. Raises `ValueError` when another one already has its name."""
    known = _registry.sources.setdefault(source.name, source)
    if known is not source:
        raise ValueError(f"A search source named '{source.name}' is already registered.")


def sources() -> tuple[SearchSource, ...]:
    """Return every registered source, in the order of registration."""
    return tuple(_registry.sources.values())


def register_vocabulary(facet: str, provider: VocabularyProvider) -> None:
    """Say where the values of a facet come from; a later call replaces an earlier one."""
    _registry.vocabularies[facet] = provider


def vocabulary(facet: str) -> Vocabulary:
    """Return the values of a facet by slug; empty when nobody registered it."""
    provider = _registry.vocabularies.get(facet)
    return provider() if provider else {}


def register_synonyms(provider: SynonymProvider) -> None:
    """Add a provider of synonym rules; registering it twice changes nothing."""
    if provider not in _registry.synonyms:
        _registry.synonyms.append(provider)


def register_help_page(provider: Callable[[], str]) -> None:
    """Set who knows the address where a reader can ask people; it gives '' without such a page."""
    _registry.help_page = provider


def help_page() -> str:
    """Return the address where a reader can ask people, or ''."""
    return _registry.help_page() if _registry.help_page else ""


def register_best_bets(provider: BestBetProvider) -> None:
    """Set who knows the keys that editors put first for a question: in their order, or ()."""
    _registry.best_bets = provider


def best_bets(text: str) -> tuple[str, ...]:
    """Return the keys that come first for exactly this question; () when nobody chose any."""
    return _registry.best_bets(text) if _registry.best_bets else ()


def synonym_rules() -> tuple[SynonymRule, ...]:
    """Return the rules of every provider."""
    return tuple(rule for provider in _registry.synonyms for rule in provider())


def register_word_rules(provider: WordRuleProvider) -> None:
    """Add a provider of word rules; it gives the same object until something changes."""
    if provider not in _registry.word_rules:
        _registry.word_rules.append(provider)


def word_rules() -> tuple[WordRule, ...]:
    """Return the rules of every provider; the same object for as long as they stay the same."""
    rules = tuple(rule for provider in _registry.word_rules for rule in provider())
    if rules != _registry.kept_word_rules:
        _registry.kept_word_rules = rules
    return _registry.kept_word_rules
