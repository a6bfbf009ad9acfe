"""Back from an ending to the whole word, by the rules of Dutch spelling."""

import re
from collections.abc import Iterator

_LONG = re.compile(r"(aa|ee|oo|uu)([^aeiou])$")
_SHORT = re.compile(r"(?:^|[^aeiou])[aeiou][^aeiouwxjy]$")
_VOICED = {"s": "z", "f": "v"}


def infinitives(stem: str) -> Iterator[str]:
    """Yield what the infinitive of a stem could be by the rules of Dutch spelling."""
    last = stem[-1:]
    if long := _LONG.search(stem):
        short = stem[: long.start()] + long[1][0]
        yield short + _VOICED.get(last, last) + "en"
        yield short + last + "en"
    elif _SHORT.search(stem):
        yield stem + last + "en"
    elif last in _VOICED:
        yield stem[:-1] + _VOICED[last] + "en"
    yield stem + "en"
    yield stem + "n"


def singulars(plural: str) -> Iterator[str]:
    """Yield what the singular of a plural could be: coaches, kinderen, gesprekken, verhalen."""
    for ending in ("s", "es", "n", "en", "eren"):
        if plural.endswith(ending):
            yield plural[: -len(ending)]
    if plural.endswith("en"):
        stem = plural[:-2]
        if stem[-1:] == stem[-2:-1] and stem[-1:] not in "aeiou":
            yield stem[:-1]
        elif _SHORT.search(stem):
            last = {"z": "s", "v": "f"}.get(stem[-1], stem[-1])
            yield stem[:-1] + stem[-2] + last
