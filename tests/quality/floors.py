"""What the measured quality may not go below."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

FILE = Path(__file__).with_name("floors.toml")


def broken(found: Mapping[str, float], floors: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    """Yield a sentence for each figure that is too low, or too high where less is better.

    A figure that was not measured breaks nothing here; see `missing`.
    """
    for name, least in floors["at_least"].items():
        if name in found and found[name] < least:
            yield f"{name} is {found[name]:.4f}, and may not be below {least}."
    for name, most in floors["at_most"].items():
        if name in found and found[name] > most:
            yield f"{name} is {found[name]:.4f}, and may not be above {most}."


def missing(found: Mapping[str, float], floors: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    """Yield a sentence for each floor whose figure was not measured."""
    for names in floors.values():
        for name in names:
            if name not in found:
                yield f"{name} was not measured."


def read(*, fast: bool) -> dict[str, dict[str, float]]:
    """Return the floors of a fast or of a full run."""
    sections = tomllib.loads(FILE.read_text(encoding="utf-8"))
    own = sections["fast" if fast else "full"]
    return {name: {**limits, **own.get(name, {})} for name, limits in sections["always"].items()}
