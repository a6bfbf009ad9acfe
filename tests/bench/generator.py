"""Made-up cards in plain Dutch, always the same for the same number.

Half of the sentences are about the subjects of the card; the rest are other sentences of the
field and a tail of rare words, so that the terms are spread as in real text (Zipf). Facets are
filled from the slugs of the real vocabulary, the first values more often than the last.
"""

import random
from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from urllib.parse import urlencode

from tests.bench.words import (
    PEOPLE,
    PLACES,
    QUESTION_WEIGHTS,
    QUESTIONS,
    SENTENCES,
    SUBJECTS,
    TITLES,
    VERBS,
    rare_words,
)

TYPES = ("toolkit", "toolkit", "toolkit", "praktijkverhaal", "praktijkverhaal", "nieuws")
"""Of six cards, three are toolkits: a type is taken in turn."""

_RARE = 30_000
_FIRST_DAY = datetime(2021, 1, 4, 9, tzinfo=UTC)
_MOST_VALUES = {"regio": 1, "cluster": 1, "niveau": 2, "sector": 3}


@dataclass(frozen=True, slots=True)
class Card:
    """One made-up item. `facets` has one or more slugs of each vocabulary."""

    number: int
    type: str
    title: str
    intro: str
    body: str
    facets: Mapping[str, tuple[str, ...]]
    minutes: int
    published: datetime

    @property
    def slug(self) -> str:
        """The last part of its address."""
        return f"kaart-{self.number}"


class _Zipf:
    """Draws the first values of a list more often than the last."""

    def __init__(self, values: Sequence[str], slope: float) -> None:
        self._values = values
        self._sums = list(accumulate((at + 3) ** -slope for at in range(len(values))))

    def draw(self, chance: random.Random) -> str:
        return self._values[bisect(self._sums, chance.random() * self._sums[-1])]


class Generator:
    """Makes cards and questions from one vocabulary (facet -> slugs)."""

    def __init__(self, vocabulary: Mapping[str, Sequence[str]], seed: int = 20_261_123) -> None:
        self._seed = seed
        self._forms = _Zipf(SUBJECTS, 0.7)
        self._rare = _Zipf(rare_words(_RARE, seed), 1.0)
        self._facets = {name: _Zipf(slugs, 0.6) for name, slugs in vocabulary.items()}

    def cards(self, count: int) -> Iterator[Card]:
        """Yield card 1 up to and including `count`."""
        return (self.card(number) for number in range(1, count + 1))

    def card(self, number: int) -> Card:
        """Return the card with this number; the same each time."""
        chance = random.Random(f"{self._seed}:{number}")
        own = [self._subject(chance) for _ in range(3)]
        sentences = [
            self._sentence(chance, own) for _ in range(max(4, int(chance.lognormvariate(2.8, 0.5))))
        ]
        return Card(
            number=number,
            type=TYPES[number % len(TYPES)],
            title=self._fill(chance, chance.choice(TITLES), own),
            intro=self._fill(chance, chance.choice(SENTENCES), own),
            body=" ".join(sentences),
            facets={name: self._slugs(chance, name) for name in self._facets},
            minutes=chance.choice((5, 10, 15, 20, 30, 45, 60)),
            published=_FIRST_DAY + timedelta(minutes=chance.randrange(5 * 365 * 24 * 60)),
        )

    def questions(self, count: int, seed: int) -> list[str]:
        """Return what readers type: one to four words, sometimes a rare one."""
        chance = random.Random(f"{self._seed}:{seed}")
        return [
            self._fill(chance, chance.choices(QUESTIONS, QUESTION_WEIGHTS)[0], ())
            for _ in range(count)
        ]

    def searches(self, count: int, seed: int) -> list[str]:
        """Return query strings; half of them choose two clusters and a role as well."""
        chance = random.Random(f"{self._seed}:{seed}:keuzes")
        found = []
        for at, question in enumerate(self.questions(count, seed)):
            pairs = [("q", question)]
            if at % 2:
                pairs += [("cluster", self._facets["cluster"].draw(chance)) for _ in range(2)]
                pairs.append(("rol", self._facets["rol"].draw(chance)))
            found.append(urlencode(pairs))
        return found

    def _subject(self, chance: random.Random) -> str:
        return chance.choice(self._forms.draw(chance).split("|"))

    def _slugs(self, chance: random.Random, name: str) -> tuple[str, ...]:
        most = _MOST_VALUES.get(name, 4)
        drawn = (self._facets[name].draw(chance) for _ in range(chance.randint(1, most)))
        return tuple(dict.fromkeys(drawn))

    def _sentence(self, chance: random.Random, own: Sequence[str]) -> str:
        if chance.random() < 0.2:
            words = [self._rare.draw(chance) for _ in range(chance.randint(6, 14))]
            return " ".join(words).capitalize() + "."
        return self._fill(chance, chance.choice(SENTENCES), own)

    def _fill(self, chance: random.Random, pattern: str, own: Sequence[str]) -> str:
        subject = chance.choice(own) if own and chance.random() < 0.6 else self._subject(chance)
        return pattern.format(
            a=subject,
            A=subject[:1].upper() + subject[1:],
            b=self._subject(chance),
            c=self._subject(chance),
            v=chance.choice(VERBS),
            p=chance.choice(PEOPLE),
            q=chance.choice(PEOPLE),
            w=chance.choice(PLACES),
            r=self._rare.draw(chance),
        )
