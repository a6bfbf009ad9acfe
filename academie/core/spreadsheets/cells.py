"""What people typed, made harmless for a spreadsheet: a cell never becomes a formula."""

import unicodedata

# What programs for spreadsheets take for the start of a formula, after NFKC; these signs look
# like a minus and have no plain form.
_STARTS = ("=", "+", "-", "@", "|", "%")
_MINUSES = frozenset("−‐‑‒–—―")
_QUOTE = "'"
# Control, format (zero width, direction), surrogate and not-a-character codes: nothing to read.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Cn", "Co"})


def clean_cell(value: str) -> str:
    """Return the text on one line without signs that nobody sees, and without outer spaces."""
    spaced = "".join(" " if char in "\t\r\n\x0b\x0c\x85\u2028\u2029" else char for char in value)
    return "".join(char for char in spaced if unicodedata.category(char) not in _UNSEEN).strip()


def looks_like_formula(value: str) -> bool:
    """Return whether a spreadsheet may take a cleaned text for a formula."""
    plain = unicodedata.normalize("NFKC", value[:1]).lstrip()
    return plain.startswith(_STARTS) or value[:1] in _MINUSES


def csv_cell(value: str) -> str:
    """Return the text for a CSV file: '+31 6' becomes "'+31 6", which shows as text."""
    cleaned = clean_cell(value)
    return _QUOTE + cleaned if looks_like_formula(cleaned) else cleaned
