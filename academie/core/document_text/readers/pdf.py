"""PDF files, by pypdf."""

from typing import IO

from pypdf import PasswordType, PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError

from academie.core.document_text.outcome import (
    REFUSED,
    UNREADABLE,
    CannotReadError,
    Outcome,
)
from academie.core.document_text.pieces import Pieces

_HEAD = 1024


def read(file: IO[bytes], pieces: Pieces) -> Outcome:
    """Read page after page until there is enough; a page that cannot be read is left out."""
    if b"%PDF-" not in file.read(_HEAD):
        raise CannotReadError(REFUSED, "wrong_content")
    file.seek(0)
    try:
        return _read(PdfReader(file, strict=False), pieces)
    except LimitReachedError as error:
        raise CannotReadError(REFUSED, "pdf_bomb") from error
    except (DependencyError, FileNotDecryptedError) as error:
        raise CannotReadError(UNREADABLE, "encrypted") from error


def _read(reader: PdfReader, pieces: Pieces) -> Outcome:
    # Many files that everybody can open have a password for changing them only.
    if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
        raise CannotReadError(UNREADABLE, "encrypted")
    count, unread = len(reader.pages), 0
    for number in range(count):
        if pieces.full() or number >= pieces.limits.pages:
            pieces.cut = True
            break
        try:
            text = reader.pages[number].extract_text()
        except (LimitReachedError, DependencyError, FileNotDecryptedError, MemoryError):
            raise
        except Exception:  # noqa: BLE001 - the library raises whatever a bad page leads to
            unread += 1
            continue
        pieces.add(f"{text}\n")
    if unread and unread == min(count, pieces.limits.pages):
        raise CannotReadError(UNREADABLE, "damaged")
    pieces.cut |= bool(unread)
    return pieces.outcome(join_lines=True)
