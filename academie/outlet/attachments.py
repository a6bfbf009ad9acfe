"""The files that belong to an item, as far as everybody may have them."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from academie.core.document_text.attached import documents_on, own_child_relations
from academie.outlet.paper.links import open_documents

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_RESERVED = {"con", "prn", "aux", "nul", *(f"{p}{n}" for p in ("com", "lpt") for n in range(1, 10))}
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Attached:
    """One file: the document, the name that the page gives it, and its name in the archive."""

    document: Any
    title: str
    name: str


def attached_to(page: Any) -> list[Attached]:
    """Return the open files of a page in reading order, under names of their own."""
    named: Mapping[int, str] = documents_on(page, own_child_relations(type(page)))
    known = {one.pk: one for one in open_documents(set(named))}
    found = [
        (known[pk], title.strip() or known[pk].title) for pk, title in named.items() if pk in known
    ]
    names = unique_names((title, document.file_extension or "bin") for document, title in found)
    return [
        Attached(document, title, name)
        for (document, title), name in zip(found, names, strict=True)
    ]


def unique_names(files: Iterable[tuple[str, str]]) -> list[str]:
    """Return a name for each (title, extension) that every system can write, each another one.

    Only letters, digits and dashes of ASCII: no path, no hidden file, no name that Windows keeps
    for itself, and none that differs from another by capitals only.
    """
    names: list[str] = []
    taken: set[str] = set()
    for title, extension in files:
        base, suffix = safe_name(title), safe_name(extension).lower()
        name, number = f"{base}.{suffix}", 2
        while name.lower() in taken:
            name, number = f"{base}-{number}.{suffix}", number + 1
        taken.add(name.lower())
        names.append(name)
    return names


def safe_name(text: str) -> str:
    """Return words as the name of a file without its extension; 'bestand' for none."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    name = _UNSAFE.sub("-", plain).strip("-._")[:LONGEST].rstrip("-._")
    return "bestand" if not name else f"{name}-bestand" if name.lower() in _RESERVED else name
