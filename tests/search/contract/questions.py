"""360 questions to the corpus: words, phrases, minus, filters, orders and pages in every mix."""

import random
from functools import cache

from search.facets import FACETS
from search.params import NEWEST, RELEVANCE, SORTS, SearchParams
from tests.search.contract import corpus

COUNT = 360

FROZEN = (
    "TOS groep 3",
    "thuiszitter",
    "warme overdracht",
    "escalatie wijkteam",
    '"warme overdracht" ouders',
    "zorgcoordinator",
    "foto",
    "ib'ers",
    "povo",
    "po-vo",
    "de en het",
    "-ouders",
    "leerling -klas",
    'leerling -"groep 3"',
    "T2S 041",
    "bestaatniet",
    "leerling bestaatniet",
    "niet",
    '"niet zonder"',
    "kind kinderen leerling leerlingen ouder ouders",
)


@cache
def questions() -> tuple[SearchParams, ...]:
    """Return the questions, always the same ones."""
    dice = random.Random(41)
    frozen = [SearchParams(q=q, sort=RELEVANCE) for q in FROZEN]
    return (*frozen, *(_question(dice) for _ in range(COUNT - len(frozen))))


def _question(dice: random.Random) -> SearchParams:
    q = "" if dice.random() < 0.12 else _query(dice)
    default = RELEVANCE if q else NEWEST
    return SearchParams(
        q=q,
        facets=_filters(dice) if dice.random() < 0.5 else {},
        sort=dice.choice(SORTS) if dice.random() < 0.25 else default,
        page=dice.choice((1, 1, 1, 1, 2, 3, 7)),
        per_page=dice.choice((10, 20, 20, 50)),
    )


def _query(dice: random.Random) -> str:
    parts = [_word(dice) for _ in range(dice.choice((1, 1, 2, 2, 2, 3, 3, 4, 5, 6)))]
    if dice.random() < 0.2:
        parts.append(f'"{_stretch(dice)}"')
    if dice.random() < 0.15:
        parts.append(f"-{dice.choice(corpus.NOUNS)}")
    if dice.random() < 0.05:
        parts = [f"-{dice.choice(corpus.NOUNS)}"]
    return " ".join(parts)[:100]


def _word(dice: random.Random) -> str:
    if dice.random() < 0.15:
        return dice.choice(corpus.SMALL)
    words = dice.choice((corpus.NOUNS, corpus.NOUNS, corpus.ADJECTIVES, corpus.VERBS))
    return words[int(len(words) * dice.random() ** 1.5)]


def _stretch(dice: random.Random) -> str:
    """Return two or three words that stand next to each other somewhere."""
    if dice.random() < 0.5:
        return dice.choice(corpus.FIXED)
    words = dice.choice(corpus.documents()).body.replace(".", "").split() or ["leerling"]
    at = dice.randrange(len(words))
    return " ".join(words[at : at + dice.choice((2, 3))])


def _filters(dice: random.Random) -> dict[str, tuple[str, ...]]:
    known = {**corpus.VALUES, "regio": corpus.REGIONS, "type": ("toolkit", "training", "nieuws")}
    chosen = dice.sample(FACETS, dice.choice((1, 1, 2, 3)))
    return {name: tuple(dice.sample(known[name], dice.choice((1, 1, 2)))) for name in chosen}
