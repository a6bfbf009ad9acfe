"""Cards that resemble a card: 'Lijkt hierop'.

Words find the candidates: those of the title, the keywords and the introduction, and the ones the
text keeps coming back to; BM25 itself makes rare words count more. What both are about (needs,
themes, ...) then decides between them.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from itertools import islice
from math import log

from django.utils import timezone

from search import answers
from search.analysis import get_analyzer
from search.analysis.chain import Analyzer
from search.analysis.stopwords import STOPWORDS
from search.cards import make_cards
from search.clauses import word_of
from search.documents import Document
from search.engines.base import Hit, Page, SearchEngine
from search.query import SearchQuery
from search.results import ResultCard
from search.sync import state
from search.tree import Any, Except, Keys, Marks, Node, Word

SHOWN = 3

CANDIDATES = 20
"""Cards that are compared in full."""

MOST_WORDS = 12
TITLE_WEIGHT, KEYWORD_WEIGHT, INTRO_WEIGHT, BODY_WEIGHT = 1.0, 0.6, 0.4, 0.3
"""How much a word counts by where it stands in the card itself; in two places it counts twice."""

BODY_TIMES = 3
"""A text comes back to a word when it uses it so often."""

BODY_READ = 1_500
"""Characters of the text that are read for this; what it is about is said at its beginning."""

MIN_LETTERS = 3
NEEDED = 2
"""Words that two cards share at least; one word in common is an accident."""

FACET_WEIGHTS: Mapping[str, float] = {
    "behoefte": 1.0,
    "thema": 1.0,
    "cluster": 0.4,
    "sector": 0.2,
    "rol": 0.2,
    "niveau": 0.1,
}
"""How much it says that two cards share a value."""

FACETS_COUNT = 3.0
"""Cards that share every facet count this much more than cards that share none."""


def similar(key: str, limit: int = SHOWN) -> list[ResultCard]:
    """Return at most `limit` cards that resemble the one with this key, the nearest first.

    [] when nothing resembles it, when it is not in the index, and when no engine answers.
    """
    hits = nearest(key)
    visible = state.indexable([hit.key for hit in hits[: 2 * limit]])
    return cards_of(hits, visible, limit)


def cards_of(hits: Iterable[Hit], visible: Container[str], limit: int = SHOWN) -> list[ResultCard]:
    """Return the cards of the first hits that may be seen."""
    return make_cards(islice((hit for hit in hits if hit.key in visible), limit), Marks())


def nearest(key: str, *, without: Collection[str] = ()) -> list[Hit]:
    """Return what resembles this card, the nearest first, before it is asked who may see it.

    Never itself, nor one of `without`, nor an event that has been. One search in one engine.
    """
    now = timezone.localtime()

    def question(engine: SearchEngine) -> tuple[Document, Page] | None:
        own = engine.get([key])
        tree = resembling(own[0]) if own else None
        if tree is None:
            return None
        others = Except(tree, (Keys((key, *without)),))
        return own[0], engine.search(SearchQuery(others, now.date(), limit=CANDIDATES))

    found = answers.ask(question)
    if not found:
        return []
    return [hit for hit in nearest_first(*found) if not _is_over(hit.document, now)]


def resembling(document: Document) -> Node | None:
    """Return what finds cards with the words that matter in this one; None without such words."""
    beginning = document.body[:BODY_READ]
    texts = (document.title, document.keywords, document.intro, beginning)
    return _resembling(*texts, get_analyzer())


@lru_cache(maxsize=256)
def _resembling(
    title: str, keywords: tuple[str, ...], intro: str, beginning: str, analyzer: Analyzer
) -> Node | None:
    """Read a card once for as long as its text and the analysis stay the same."""
    weights: defaultdict[Word, float] = defaultdict(float)
    for weight, texts in (
        (TITLE_WEIGHT, [title]),
        (KEYWORD_WEIGHT, keywords),
        (INTRO_WEIGHT, [intro]),
    ):
        for word in set(_words(texts, analyzer)):
            weights[word] += weight
    for word, times in Counter(_words([beginning], analyzer)).items():
        if times >= BODY_TIMES:
            weights[word] += BODY_WEIGHT
    heaviest = sorted(weights.items(), key=lambda item: (-item[1], item[0].lemma))[:MOST_WORDS]
    if not heaviest:
        return None
    words = tuple(Word(word.lemma, word.parts, weight) for word, weight in heaviest)
    return Any(words, min(NEEDED, len(words)))


def nearest_first(document: Document, page: Page) -> list[Hit]:
    """Order the candidates by their words and by what they share; pure."""
    rarity = {
        (facet, value): log(1 + page.total / page.facets.get(facet, {}).get(value, 1)) * weight
        for facet, weight in FACET_WEIGHTS.items()
        for value in document.facets.get(facet, ())
    }
    whole = sum(rarity.values()) or 1.0

    def nearness(hit: Hit) -> float:
        shared = sum(
            rarity[facet, value]
            for facet, value in rarity
            if value in hit.document.facets.get(facet, ())
        )
        return hit.score * (1 + (FACETS_COUNT - 1) * shared / whole)

    return sorted(page.hits, key=nearness, reverse=True)


def _words(texts: Iterable[str], analyzer: Analyzer) -> Iterator[Word]:
    for text in texts:
        for token in analyzer.analyse(text):
            telling = token.word not in STOPWORDS and len(token.word) >= MIN_LETTERS
            if telling and not token.overlay and not token.word.isdecimal():
                yield word_of(token)


def _is_over(document: Document, now: datetime) -> bool:
    """Say whether this is an event of which every date has been."""
    ends = [datetime.fromisoformat(one["end"]) for one in document.card.get("sessions") or ()]
    return bool(ends) and max(ends) < now
