"""An item with all its files as one ZIP; the same content always gives the same bytes."""

import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.crypto import salted_hmac

from academie.outlet import licences
from academie.outlet.attachments import Attached, safe_name
from academie.outlet.records import Record

LARGEST = 60_000_000
"""Bytes of all files together; who wants more fetches them one by one."""
README = "LEESMIJ.txt"
_PIECE = 64 * 1024
_FIRST_YEAR = 1980


class _Outgoing:
    """What the archive wrote and nobody fetched yet."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, data: bytes, /) -> int:
        """Take bytes."""
        self._pieces.append(bytes(data))
        return len(data)

    def close(self) -> None:
        """Nothing is open."""

    def flush(self) -> None:
        """Nothing waits anywhere else."""

    def take(self) -> bytes:
        """Return them, once."""
        taken, self._pieces = b"".join(self._pieces), []
        return taken


def size_of(files: Sequence[Attached]) -> int:
    """Return how many bytes the files have; a lost one has none."""
    return sum(_size(one) for one in files)


def _size(one: Attached) -> int:
    if one.document.file_size:
        return int(one.document.file_size)
    try:
        return int(one.document.file.size)
    except OSError:
        return 0


def version_of(pdf_version: str, files: Sequence[Attached]) -> str:
    """Return what differs when the archive does; nobody can tell the hash of a file from it."""
    told = [
        (one.name, one.document.pk, one.document.file_hash, one.document.file_size) for one in files
    ]
    return salted_hmac("outlet.archive", repr((pdf_version, told)), algorithm="sha256").hexdigest()


def stream(record: Record, pdf: bytes, files: Sequence[Attached]) -> Iterator[bytes]:
    """Yield the archive piece by piece; one file at a time is open, and none in memory as a whole.

    A file that is lost on the disk is left out.
    """
    moment = _moment(record.modified)
    out = _Outgoing()
    present = []
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(_entry(pdf_name(record), moment), pdf)
        yield out.take()
        for one in files:
            if _is_there(one):
                present.append(one)
                yield from _copy(archive, out, one, moment)
        archive.writestr(_entry(README, moment), readme(record, present))
    yield out.take()


def pdf_name(record: Record) -> str:
    """Return the name of the item's PDF."""
    return f"{safe_name(record.title)}.pdf"


def readme(record: Record, files: Sequence[Attached]) -> bytes:
    """Return what somebody reads who finds the archive on a disk a year later."""
    changed = timezone.localtime(record.modified) if record.modified else None
    licence = licences.url(record.licence)
    maker = ", ".join(part for part in (record.maker, record.organisation) if part)
    lines = [
        record.title,
        "",
        "Dit komt van de Onderwijs-Zorg Academie.",
        f"Nieuwste versie: {record.url}",
        f"Blijvend adres:  {record.permanent_url}",
        f"Kaart:           {record.number}",
        f"Bijgewerkt op:   {changed:%d-%m-%Y}" if changed else "",
        f"Gemaakt door:    {maker}" if maker else "",
        f"Licentie:        {licences.words(record.licence)}",
        f"                 {licence}" if licence else "",
        "",
        "In dit bestand:",
        f"- {pdf_name(record)}: de kaart zelf",
        *(f"- {one.name}: {' '.join(one.title.split())}" for one in files),
    ]
    kept = [line for place, line in enumerate(lines) if line or place in (1, 10)]
    # Notepad wants both signs at the end of a line, and the mark at the start to know the letters.
    return ("\ufeff" + "\r\n".join(kept) + "\r\n").encode()


def _is_there(one: Attached) -> bool:
    file: Any = one.document.file
    return bool(file) and file.storage.exists(file.name)


def _copy(
    archive: zipfile.ZipFile, out: _Outgoing, one: Attached, moment: tuple[int, ...]
) -> Iterator[bytes]:
    with (
        one.document.file.storage.open(one.document.file.name, "rb") as source,
        archive.open(_entry(one.name, moment), "w") as target,
    ):
        while piece := source.read(_PIECE):
            target.write(piece)
            yield out.take()


def _entry(name: str, moment: tuple[int, ...]) -> zipfile.ZipInfo:
    # Office files and PDFs are compressed already.
    entry = zipfile.ZipInfo(name, moment)  # type: ignore[arg-type]
    entry.external_attr = 0o644 << 16
    entry.create_system = 3
    return entry


def _moment(changed: datetime | None) -> tuple[int, int, int, int, int, int]:
    """Return a time that the format can hold: from 1980 on, in even seconds."""
    local = timezone.localtime(changed) if changed else None
    if local is None or local.year < _FIRST_YEAR:
        return (_FIRST_YEAR, 1, 1, 0, 0, 0)
    return (local.year, local.month, local.day, local.hour, local.minute, local.second // 2 * 2)
