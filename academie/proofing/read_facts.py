"""The program that opens one file and says what it tells about itself: ``read_facts pdf <path>``.

Runs without Django, in a process of its own (academie.proofing.file_facts).
"""

import json
import resource
import sys
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

MEMORY = 512 * 1024 * 1024
CPU_SECONDS = 10
MOST_XML = 1_000_000

_TITLE_PARTS = {"odt": "meta.xml"}
_DEFAULT_PART = "docProps/core.xml"


def pdf_facts(path: str) -> dict[str, bool]:
    """Return whether a PDF has tags, a title and a language."""
    from pypdf import PdfReader

    reader = PdfReader(path)
    root: Any = reader.trailer["/Root"]
    marks: Any = root.get("/MarkInfo") or {}
    title = (reader.metadata.title if reader.metadata else "") or ""
    return {
        "tagged": bool(marks.get("/Marked")) and "/StructTreeRoot" in root,
        "title": bool(title.strip()),
        "language": bool(str(root.get("/Lang") or "").strip()),
    }


def office_facts(path: str, kind: str) -> dict[str, bool]:
    """Return whether an office file has a title among its properties."""
    with zipfile.ZipFile(path) as archive:
        name = _TITLE_PARTS.get(kind, _DEFAULT_PART)
        if name not in archive.namelist():
            return {"title": False}
        with archive.open(name) as part:
            xml = part.read(MOST_XML).decode("utf-8", "replace")
    begin = xml.find("<dc:title>")
    end = xml.find("</dc:title>", begin)
    return {"title": begin >= 0 and bool(xml[begin + len("<dc:title>") : end].strip())}


def main(arguments: list[str]) -> None:
    """Print the facts of one file as JSON; '{}' when it tells nothing."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    kind, path = arguments
    look: Callable[[], Mapping[str, bool]] = (
        (lambda: pdf_facts(path)) if kind == "pdf" else (lambda: office_facts(path, kind))
    )
    try:
        facts = look()
    except Exception:  # noqa: BLE001 - a broken file fails in any way it likes
        facts = {}
    sys.stdout.write(json.dumps(facts))


if __name__ == "__main__":
    main(sys.argv[1:])
