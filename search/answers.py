"""Who answers a search: the chosen engine, else the standby, else the database."""

import logging
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from django.conf import settings

from search import engines
from search.breaker import Breaker
from search.engines.base import EngineUnavailable, Page, SearchEngine, Suggestion
from search.fallback import search_titles
from search.query import SearchQuery
from search.sync import state
from search.sync.outbox import configured_engines

logger = logging.getLogger(__name__)

DATABASE = "database"
STANDBY_NOTICE = "Wij zoeken nu in de reserve-index. De resultaten zijn dezelfde."
DATABASE_NOTICE = (
    "Het zoeken werkt nu beperkt: wij kijken alleen naar titels. "
    "Probeer één woord uit de titel, of kom later terug."
)

T = TypeVar("T")

breakers: defaultdict[str, Breaker] = defaultdict(Breaker)
"""One breaker per engine, in this process."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A page of hits, who found it, and what to tell the reader about that."""

    page: Page
    engine: str
    notice: str = ""


def search(query: SearchQuery, text: str) -> Answer:
    """Return the best answer that can be had now. `text` is what was typed, for the last resort.

    An engine that is away never fails a search, it only moves it to the next one.
    """
    found = _ask(lambda engine: engine.search(query))
    if found is None:
        return Answer(search_titles(query, text), DATABASE, DATABASE_NOTICE)
    name, page = found
    return Answer(page, name, "" if name == settings.SEARCH_ENGINE else STANDBY_NOTICE)


def suggest(prefix: str, limit: int) -> list[Suggestion]:
    """Return completions; none when no engine answers, because nobody waits for them."""
    found = _ask(lambda engine: engine.suggest(prefix, limit, state.indexable))
    return found[1] if found else []


def ask(question: Callable[[SearchEngine], T]) -> T | None:
    """Put any question to the engines in turn; None when none of them answers."""
    found = _ask(question)
    return found[1] if found else None


def vocabulary() -> Mapping[str, int] | None:
    """Return the words of the index with their document counts; None when no engine answers."""
    found = _ask(lambda engine: engine.vocabulary())
    return found[1] if found else None


def first_engine() -> SearchEngine:
    """Return the engine that is asked first; the same object as long as nobody configures it."""
    return engines.get_engine(configured_engines()[0])


def _ask(question: Callable[[SearchEngine], T]) -> tuple[str, T] | None:
    """Put a question to the first engine that answers it; return its name and the answer."""
    for name in configured_engines():
        breaker = breakers[name]
        if not breaker.allows():
            continue
        try:
            answer = question(engines.get_engine(name))
        except EngineUnavailable as error:
            breaker.failed()
            logger.warning("The search engine %s does not answer: %s", name, error)
        except Exception:
            # Our mistake (a refused query, a bug), not an outage: other queries may go well.
            breaker.succeeded()
            logger.exception("The search engine %s cannot answer this.", name)
        else:
            breaker.succeeded()
            return name, answer
    return None
