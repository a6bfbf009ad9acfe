"""540 questions to the corpus: words, phrases, minus, filters, orders and pages in every mix.

To 360 of them that a reader can type come 180 that only the site itself asks: with the reader's
own role and level, with pinned documents, and with four letters in a row.
"""

import random
from dataclasses import replace
from functools import cache

from search.facets import FACETS
from search.grams import grams_of
from search.params import NEWEST, RELEVANCE, SORTS, SearchParams
from search.query import SearchQuery, build_query
from search.tree import Grams, Keys, Pinned, Prefer
from tests.search.contract import corpus

COUNT, VARIANTS = 360, 180
TOTAL = COUNT + VARIANTS

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
    "werkinstructie cluster 2",
    "zmok",
    "buurt",
    "nieuws school",
    "training leerkracht groep 3",
    "toolkit dyslexie -gesprek",
    'werkinstructie "warme overdracht"',
    "jgz rooster",
)


@cache
def questions() -> tuple[SearchParams, ...]:
    """Return the questions, always the same ones."""
    dice = random.Random(41)
    frozen = [SearchParams(q=q, sort=RELEVANCE) for q in FROZEN]
    return (*frozen, *(_question(dice) for _ in range(COUNT - len(frozen))))


@cache
def queries() -> tuple[SearchQuery, ...]:
    """Return all questions as an engine gets them."""
    asked = [build_query(params, corpus.NOW) for params in questions()]
    dice = random.Random(42)
    every = (*asked, *(_variant(dice, dice.choice(asked)) for _ in range(VARIANTS)))
    # One in nine asks for what is no longer valid as well.
    return tuple(
        replace(query, with_expired=True, count_expired=False) if number % 9 == 4 else query
        for number, query in enumerate(every)
    )


def _variant(dice: random.Random, query: SearchQuery) -> SearchQuery:
    tree = query.tree
    if dice.random() < 0.25:
        tree = _misspelt(dice)
        query = replace(query, sort=RELEVANCE)
    elif dice.random() < 0.25:
        tree = Prefer(tree, (_misspelt(dice), Keys(_keys(dice), 2.0)))
    if dice.random() < 0.3:
        tree = Pinned(tree, _keys(dice))
    own = {"rol": ("ib", "zoco"), "niveau": ("school",)}
    chosen = dice.choice((("rol",), ("niveau",), ("rol", "niveau"), ()))
    return replace(query, tree=tree, preference={name: own[name] for name in chosen})


def _misspelt(dice: random.Random) -> Grams:
    """Return the grams of a word with two of its letters swapped."""
    word = dice.choice([noun for noun in corpus.NOUNS if len(noun) > 5 and noun.isalpha()])
    at = dice.randrange(len(word) - 1)
    grams = grams_of([word[:at] + word[at + 1] + word[at] + word[at + 2 :]])
    return Grams(tuple(dict.fromkeys(grams)), max(1, len(grams) // 3), dice.choice((0.5, 1.0)))


def _keys(dice: random.Random) -> tuple[str, ...]:
    """Return one to three keys; some are of no document, or of one that may not be found."""
    numbers = dice.sample(range(1, corpus.SIZE + 50), dice.choice((1, 2, 3)))
    return tuple(f"page:{number}" for number in numbers)


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
