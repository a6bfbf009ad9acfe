"""Numbers that somebody sends as text."""

_MOST_DIGITS = 18
"""More than any row has, and what every database still takes as a number."""


def whole_number(text: str) -> int | None:
    """Return the number that a text of digits writes; None for every other text.

    Python reads far more as a number (spaces, underlines, other scripts), and refuses thousands of
    digits with an error; here all of that is no number.
    """
    plain = text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS
    return int(text) if plain else None
