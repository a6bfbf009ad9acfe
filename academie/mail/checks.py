"""What may stand in a mail: nothing by which somebody can add lines or recipients."""

import re
import unicodedata
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from search.documents import clean_text

MAX_ADDRESS = 254
MAX_SUBJECT = 200

# Quoted names, comments and lists are valid in an address book; a person's own address has none.
_PLAIN_ADDRESS = re.compile(r"[^\s\x00-\x1f\x7f\"'(),:;<>\[\]\\@]+@[^\s\x00-\x1f\x7f@]+")
_HEADER_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,60}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")
_CONTENT_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+(?:; ?[a-z]+=[A-Za-z0-9-]+)*")
_OURS = frozenset(
    {
        "auto-submitted",
        "bcc",
        "cc",
        "date",
        "from",
        "message-id",
        "mime-version",
        "resent-to",
        "return-path",
        "sender",
        "subject",
        "to",
    }
)


def clean_address(address: str) -> str:
    """Return the one address in its one spelling. Raises `ValueError` for anything else.

    Lower case, no wide letters, nothing that cannot be seen (a copied address often brings a space
    without width), and a domain outside ASCII as people read it, not as `xn--`.
    The message of the error never holds what was given: it ends up in logs.
    """
    cleaned = address.strip().lower()
    if not cleaned.isascii() or "xn--" in cleaned:
        cleaned = _one_spelling(cleaned)
    if len(cleaned) > MAX_ADDRESS or not _PLAIN_ADDRESS.fullmatch(cleaned):
        raise ValueError("This is not one plain mail address.")
    try:
        validate_email(cleaned)
    except ValidationError:
        raise ValueError("This is not one plain mail address.") from None
    return cleaned


def _one_spelling(address: str) -> str:
    seen = (one for one in address if unicodedata.category(one) != "Cf")
    plain = unicodedata.normalize("NFKC", "".join(seen)).strip().lower()
    name, at, domain = plain.rpartition("@")
    return name + at + ".".join(map(_as_read, domain.split(".")))


def _as_read(label: str) -> str:
    """Return a part of a domain as people read it; one that stands for nothing stays as it is."""
    try:
        return label.encode("ascii").decode("idna") if label.startswith("xn--") else label
    except UnicodeError:
        return label


def clean_subject(subject: str) -> str:
    """Return the subject on one line. Raises `ValueError` when nothing is left."""
    cleaned = _CONTROL.sub(" ", clean_text(subject))[:MAX_SUBJECT].strip()
    if not cleaned:
        raise ValueError("A mail needs a subject.")
    return cleaned


def check_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """Return the headers. Raises `ValueError` for one that is ours, or that holds a line break."""
    for name, value in headers.items():
        lowered = name.lower()
        if not _HEADER_NAME.fullmatch(name) or lowered in _OURS or lowered.startswith("content-"):
            raise ValueError(f"The header {name!r} cannot be given.")
        if _CONTROL.search(value):
            raise ValueError(f"The header {name} holds a line break.")
    return dict(headers)


def check_attachment(name: str, content_type: str) -> None:
    """Raise `ValueError` for a name or a type that could break out of its header."""
    if not name or len(name) > 100 or _CONTROL.search(name) or "/" in name or '"' in name:
        raise ValueError("An attachment needs a plain file name.")
    if not _CONTENT_TYPE.fullmatch(content_type):
        raise ValueError("An attachment needs a plain content type.")
