"""The public set: LibreOffice's Dutch help pages and the index entries people wrote for them.

The text (MPL-2.0) comes from the Debian package libreoffice-help-nl by the system's own apt. It
is kept outside the project and never committed. An index entry is a query that somebody who knows
the page thought of; it stands in the page's metadata, not in its text. Relevant are the pages that
carry it.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from search.analysis.stopwords import STOPWORDS
from search.analysis.tokens import split_words
from search.documents import Document, clean_text
from tests.quality.sets import JudgedSet, Query

PACKAGE = "libreoffice-help-nl"
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "onderwijs-zorg-academie"
SOURCE = "hulp"
IN_TITLE, IN_TEXT, MISSING = "in the title", "in the text", "word missing"

_TEXT = "usr/share/libreoffice/help/nl/text"
_MIN_BODY = 80
_MAX_PAGES = 5
"""An entry that more pages carry says too little about which of them is meant."""

_PUBLISHED = datetime(2024, 1, 1, tzinfo=UTC)
_REFERENCE = re.compile(r"\bzie(?: ook\b|:)")

Page = Mapping[str, str | list[str]]


class Unavailable(Exception):
    """The package, or a program to fetch it with, cannot be had here; the text says why."""


def load() -> JudgedSet:
    """Return the set. Raises `Unavailable` with a sentence for the reader."""
    pages = _pages(_archive())
    documents = {str(page["path"]): _document(page) for page in pages}
    return JudgedSet("LibreOffice", documents, make_queries(pages))


def make_queries(pages: Sequence[Page]) -> list[Query]:
    """Return every index entry as a query, in a fixed order.

    The kind says how hard it is: all words in the title of a page that carries it, or a word that
    is in none of those pages at all, or something between.
    """
    carried: defaultdict[str, dict[str, int]] = defaultdict(dict)
    titles, texts = {}, {}
    for page in pages:
        path = str(page["path"])
        titles[path] = _words(str(page["title"]))
        texts[path] = titles[path] | _words(str(page["body"]))
        for entry in page["entries"]:
            if text := _query(entry):
                carried[text][path] = 3
    return [
        Query(text, _kind(words, [titles[p] for p in found], [texts[p] for p in found]), found)
        for text, found in sorted(carried.items())
        if len(found) <= _MAX_PAGES and (words := _telling(text))
    ]


def read_page(path: str, html: str) -> Page | None:
    """Return what a help page says and its index entries; None for one without text."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(html, "html.parser")
    area = soup.find(id="DisplayArea")
    if area is None:
        return None
    entries = [
        clean_text(meta.get("content", ""))
        for meta in area.find_all("meta", attrs={"itemprop": "keywords"})
    ]
    for extra in area.find_all(["script", "style", "audio"]):
        extra.decompose()
    blocks = [clean_text(one.get_text(" ")) for one in area.find_all(["p", "h1", "h2", "h3"])]
    body = "\n".join(block for block in blocks if block)
    heading = area.find(["h1", "h2"])
    title = clean_text(soup.title.get_text(" ")) if soup.title else ""
    if not title and heading is not None:
        title = clean_text(heading.get_text(" "))
    if len(body) < _MIN_BODY or not title:
        return None
    return {
        "path": path,
        "title": title,
        "body": body,
        "entries": [entry for entry in entries if entry],
    }


def _document(page: Page) -> Document:
    path = str(page["path"])
    return Document(
        key=f"{SOURCE}:{path}",
        type="pagina",
        title=str(page["title"]),
        url=f"/{path}",
        published=_PUBLISHED,
        body=str(page["body"]),
    )


def _query(entry: str) -> str:
    """Return an entry as somebody would type it: levels and commas are spaces."""
    if _REFERENCE.search(entry):
        return ""
    return clean_text(re.sub(r"\s*--\s*|[,;]\s*", " ", entry)).lower()


def _kind(words: set[str], titles: Sequence[set[str]], texts: Sequence[set[str]]) -> str:
    if any(words <= title for title in titles):
        return IN_TITLE
    if all(any(len(w) >= 4 and w not in text for w in words) for text in texts):
        return MISSING
    return IN_TEXT


def _words(text: str) -> set[str]:
    return {raw.word for raw in split_words(clean_text(text))}


def _telling(text: str) -> set[str]:
    return {word for word in _words(text) if word not in STOPWORDS and len(word) > 1}


def _pages(archive: Path) -> list[Page]:
    """Return the pages of a package; reading them takes long, so that is kept beside it."""
    own_code = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:8]
    kept = archive.with_name(f"{archive.stem}-{own_code}.jsonl")
    if not kept.exists():
        lines = [json.dumps(page, ensure_ascii=False) for page in _read(archive)]
        part = kept.with_suffix(".part")
        part.write_text("\n".join(lines), encoding="utf-8")
        for older in archive.parent.glob(f"{archive.stem}-*.jsonl"):
            older.unlink()
        part.rename(kept)
    return [json.loads(line) for line in kept.read_text(encoding="utf-8").splitlines()]


def _read(archive: Path) -> Iterator[Page]:
    with tempfile.TemporaryDirectory(prefix="academie-quality-") as folder:
        _run(["dpkg", "-x", str(archive), folder])
        base = Path(folder) / _TEXT
        for file in sorted(base.rglob("*.html")):
            html = file.read_text(encoding="utf-8")
            if page := read_page(file.relative_to(base).as_posix(), html):
                yield page


def _archive() -> Path:
    """Return the package file, fetched when it is not there yet."""
    folder = CACHE / "quality"
    if found := sorted(folder.glob(f"{PACKAGE}_*.deb")):
        return found[-1]
    for program in ("apt-get", "dpkg"):
        if not shutil.which(program):
            raise Unavailable(f"there is no {program} here, so {PACKAGE} cannot be fetched")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as part:
        _run(["apt-get", "download", "-q", PACKAGE], part)
        files = list(Path(part).glob("*.deb"))
        if not files:
            raise Unavailable(f"apt-get brought no {PACKAGE}")
        return files[0].rename(folder / files[0].name)


def _run(command: list[str], folder: str | None = None) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        last = (done.stderr.strip() or "no reason given").splitlines()[-1]
        raise Unavailable(f"{' '.join(command[:2])} {PACKAGE} failed: {last}")
