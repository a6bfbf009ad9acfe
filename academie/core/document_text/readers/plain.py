"""Plain text."""

from typing import IO

from academie.core.document_text.outcome import UNREADABLE, CannotReadError, Outcome
from academie.core.document_text.pieces import Pieces

_BYTES_A_SIGN = 4


def read(file: IO[bytes], pieces: Pieces) -> Outcome:
    """Read as UTF-8 when it is that, otherwise as Windows wrote it in this part of the world."""
    content = file.read(_BYTES_A_SIGN * pieces.limits.characters)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", errors="replace")
    elif b"\0" in content:
        raise CannotReadError(UNREADABLE, "wrong_content")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", errors="replace")
    pieces.add(text)
    return pieces.outcome()
