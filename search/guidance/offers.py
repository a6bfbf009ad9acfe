"""Words in the search box that are really filters: 'training cluster 2', 'buurt', 'leerkracht'.

Such a word is offered as a filter, and a card that has it goes before one that has not. Beside
other words a filter's own name is wanted, but not required as text: a toolkit seldom calls itself
a toolkit. With nothing but filters either will do: the words, or the value. Pure; names come from
the vocabularies.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from threading import local

from search.analysis import get_analyzer
from search.analysis.chain import Analyzer
from search.analysis.stopwords import STOPWORDS
from search.clauses import Clause, Lemmas
from search.ranking import CHOICE, CHOICE_BONUS, LIKELY_BONUS
from search.sources import FacetLabel, Vocabulary, vocabulary
from search.tree import All, Best, Choice

OFFERED = ("type", "cluster", "niveau", "rol", "sector", "regio")
"""Facets whose values people type. Needs and themes are what a search is *about*: those stay text.

Where two facets share a word, the first of them has it.
"""

MOST = 3
"""Filters offered at once."""

_ALWAYS = ("type", "cluster", "regio")
"""These are filters in any sentence: nobody says 'cluster 2' and means something else."""

_OTHER_WORDS = ("type", "rol", "sector")
"""Facets of which the other words for a value count too: 'juf' is a leerkracht.

Those of a level ('klas') or a cluster ('gedrag') say what a text is about; see `_OLD_NAMES`.
"""

_OLD_NAMES = frozenset(("esm", "zml", "zmlk", "zmok", "mytyl", "tyltyl"))
"""Names that kinds of schools once had: who types one means the cluster."""

_ARTICLES = frozenset(("de", "het", "een"))
_FOR = "voor"
"""'Training voor de leerkracht' says whom it is for; 'gesprek met de leerkracht' does not."""

_IN_SENTENCES = """
niet geen ik mijn me wij we ons u uw hij zij ze haar hoe wat waarom wanneer wie is ben zijn was wil
wilt willen kan kunt kunnen moet moeten mag heb hebt heeft hebben gaat doe doet doen wordt worden
"""
_SENTENCE = frozenset(_IN_SENTENCES.split())
"""Words of a question in a sentence: there 'school' and 'leerling' tell what happens."""


@dataclass(frozen=True, slots=True)
class Name:
    """What a word stands for; `own` when it is the name itself and no other word for it."""

    facet: str
    slug: str
    label: str
    own: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A filter in a question: the clauses `first` up to and including `last` name it."""

    name: Name
    first: int
    last: int


@dataclass(frozen=True, eq=False)
class Filters:
    """What the filters are called, by the lemmas of the name. Compared by identity."""

    analyzer: Analyzer
    vocabularies: tuple[Vocabulary, ...]
    names: dict[Lemmas, Name] = field(default_factory=dict)
    longest: int = 0


_kept = local()


def current_filters() -> Filters:
    """Return the names of the filters, read again only when a vocabulary or the rules changed."""
    analyzer = get_analyzer()
    found = tuple(vocabulary(facet) for facet in OFFERED)
    kept: Filters | None = getattr(_kept, "filters", None)
    # Providers hand out the same object until something changes, so this look is cheap.
    if (
        kept is None
        or kept.analyzer is not analyzer
        or any(old is not new for old, new in zip(kept.vocabularies, found, strict=True))
    ):
        kept = _kept.filters = compile_filters(analyzer, dict(zip(OFFERED, found, strict=True)))
    return kept


def compile_filters(analyzer: Analyzer, vocabularies: Mapping[str, Vocabulary]) -> Filters:
    """Analyse the names of every value: names themselves first, then the other words for them."""
    names: dict[Lemmas, Name] = {}
    for own in (True, False):
        for facet, labels in vocabularies.items():
            for label in labels.values():
                for word in _names(facet, label) if own else _other_words(facet, label):
                    lemmas = analyzer.lemmas(word)
                    if lemmas and not _says_nothing(lemmas):
                        names.setdefault(lemmas, Name(facet, label.slug, label.label, own))
    longest = max(map(len, names), default=0)
    return Filters(analyzer, tuple(vocabularies.values()), names, longest)


