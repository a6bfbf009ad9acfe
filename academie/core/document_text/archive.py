"""Office files before anything reads them: no bomb, no macro, no entity."""

import zipfile
from typing import IO
from xml.parsers import expat

from django.core.exceptions import ValidationError

from academie.core.document_text.outcome import REFUSED, UNREADABLE, CannotReadError
from academie.core.uploads.archives import check_archive

_CHUNK = 64 * 1024
_STATES = {"damaged": UNREADABLE, "encrypted": UNREADABLE}
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def check_office_file(file: IO[bytes], extension: str) -> None:
    """Refuse what an upload would refuse, and XML that declares anything of its own.

    The file may be older than the rules for uploads, or have come past them. Raises
    ``CannotReadError``; leaves the file at its begin.
    """
    file.seek(0)
    if file.read(len(_OLD_OFFICE)) == _OLD_OFFICE and _ENCRYPTED in file.read():
        raise CannotReadError(UNREADABLE, "encrypted")
    file.seek(0)
    try:
        check_archive(file, extension)
    except ValidationError as error:
        code = str(error.code)
        raise CannotReadError(_STATES.get(code, REFUSED), code) from error
    file.seek(0)
    with zipfile.ZipFile(file) as archive:
        for entry in archive.infolist():
            with archive.open(entry) as content:
                refuse_declarations(content)
    file.seek(0)


def refuse_declarations(content: IO[bytes]) -> None:
    """Raise ``CannotReadError`` for XML with a document type: the only place for entities.

    It stands before the first element, so reading stops there. What is no XML is none of ours.
    """
    root_seen: list[str] = []
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = lambda name, attributes: root_seen.append(name)
    try:
        while not root_seen and (chunk := content.read(_CHUNK)):
            parser.Parse(chunk, False)
    except expat.ExpatError:
        return


def _refuse(*doctype: object) -> None:
    raise CannotReadError(REFUSED, "xml_entities")
