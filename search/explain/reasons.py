"""Why a card stands where it stands, in words for editors.

Nothing is computed a second time. Each word of the question is asked by itself, of the same engine
and for these cards only; the points of the words add up to the score, and the engine tells by
itself what that score was multiplied by (`ranking.Factors`). So it holds for either engine.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from search.engines.base import Hit, SearchEngine
from search.explain.parts import Part, parts_of
from search.explain.words import Analysed, sightings
from search.guidance.ladder import Climb
from search.params import RELEVANCE
from search.query import Reading, SearchQuery, card_number, number_term, read_words
from search.ranking import RERANK, Factors
from search.sources import vocabulary
from search.tree import All, CardNumber, Keys, Node

NOT_FOUND = "niet gevonden in deze kaart"
OUT_OF_SIGHT = "verderop in de tekst of in een bijlage; dat stuk wordt niet bewaard om te tonen"


@dataclass(frozen=True, slots=True)
class Reason:
    """One part in one card: what it is, where it was found, and what it earned."""

    label: str
    found: tuple[str, ...]
    points: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything about the place of one card.

    `place` is 0 for a card that is not among the first hundred. `words` is what the reasons earn
    together, `factors` what that is multiplied by, in words, and `score` what decides.
    """

    hit: Hit
    place: int
    type_label: str
    reasons: tuple[Reason, ...]
    notes: tuple[str, ...]
    words: float
    factors: tuple[tuple[str, float], ...]
    score: float


def explain(engine: SearchEngine, climb: Climb, now: datetime) -> list[Explanation]:
    """Explain the hits that a search shows, in their order. Raises `EngineError`."""
    hits = climb.answer.page.hits
    return _explained(engine, climb, hits, climb.query.offset + 1, now)


def explain_card(engine: SearchEngine, climb: Climb, key: str, now: datetime) -> Explanation | None:
    """Explain one card, found or not; None when it is not in the index. Raises `EngineError`."""
    documents = engine.get([key])
    if not documents:
        return None
    query = climb.query
    first = engine.search(_changed(query, query.tree, RERANK)).hits
    place = next((at for at, hit in enumerate(first, 1) if hit.key == key), 0)
    hit = first[place - 1] if place else Hit(key, 0.0, documents[0])
    (explanation,) = _explained(engine, climb, [hit], place, now)
    if place:
        return explanation
    return Explanation(
        hit=hit,
        place=0,
        type_label=explanation.type_label,
        reasons=explanation.reasons,
        notes=(_why_not(engine, query, key),),
        words=explanation.words,
        factors=(),
        score=explanation.words,
    )


def find_key(engine: SearchEngine, text: str, now: datetime) -> str:
    """Return the key of the card that is meant by a card number or a key. Raises `EngineError`."""
    numbered = SearchQuery(CardNumber(number_term(text)), now.date(), limit=1)
    found = engine.search(numbered).hits if card_number(text) else ()
    return found[0].key if found else text.strip()


def _explained(
    engine: SearchEngine, climb: Climb, hits: Sequence[Hit], first: int, now: datetime
) -> list[Explanation]:
    read = read_words(climb.text)
    parts = parts_of(climb.query.tree, read)
    keys = tuple(hit.key for hit in hits)
    points = [_points(engine, climb.query, part, keys) for part in parts]
    explained = []
    for place, hit in enumerate(hits, first):
        card = Analysed(hit.document)
        reasons = tuple(
            _reason(part, earned.get(hit.key, 0.0), card, read)
            for part, earned in zip(parts, points, strict=True)
            if hit.key in earned or not part.bonus
        )
        words = sum(reason.points for reason in reasons)
        factors = hit.factors
        explained.append(
            Explanation(
                hit=hit,
                place=place,
                type_label=_type_label(hit),
                reasons=reasons,
                notes=tuple(_notes(climb, hit)),
                words=words,
                factors=tuple(_factors(hit, factors, now)) if factors else (),
                score=factors.score if factors and not factors.pinned else words,
            )
        )
    return explained


def _points(
    engine: SearchEngine, query: SearchQuery, part: Part, keys: tuple[str, ...]
) -> dict[str, float]:
    """Return what a part earns in each of these cards that has it, before any factor."""
    tree = All((Keys(keys, 0.0), part.node))
    hits = engine.search(SearchQuery(tree, query.today, sort=RELEVANCE, limit=len(keys))).hits
    once = {hit.key: hit.factors.words if hit.factors else hit.score for hit in hits}
    return {key: points * part.times for key, points in once.items()}


def _reason(part: Part, points: float, card: Analysed, read: Reading) -> Reason:
    found = tuple(sightings(part.node, card, read))
    if not points:
        return Reason(part.label, (NOT_FOUND,), 0.0)
    return Reason(part.label, found or (OUT_OF_SIGHT,), points)


def _notes(climb: Climb, hit: Hit) -> Iterator[str]:
    """Yield what puts a card in its place beside its points."""
    if hit.key in climb.bets:
        yield "De redactie zette deze kaart bovenaan (zoektip)."
    elif hit.factors and hit.factors.pinned:
        yield "Deze kaart heeft (bijna) al uw woorden en staat daarom boven de andere."
    if climb.query.sort != RELEVANCE:
        yield f"De volgorde is nu ‘{climb.query.sort}’; punten tellen daarbij niet."


def _factors(hit: Hit, factors: Factors, now: datetime) -> Iterator[tuple[str, float]]:
    if factors.pinned:
        return
    yield f"soort: {_type_label(hit)}", factors.type
    document = hit.document
    if document.starts is not None and document.starts >= now:
        yield "nog te komen", factors.freshness
    elif document.type == "training":
        yield "datum", factors.freshness
    else:
        yield f"geplaatst op {document.published:%d-%m-%Y}", factors.freshness
    if factors.own != 1.0:
        yield "voor uw eigen rol of niveau", factors.own


def _why_not(engine: SearchEngine, query: SearchQuery, key: str) -> str:
    """Say why a card is not among the first hundred."""
    only = All((Keys((key,), 0.0), query.tree))
    if engine.search(_changed(query, only, 1)).total:
        return f"Deze kaart is gevonden, maar staat niet bij de eerste {RERANK}."
    if query.filters and engine.search(SearchQuery(only, query.today, limit=1)).total:
        return "Deze kaart heeft genoeg van de woorden, maar past niet bij de gekozen filters."
    return "Deze kaart is niet gevonden: er ontbreken woorden, of zij is verlopen."


def _changed(query: SearchQuery, tree: Node, limit: int) -> SearchQuery:
    return SearchQuery(
        tree, query.today, query.filters, query.sort, limit=limit, preference=query.preference
    )


def _type_label(hit: Hit) -> str:
    label = vocabulary("type").get(hit.document.type)
    return label.label if label else hit.document.type
