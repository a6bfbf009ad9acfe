"""From all words to something: each step looks wider, and says in one sentence what it did.

1. all words (of a longer question most of them);
2. did you mean: words that are nowhere are mended, by itself only when nothing was found, and
   always to be undone;
3. any word, when fewer than `FEW` cards fit; those with really all of the words come first;
4. words that look like it, when there is still nothing.

What is left after that are the ways on (`search.guidance.ways_on`).
"""

from dataclasses import dataclass, replace
from datetime import datetime

from search import answers
from search.analysis import get_analyzer
from search.analysis.stopwords import STOPWORDS
from search.answers import DATABASE, Answer
from search.facets import FACET_TITLES
from search.guidance import dictionary, spelling
from search.guidance.looser import alike, any_word, either
from search.guidance.offers import MOST, span_of
from search.params import RELEVANCE, SearchParams
from search.query import Reading, SearchQuery, build_query, pinned, read_words
from search.results import Offer
from search.sources import best_bets
from search.tree import Any

FEW = 8
"""With fewer cards than this, cards with a part of the words come below them."""

WORDS, MENDED, ANY, ALIKE, NOTHING = "woorden", "verbeterd", "deel", "lijkt", "niets"
"""The steps by name, as the query log and the API know them."""

_COUNTED = ("Geen", "Eén", "Twee", "Drie", "Vier", "Vijf", "Zes", "Zeven")

_ONE, _EVERY = "dit hele woord", "al uw woorden"


@dataclass(frozen=True, slots=True)
class Climb:
    """Where the ladder ended: the query that was asked last, its answer, and how it came there.

    `text` is what was searched for: the reader's words, or better ones. `suggestion` are other
    words that find more. `bets` are the keys that editors put first.
    """

    query: SearchQuery
    answer: Answer
    text: str
    step: str = WORDS
    steps: tuple[str, ...] = ()
    suggestion: str = ""
    offers: tuple[Offer, ...] = ()
    bets: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """How many cards were found."""
        return self.answer.page.total


def climb(params: SearchParams, now: datetime) -> Climb:
    """Return the first step that finds enough, or the last one that finds anything.

    Most searches are one question to one engine. Never raises for an engine's sake.
    """
    return _Ladder(params, now).climb()


