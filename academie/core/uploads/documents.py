"""Documents: what they are called, how big they are, and what they really are."""

from collections.abc import Callable
from pathlib import PurePosixPath

import filetype
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.template.defaultfilters import filesizeformat

from academie.core.uploads import messages
from academie.core.uploads.archives import CHUNK, check_archive
from academie.core.uploads.signatures import VirusScan

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
PDF_MAGIC = b"%PDF-"
PDF_END = b"%%EOF"
HEAD = 8192


def check_document(file: File, name: str | None = None) -> None:
    """Refuse a document that is not what it says, is too big, or can do harm.

    The file is left at its begin. Raises ``ValidationError`` with a Dutch sentence.
    """
    extension = PurePosixPath(name or file.name or "").suffix.lower().removeprefix(".")
    _check_extension(extension)
    _check_size(file.size)
    try:
        file.seek(0)
        head = file.read(HEAD)
        _scan(file)
        file.seek(0)
        CONTENT_CHECKS[extension](file, head, extension)
    finally:
        file.seek(0)


def _check_extension(extension: str) -> None:
    allowed = settings.WAGTAILDOCS_EXTENSIONS
    if extension not in allowed or extension not in CONTENT_CHECKS:
        raise ValidationError(
            messages.WRONG_EXTENSION,
            code="invalid_extension",
            params={"extension": extension or "onbekend", "allowed": ", ".join(allowed)},
        )


def _check_size(size: int) -> None:
    limit = settings.WAGTAILDOCS_MAX_UPLOAD_SIZE
    if not size:
        raise ValidationError(messages.EMPTY, code="empty")
    if size > limit:
        raise ValidationError(
            messages.TOO_BIG,
            code="file_too_large",
            params={"file_size": filesizeformat(size), "max_filesize": filesizeformat(limit)},
        )


def _scan(file: File) -> None:
    scan = VirusScan()
    file.seek(0)
    while chunk := file.read(CHUNK):
        scan.feed(chunk)


def _wrong_content(extension: str) -> ValidationError:
    return ValidationError(
        messages.WRONG_CONTENT, code="wrong_content", params={"extension": extension}
    )


def _check_pdf(file: File, head: bytes, extension: str) -> None:
    kind = filetype.guess(head)
    if not head.startswith(PDF_MAGIC) or kind is None or kind.mime != "application/pdf":
        raise _wrong_content(extension)
    if PDF_END not in file.read():
        raise ValidationError(messages.DAMAGED, code="damaged")


def _check_zip(file: File, head: bytes, extension: str) -> None:
    # Office keeps a file with a password in the container that it used before zip.
    if head.startswith(OLE_MAGIC) and ENCRYPTED_PACKAGE in file.read():
        raise ValidationError(messages.ENCRYPTED, code="encrypted")
    if not head.startswith(b"PK\x03\x04"):
        raise _wrong_content(extension)
    check_archive(file, extension)


def _check_text(file: File, head: bytes, extension: str) -> None:
    content = file.read()
    if b"\0" in content or filetype.guess(head) is not None:
        raise _wrong_content(extension)


CONTENT_CHECKS: dict[str, Callable[[File, bytes, str], None]] = {
    "docx": _check_zip,
    "odt": _check_zip,
    "pdf": _check_pdf,
    "pptx": _check_zip,
    "txt": _check_text,
    "xlsx": _check_zip,
}
