"""What the database says should be in an index, held against what is in it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from search.engines.base import Generation, SearchEngine
from search.models import SearchChange, SearchOutbox
from search.sources import sources
from search.sync.counter import current_version
from search.sync.state import group_by_source

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Differences:
    """Keys by what is wrong with them; `checked` documents were compared.

    `missing` belongs in the index and is not there, `surplus` is there and does not belong,
    `outdated` is there in an older version than the last change, `ahead` carries a version that
    the database never gave out (it is older than the index: a backup was put back). What still
    stands in the outbox is under way (or known to be refused) and counts as no difference; nor
    does what went by the clock alone, and is about to be taken off.
    """

    checked: int = 0
    missing: list[str] = field(default_factory=list)
    surplus: list[str] = field(default_factory=list)
    outdated: list[str] = field(default_factory=list)
    ahead: list[str] = field(default_factory=list)
    highest: int = 0

    @property
    def keys(self) -> list[str]:
        """Every key with a difference, each once."""
        found = (*self.missing, *self.surplus, *self.outdated, *self.ahead)
        return list(dict.fromkeys(found))

    def __bool__(self) -> bool:
        return bool(self.missing or self.surplus or self.outdated or self.ahead)

    def that_stay(self, later: "Differences") -> "Differences":
        """Return what is wrong in the same way at a later look."""
        return Differences(
            checked=later.checked,
            missing=_in_both(self.missing, later.missing),
            surplus=_in_both(self.surplus, later.surplus),
            outdated=_in_both(self.outdated, later.outdated),
            ahead=_in_both(self.ahead, later.ahead),
            highest=later.highest,
        )


def compare(
    engine: SearchEngine, *, generation: Generation | None = None, after: int = 0
) -> Differences:
    """Compare ids and versions of database and index. May raise `EngineUnavailable`.

    Reads no document: a hundred thousand take seconds. What is published meanwhile is no
    difference, so this may run at any time. Of what waits in the outbox only rows later than the
    version `after` excuse a difference.

    A difference counts when it is still there at a second look: between our look at the index and
    our look at the outbox another process may have sent the change and taken its row away.
    """
    found = _look(engine, generation, after)
    return found.that_stay(_look(engine, generation, after)) if found else found


def _in_both(earlier: Sequence[str], later: Sequence[str]) -> list[str]:
    known = set(later)
    return [key for key in earlier if key in known]


def _look(engine: SearchEngine, generation: Generation | None, after: int) -> Differences:
    began = current_version()
    engine.refresh()
    indexed = dict(engine.versions(generation=generation))
    last = current_version()
    expected: dict[str, int] = {}
    for chunk in chunks(all_keys()):
        expected |= dict.fromkeys(chunk, 0) | last_changes(chunk)
    found = Differences(
        checked=len(expected.keys() | indexed.keys()),
        missing=sorted(expected.keys() - indexed.keys()),
        surplus=sorted(indexed.keys() - expected.keys()),
        outdated=sorted(k for k, seq in expected.items() if k in indexed and indexed[k] < seq),
        ahead=sorted(key for key, version in indexed.items() if version > last),
        highest=max(indexed.values(), default=0),
    )
    return _settled(engine.name, found, began, after) if found else found


def last_changes(keys: Sequence[str]) -> dict[str, int]:
    """Return the version of the last change of those of these keys that ever changed."""
    rows = SearchChange.objects.filter(doc_key__in=keys)
    return dict(rows.values_list("doc_key", "seq"))


def all_keys() -> Iterator[str]:
    """Yield every key that belongs in an index."""
    for source in sources():
        yield from source.keys()


def chunks(keys: Iterable[str], size: int = CHUNK) -> Iterator[list[str]]:
    """Yield the keys in lists of at most `size`."""
    iterator = iter(keys)
    while chunk := list(islice(iterator, size)):
        yield chunk


def _settled(engine: str, found: Differences, began: int, after: int) -> Differences:
    """Leave out what has a row in the outbox, what changed meanwhile, and what just lapsed.

    The row of a wide change stands for every document that it touches.
    """
    waiting = SearchOutbox.objects.filter(engine=engine, seq__gt=after)
    hints = waiting.exclude(hint="").values_list("hint", flat=True)
    busy = {key for hint in hints for source in sources() for key in source.expand(hint)}
    for chunk in chunks(found.keys):
        rows = waiting.filter(doc_key__in=chunk)
        busy |= set(rows.values_list("doc_key", flat=True))
        busy |= {key for key, seq in last_changes(chunk).items() if seq > began}
    lapsed = {
        key
        for chunk in chunks(found.surplus)
        for source, own in group_by_source(chunk)
        for key in source.lapsed(own)
    }
    return Differences(
        checked=found.checked,
        missing=[key for key in found.missing if key not in busy],
        surplus=[key for key in found.surplus if key not in busy | lapsed],
        outdated=[key for key in found.outdated if key not in busy],
        ahead=found.ahead,
        highest=found.highest,
    )
