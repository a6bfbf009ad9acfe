"""Zip files (docx, xlsx, pptx, odt): what is inside, without unpacking to disk."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO, Any

from django.core.exceptions import ValidationError

from academie.core.uploads import messages
from academie.core.uploads.signatures import VirusScan

MAX_ENTRIES = 2_000
MAX_UNPACKED = 100 * 1024 * 1024
MAX_RATIO = 100
# Small files of repeated XML pack very well; below this size the ratio says nothing.
RATIO_FROM = 5 * 1024 * 1024
CHUNK = 256 * 1024

# What zipfile is known to raise on a damaged or foreign archive.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    UnicodeError,
    ValueError,
)
MACRO_NAMES = ("vbaproject.bin", "vbadata.xml", "vbaprojectsignature.bin")
MACRO_FOLDERS = ("basic/", "scripts/", "word/activex/", "xl/activex/", "ppt/activex/")
PROGRAM_ENDINGS = {
    ".bat",
    ".cmd",
    ".dll",
    ".exe",
    ".hta",
    ".jar",
    ".js",
    ".msi",
    ".ps1",
    ".scr",
    ".vbs",
}
CONTENT_TYPES = "[Content_Types].xml"
# The folder that holds the main part of each kind of Office file.
OFFICE_FOLDERS = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
ODF_TYPES = {"odt": b"application/vnd.oasis.opendocument.text"}
ENCRYPTED_FLAG = 0x1


def check_archive(file: IO[bytes] | Any, extension: str) -> None:
    """Refuse an archive that is no real ``extension`` file or that can do harm.

    Raises ``ValidationError``. Every entry is read once, so a damaged one is found too.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            _check_size(entries)
            if any(entry.flag_bits & ENCRYPTED_FLAG for entry in entries):
                raise ValidationError(messages.ENCRYPTED, code="encrypted")
            _check_kind(archive, entries, extension)
            _check_names(entries)
            for entry in entries:
                _read(archive, entry)
    except BROKEN as error:
        raise ValidationError(messages.DAMAGED, code="damaged") from error


def _check_size(entries: list[zipfile.ZipInfo]) -> None:
    """The declared sizes are enough: ``zipfile`` never reads past them."""
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    bomb = unpacked > RATIO_FROM and unpacked > MAX_RATIO * max(packed, 1)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or bomb:
        raise ValidationError(messages.UNPACKS_TOO_BIG, code="zip_bomb")


def _check_kind(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], extension: str) -> None:
    names = [entry.filename for entry in entries]
    if extension in ODF_TYPES:
        fits = "mimetype" in names and archive.read("mimetype").strip() == ODF_TYPES[extension]
    else:
        folder = OFFICE_FOLDERS[extension]
        fits = CONTENT_TYPES in names and any(name.startswith(folder) for name in names)
        if fits and b"macroenabled" in archive.read(CONTENT_TYPES).lower():
            raise ValidationError(messages.MACROS, code="macros")
    if not fits:
        raise ValidationError(
            messages.WRONG_CONTENT, code="wrong_content", params={"extension": extension}
        )


def _check_names(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename.lower() for entry in entries]
    if any(name.endswith(MACRO_NAMES) or name.startswith(MACRO_FOLDERS) for name in names):
        raise ValidationError(messages.MACROS, code="macros")
    if any(PurePosixPath(name).suffix in PROGRAM_ENDINGS for name in names):
        raise ValidationError(messages.PROGRAM_INSIDE, code="program")
    if any(name.startswith("/") or ".." in name.split("/") for name in names):
        raise ValidationError(messages.DAMAGED, code="damaged")


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Read to the end, which checks the sum of the content, and look for a known virus."""
    scan = VirusScan()
    with archive.open(entry) as content:
        for chunk in _chunks(content):
            scan.feed(chunk)


def _chunks(content: IO[bytes]) -> Iterator[bytes]:
    while chunk := content.read(CHUNK):
        yield chunk