def find_filters(clauses: Sequence[Clause], filters: Filters) -> list[Found]:
    """Return the filters that clauses name, from left to right, the longest name first.

    A name is whole clauses: part of an expression that has synonyms belongs to that expression.
    """
    words = [token.word for clause in clauses for token in clause.tokens]
    is_sentence = not _SENTENCE.isdisjoint(words)
    found: list[Found] = []
    at = 0
    while at < len(clauses):
        one = _longest_name(clauses, at, filters)
        if one and (one.name.facet in _ALWAYS or not (is_sentence or _tied(clauses[:at]))):
            found.append(one)
            at = one.last
        at += 1
    return found


def only_filters(
    clauses: Sequence[Clause], words: Sequence[Clause], found: Sequence[Found]
) -> bool:
    """Say whether all words that matter are names of filters."""
    named = [clause for one in found for clause in _clauses_of(clauses, one)]
    return bool(words) and all(any(word is one for one in named) for word in words)


def as_clauses(clauses: Sequence[Clause], found: Sequence[Found]) -> list[Clause]:
    """Return one clause for each filter: what has its name as text, or has its value."""
    made = []
    for one in found:
        span = _clauses_of(clauses, one)
        said = [clause for clause in span if not clause.stop] or span
        nodes = tuple(clause.node for clause in said)
        text = nodes[0] if len(nodes) == 1 else All(nodes)
        made.append(
            Clause(
                node=Best((text, Choice(one.name.facet, one.name.slug, CHOICE))),
                marked=tuple(marked for clause in said for marked in clause.marked),
                tokens=tuple(token for clause in span for token in clause.tokens),
            )
        )
    return made


def choice_bonuses(found: Sequence[Found]) -> tuple[Choice, ...]:
    """Return what lets cards with the named filters go first."""
    boosts = {facet: CHOICE_BONUS if facet in _ALWAYS else LIKELY_BONUS for facet in OFFERED}
    names = dict.fromkeys(one.name for one in found)
    return tuple(Choice(name.facet, name.slug, boosts[name.facet]) for name in names)


def span_of(clauses: Sequence[Clause], found: Found) -> tuple[int, int]:
    """Return from where to where to cut a filter out of the question, with its 'voor de'."""
    first = found.first
    while first and clauses[first - 1].tokens[-1].word in {*_ARTICLES, _FOR}:
        first -= 1
    return clauses[first].start, clauses[found.last].end


def _clauses_of(clauses: Sequence[Clause], found: Found) -> Sequence[Clause]:
    return clauses[found.first : found.last + 1]


def _longest_name(clauses: Sequence[Clause], first: int, filters: Filters) -> Found | None:
    lemmas: Lemmas = ()
    best = None
    for last in range(first, len(clauses)):
        lemmas += clauses[last].lemmas
        if len(lemmas) > filters.longest:
            break
        if lemmas in filters.names:
            best = Found(filters.names[lemmas], first, last)
    return best


def _tied(before: Sequence[Clause]) -> bool:
    """Say whether the words before make it part of a sentence: 'naar school', 'met de ouders'."""
    for clause in reversed(before):
        word = clause.tokens[-1].word
        if word not in _ARTICLES:
            return clause.stop and word != _FOR
    return False


def _names(facet: str, label: FacetLabel) -> Iterator[str]:
    """Yield what a value is called; 'Intern begeleider (IB'er)' is two names of one."""
    yield label.slug
    yield label.label
    name, bracket, short = label.label.partition(" (")
    if bracket:
        yield from (name, short.rstrip(")"))
    if facet == "cluster":
        # The short name of a cluster ('Zien') is a subject; its number is not.
        yield from (word for word in label.words if any(c.isdigit() for c in word))
    else:
        yield label.short_label


def _other_words(facet: str, label: FacetLabel) -> Sequence[str]:
    if facet == "cluster":
        return [word for word in label.words if word.lower() in _OLD_NAMES]
    return label.words if facet in _OTHER_WORDS else ()


def _says_nothing(lemmas: Lemmas) -> bool:
    return all(lemma.isdigit() or lemma in STOPWORDS for lemma in lemmas)
