"""Who keeps an item, for whoever has news about it. The shelves answer; nobody else knows them."""

from collections.abc import Callable, Iterable

Find = Callable[[int], Iterable[int]]

_finders: list[Find] = []


def register_savers(find: Find) -> None:
    """Add a source: page number -> numbers of the accounts that saved the page."""
    if find not in _finders:
        _finders.append(find)


def savers_of(page_id: int) -> set[int]:
    """Return the accounts that saved a page, each once."""
    return {user for find in _finders for user in find(page_id)}