@dataclass(frozen=True, slots=True)
class _Ladder:
    """One search on its way up."""

    params: SearchParams
    now: datetime

    def climb(self) -> Climb:
        typed = read_words(self.params.q)
        words = dictionary.current() if typed.tokens else spelling.Dictionary({})
        mended = spelling.correct(typed.text, typed.tokens, words, get_analyzer().known)
        read = self._with_joined(typed)
        found = self._all_words(self.params, read)
        if found.answer.engine == DATABASE or not (read.words or read.phrases):
            return self._end(found)
        if mended and not (found.total or self.params.literal) and self._is_nowhere(typed, mended):
            better = self._instead(mended)
            if better.total:
                return self._end(better)
        suggestion = self._suggestion(mended, found.total)
        found = self._wider(read, found)
        if not found.total:
            found = self._alike(read, found)
        return self._end(replace(found, suggestion=suggestion))

    def _with_joined(self, read: Reading) -> Reading:
        """Ask for words that are one word in the index as one word too, unless taken literally."""
        words = dictionary.current() if len(read.tokens) > 1 else None
        if not words or self.params.literal:
            return read
        forms = get_analyzer().forms
        joined = spelling.join(read.text, read.tokens, words, lambda word: forms(word)[0])
        return either(read, read_words(joined.text)) if joined else read

    def _is_nowhere(self, read: Reading, mended: spelling.Correction) -> bool:
        """Say whether no card at all has any of the words that could be mended.

        The dictionary knows the words of titles, intros and keywords; a text may have others.
        """
        nodes = tuple(one.node for one in read.words if not mended.unknown.isdisjoint(one.tokens))
        if not nodes:
            return False
        query = SearchQuery(Any(nodes, 1), self.now.date(), limit=1)
        answer = answers.search(query, "")
        return answer.engine != DATABASE and not answer.page.total

    def _instead(self, mended: spelling.Correction) -> Climb:
        """Return what better words find."""
        read = self._with_joined(read_words(mended.text))
        better = self._wider(read, self._all_words(replace(self.params, q=mended.text), read))
        old = " en ".join(f"‘{word}’" for word in mended.old)
        sentence = f"Geen kaart heeft {old}. Wij zochten op ‘{mended.text}’."
        return replace(better, step=MENDED, steps=(sentence, *better.steps))

    def _end(self, found: Climb) -> Climb:
        step = found.step if found.total else NOTHING
        return replace(found, step=step, offers=tuple(self._offers(found)))

    def _all_words(self, params: SearchParams, read: Reading) -> Climb:
        query = build_query(params, self.now, read)
        bets = best_bets(params.q) if params.q else ()
        return Climb(query, answers.search(query, params.q), params.q, bets=bets)

    def _wider(self, read: Reading, found: Climb) -> Climb:
        """Return cards with any of the words, when too few have most of them."""
        tree = any_word(read) if found.total < FEW else None
        if tree is None:
            return found
        first = self._first_keys(read, found)
        query = replace(found.query, tree=pinned(tree, (*found.bets, *first)))
        wider = answers.search(query, found.text)
        if wider.page.total <= found.total:
            return found
        sentence = _said(read, len(first))
        return replace(found, query=query, answer=wider, step=ANY, steps=(sentence,))

    def _first_keys(self, read: Reading, found: Climb) -> tuple[str, ...]:
        """Return the cards that have all words, in their order, on whatever page the reader is.

        A card that lacks one of three words is not among them: the rare word may be the one it
        lacks, so there the score decides. What editors put first need not have any word.
        """
        if not found.total:
            return ()
        page, asked = found.answer.page, found.query
        is_page = asked.tree == read.whole and asked.sort == RELEVANCE
        if not is_page or len(page.hits) < found.total:
            query = replace(asked, tree=read.whole, offset=0, sort=RELEVANCE, limit=FEW)
            page = answers.search(query, found.text).page
        return tuple(hit.key for hit in page.hits)

    def _alike(self, read: Reading, found: Climb) -> Climb:
        """Return cards with words that look like these."""
        tree = alike(read)
        if tree is None:
            return found
        query = replace(found.query, tree=tree)
        answer = answers.search(query, found.text)
        if not answer.page.total:
            return found
        sentence = "Geen kaart heeft uw woorden. Dit zijn kaarten met woorden die erop lijken."
        return replace(found, query=query, answer=answer, step=ALIKE, steps=(sentence,))

    def _suggestion(self, mended: spelling.Correction | None, total: int) -> str:
        """Return the better spelling if it finds more than what was typed."""
        if mended is None:
            return ""
        query = replace(
            build_query(replace(self.params, q=mended.text), self.now), offset=0, limit=1
        )
        return mended.text if answers.search(query, mended.text).page.total > total else ""

    def _offers(self, found: Climb) -> list[Offer]:
        """Return the filters whose names are in the question, if there is anything behind them."""
        read = read_words(found.text)
        counts = found.answer.page.facets
        offers: dict[tuple[str, str], Offer] = {}
        for one in read.filters:
            name = one.name
            if name.slug in self.params.selected(name.facet):
                continue
            start, end = span_of(read.clauses, one)
            rest = f"{read.text[:start]} {read.text[end:]}"
            chosen = (*self.params.chosen(name.facet), name.slug)
            url = self.params.url(**{"q": " ".join(rest.split()), name.facet: chosen})
            label = f"{FACET_TITLES[name.facet]}: {name.label}"
            if counts.get(name.facet, {}).get(name.slug) or not rest.split():
                offers[name.facet, name.slug] = Offer(
                    label, read.text[start:end], url, name.facet, name.slug
                )
        return list(offers.values())[:MOST]


def _said(read: Reading, whole: int) -> str:
    """Say in Dutch how many cards fit all of the words, and what the others have.

    A card fits a word that it has in any form, by a synonym, by its parts or as a filter.
    """
    wanted = _ONE if _is_one_word(read) else _EVERY
    if not whole:
        return f"Geen kaart heeft {wanted}. Dit zijn kaarten met een deel ervan."
    names = [read.words[at] for at in sorted(read.optional)]
    if names:
        named = " en ".join(f"‘{read.text[one.start : one.end]}’" for one in names)
        wanted = f"{wanted}, behalve misschien {named}"
    cards = "kaart past" if whole == 1 else "kaarten passen"
    return f"{_COUNTED[whole]} {cards} bij {wanted}. Daaronder staan kaarten met een deel ervan."


def _is_one_word(read: Reading) -> bool:
    typed = [token for token in read.tokens if not token.overlay and token.word not in STOPWORDS]
    return len(typed) == 1 and not read.phrases
