"""The plain search that other people's word chains are given: the same fields, weights and BM25.

Any word is enough and more words score higher, which is what Elasticsearch's `match` does by
default. No ladder, no synonyms, no phrases: those belong to a search, not to a word chain.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

from search.documents import Document
from search.ranking import BODY, FIELD_WEIGHTS, INTRO, KEYWORDS, TIE, TITLE
from tests.quality.metrics import DEPTH

Chain = Callable[[Sequence[str]], list[list[str]]]
"""Texts in, the terms of each out."""

K1, B = 1.2, 0.75
FIELDS = (TITLE, INTRO, KEYWORDS, BODY)


class Plain:
    """BM25 over the words of one chain; per word DisMax over the fields, as ours does it."""

    def __init__(self, documents: Mapping[str, Document], chain: Chain) -> None:
        self._chain = chain
        self._keys = list(documents)
        self._postings = {
            field: _postings(chain([_text(one, field) for one in documents.values()]))
            for field in FIELDS
        }
        self._kept: dict[str, dict[int, float]] = {}

    def search_all(self, texts: Sequence[str]) -> list[list[str]]:
        """Return the best keys for each text; equal scores stay in the order of the set."""
        return [self._best(terms) for terms in self._chain(texts)]

    def _best(self, terms: Sequence[str]) -> list[str]:
        total: defaultdict[int, float] = defaultdict(float)
        for term in dict.fromkeys(terms):
            for number, score in self._scores(term).items():
                total[number] += score
        best = sorted(total, key=lambda number: (-total[number], number))[:DEPTH]
        return [self._keys[number] for number in best]

    def _scores(self, term: str) -> dict[int, float]:
        if term not in self._kept:
            best: dict[int, float] = {}
            every: defaultdict[int, float] = defaultdict(float)
            for field in FIELDS:
                for number, score in self._postings[field].get(term, {}).items():
                    weighted = score * FIELD_WEIGHTS[field]
                    best[number] = max(best.get(number, 0.0), weighted)
                    every[number] += weighted
            self._kept[term] = {n: top + TIE * (every[n] - top) for n, top in best.items()}
        return self._kept[term]


def whitespace(texts: Sequence[str]) -> list[list[str]]:
    """Split at spaces, in lower case: nothing else."""
    return [text.lower().split() for text in texts]


def snowball(texts: Sequence[str]) -> list[list[str]]:
    """Snowball's older Dutch stemmer on words of letters and digits, without stop words."""
    import re

    import Stemmer

    from search.analysis.stopwords import STOPWORDS

    stem = Stemmer.Stemmer("dutch_porter").stemWord
    words = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
    found = [words.findall(text.lower()) for text in texts]
    return [[stem(word) for word in one if word not in STOPWORDS] for one in found]


def _text(document: Document, field: str) -> str:
    if field == KEYWORDS:
        return "\n".join(document.keywords)
    return {TITLE: document.title, INTRO: document.intro, BODY: document.body}[field]


def _postings(texts: Sequence[Sequence[str]]) -> dict[str, dict[int, float]]:
    """Return term -> document number -> BM25 score, for one field."""
    counted = [Counter(terms) for terms in texts]
    average = sum(map(len, texts)) / len(texts) or 1.0
    found: defaultdict[str, dict[int, float]] = defaultdict(dict)
    for number, (terms, counts) in enumerate(zip(texts, counted, strict=True)):
        length = K1 * (1 - B + B * len(terms) / average)
        for term, count in counts.items():
            found[term][number] = count * (K1 + 1) / (count + length)
    for scores in found.values():
        rarity = math.log(1 + (len(texts) - len(scores) + 0.5) / (len(scores) + 0.5))
        for number in scores:
            scores[number] *= rarity
    return dict(found)
