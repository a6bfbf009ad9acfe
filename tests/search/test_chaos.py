"""Whatever happens, in whatever order, in the end index and database are equal."""

import random
from collections.abc import Callable

import pytest

from search.sync import outbox, rebuild, verify
from tests import factories
from tests.search.editing import Editing
from tests.search.support import Flaky, Index, busy

STEPS = 350


class Chaos(Editing):
    """Does one random thing after another to a small site and to its engine."""

    def __init__(self, seed: int, site: factories.Tree, index: Index, flaky: Flaky) -> None:
        super().__init__(random.Random(seed), site)
        self.index, self.flaky = index, flaky
        self.begin()

    def step(self) -> str:
        """Do something; return its name, to read the story of a failure by."""
        actions: list[Callable[[], None]] = [
            *self.edits(),
            *[self.engine_leaves, self.engine_returns, self.engine_is_busy, self.die_while_writing],
            *[self.drain] * 4,
            self.rebuild,
        ]
        action = self.dice.choice(actions)
        action()
        return action.__name__

    def engine_leaves(self) -> None:
        self.flaky.away = True

    def engine_returns(self) -> None:
        self.flaky.away = False
        self.flaky.answer = lambda op: None

    def engine_is_busy(self) -> None:
        self.flaky.answer = lambda op: busy(op) if self.dice.random() < 0.3 else None

    def die_while_writing(self) -> None:
        def die() -> None:
            raise KeyboardInterrupt

        self.flaky.after_apply = die
        try:
            self.drain()
        except KeyboardInterrupt:
            pass
        finally:
            self.flaky.after_apply = lambda: None

    def drain(self) -> None:
        outbox.retry_now()
        self.index.drain()

    def rebuild(self) -> None:
        if not self.flaky.away:
            self.flaky.answer = lambda op: None
            rebuild.rebuild(self.index.name)


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_in_the_end_index_and_database_are_equal(site, search_index: Index, monkeypatch, seed):
    from search import engines

    search_index.make_empty()
    flaky = Flaky(search_index.engine)
    monkeypatch.setattr(engines, "get_engine", lambda name: flaky)
    chaos = Chaos(seed, site, search_index, flaky)

    story = [chaos.step() for _ in range(STEPS)]
    chaos.engine_returns()
    chaos.drain()

    search_index.assert_equals_database()
    assert not verify.verify(search_index.name), story
    assert len(set(story)) > 15
