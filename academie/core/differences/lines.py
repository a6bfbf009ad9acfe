"""A difference in one line of plain text, for a mail and for a list of versions."""

from collections.abc import Iterable, Iterator

from academie.core.differences.change import Change, Kind

MOST_LETTERS = 90
"""What a line repeats of a value; a longer text is only said to be different."""


def as_lines(changes: Iterable[Change]) -> list[str]:
    """Return one sentence for each difference, a step's fields each on their own."""
    return [line for change in changes for line in _lines(change, "")]


def as_line(changes: Iterable[Change], most: int = 3) -> str:
    """Return what changed as one line: the first sentences, and how many there are more."""
    found = as_lines(changes)
    shown = " ".join(found[:most])
    rest = len(found) - most
    if rest <= 0:
        return shown
    return f"{shown} En nog {rest} {'verandering' if rest == 1 else 'veranderingen'}."


def _lines(change: Change, inside: str) -> Iterator[str]:
    name = f"{inside}, {change.label[:1].lower()}{change.label[1:]}" if inside else change.label
    match change.kind:
        case Kind.ADDED:
            yield _sentence(f"{name} is nieuw", change.title or change.after)
            return
        case Kind.REMOVED:
            yield _sentence(f"{name} is vervallen", change.title or change.before)
            return
        case Kind.MOVED:
            yield f"{name} was eerst {change.was[:1].lower()}{change.was[1:]}."
    if change.parts:
        for part in change.parts:
            yield from _lines(part, name)
    elif change.kind is Kind.CHANGED:
        yield _changed(name, change.before, change.after)


def _changed(name: str, before: str, after: str) -> str:
    if len(before) > MOST_LETTERS or len(after) > MOST_LETTERS or "\n" in before + after:
        return f"{name}: de tekst is veranderd."
    if not before:
        return _sentence(f"{name}: nu ingevuld", after)
    if not after:
        return _sentence(f"{name}: niet meer ingevuld, was", before)
    return f"{name}: was {_quoted(before)}, is nu {_quoted(after)}."


def _sentence(start: str, words: str) -> str:
    words = " ".join(words.split())
    if not words:
        return f"{start}."
    if len(words) > MOST_LETTERS:
        words = words[:MOST_LETTERS].rpartition(" ")[0] + " …"
    return f"{start}: {_quoted(words)}."


def _quoted(words: str) -> str:
    return f"‘{words}’"
