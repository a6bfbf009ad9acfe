"""Where other apps say who may see the files of a draft besides those who may see the draft."""

from collections.abc import Callable, Collection

from django.http import HttpRequest

Key = Callable[[HttpRequest, Collection[int]], bool]

_keys: list[Key] = []


def register_key(key: Key) -> None:
    """Add a rule: the request and the pages whose draft or text shows a file -> may she see it.

    Asked only about a file that is not for everybody, for anonymous readers too, so a rule should
    begin with what costs nothing (is there a cookie or a token at all?). A holder of a reading link
    for one of the pages gets the images and documents of that page in this way.
    """
    if key not in _keys:
        _keys.append(key)


def fits_a_key(request: HttpRequest, pages: Collection[int]) -> bool:
    """Return whether some rule lets this asker see the files of one of these pages."""
    return bool(pages) and any(key(request, pages) for key in _keys)
