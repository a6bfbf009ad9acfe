"""Small sets of small numbers, each in one whole number."""

from collections.abc import Iterable, Iterator


def bits(mask: int) -> Iterator[int]:
    """Return the members, smallest first."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def mask_of(members: Iterable[int]) -> int:
    """Return the set of these members."""
    mask = 0
    for member in members:
        mask |= 1 << member
    return mask


def first(mask: int) -> int:
    """Return the smallest member of a set that is not empty."""
    return (mask & -mask).bit_length() - 1
