"""The audit: is what is found what is published? Repairs go the way of every other change."""

from search import engines
from search.sync import outbox
from search.sync.compare import Differences, compare
from search.sync.counter import overtake


def verify(name: str, *, repair: bool = False) -> Differences:
    """Compare database and index of one engine; with `repair` note every difference to be done.

    Returns what was found. May raise `EngineUnavailable`.
    """
    engine = engines.get_engine(name)
    found = compare(engine)
    if repair and found:
        if found.ahead:
            overtake(found.highest)
        outbox.enqueue(found.keys, using=[name])
    return found
