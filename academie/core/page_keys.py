"""The key of a page in the index, and the way back."""

SOURCE = "page"


def key_of(pk: int) -> str:
    """Return the key of a page in the index."""
    return f"{SOURCE}:{pk}"


def pk_of(key: str) -> int | None:
    """Return the primary key in a key; None for a key that is no page's."""
    source, _, number = key.partition(":")
    return int(number) if source == SOURCE and number.isascii() and number.isdigit() else None
