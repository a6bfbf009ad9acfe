"""Sets documents apart from the site: a few at a time, each within limits, none twice in a row.

A crawler that asks for every item cannot eat the machine: who finds no press free within a moment
is told to come back. What was made is kept in this process, up to a bound.
"""

import json
import logging
import subprocess
import sys
import tempfile
from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path
from threading import BoundedSemaphore, Lock
from typing import Any

from django.conf import settings

from academie.core.paper.child import TAGGED_ONLY

logger = logging.getLogger(__name__)

AT_ONCE = 2
WAIT_SECONDS = 3.0
CPU_SECONDS, WALL_SECONDS = 10, 20.0
MEMORY = 1_500_000_000
LARGEST = 20_000_000
KEPT = 32_000_000
"""Bytes of ready documents that one process keeps."""

_free = BoundedSemaphore(AT_ONCE)


class PressBusy(Exception):
    """All presses are in use; ask again in a moment."""


class CannotSet(Exception):
    """This document takes too long, or cannot be made at all."""


class _Shelf:
    """Ready documents by version, the least recently asked going first."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._ready: OrderedDict[str, bytes] = OrderedDict()
        self._size = 0

    def get(self, version: str) -> bytes | None:
        """Return a document, and note that it was asked for."""
        with self._lock:
            if version in self._ready:
                self._ready.move_to_end(version)
            return self._ready.get(version)

    def put(self, version: str, content: bytes) -> None:
        """Keep a document, and let the oldest go when there are too many bytes."""
        with self._lock:
            self._size += len(content) - len(self._ready.pop(version, b""))
            self._ready[version] = content
            while self._size > KEPT and self._ready:
                _, old = self._ready.popitem(last=False)
                self._size -= len(old)

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._ready.clear()
            self._size = 0


shelf = _Shelf()


def ready(version: str) -> bytes | None:
    """Return a document that was made before, or None."""
    return shelf.get(version)


def print_pdf(
    version: str, source: Path, data: Mapping[str, Any], files: Mapping[str, bytes]
) -> bytes:
    """Return the PDF of this source with this data. Raises `PressBusy` or `CannotSet`.

    `version` is another one whenever source, data or files differ. `files` are the pictures by
    name; a name is ours and never somebody's.
    """
    found = shelf.get(version)
    if found is not None:
        return found
    if not _free.acquire(timeout=WAIT_SECONDS):
        raise PressBusy
    try:
        # Somebody else may have made it while we waited.
        found = shelf.get(version) or _set(source, data, files)
    finally:
        _free.release()
    shelf.put(version, found)
    return found


def _set(source: Path, data: Mapping[str, Any], files: Mapping[str, bytes]) -> bytes:
    with tempfile.TemporaryDirectory(prefix="paper-") as name:
        folder = Path(name)
        (folder / "main.typ").write_bytes(source.read_bytes())
        (folder / "data.json").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
        for file_name, content in files.items():
            (folder / file_name).write_bytes(content)
        _run(folder)
        made = folder / "out.pdf"
        if made.stat().st_size > LARGEST:
            raise CannotSet("The document is too large.")
        return made.read_bytes()


def _run(folder: Path) -> None:
    command = [sys.executable, "-m", "academie.core.paper.child", str(folder)]
    limits = [str(CPU_SECONDS), str(MEMORY)]
    try:
        ended = subprocess.run(  # noqa: S603 - our own program, with nothing that anybody typed
            [*command, *limits],
            cwd=settings.BASE_DIR,
            capture_output=True,
            timeout=WALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise CannotSet("The document takes too long.") from None
    if ended.returncode == TAGGED_ONLY:
        logger.warning("A document holds a letter without a font.")
    elif ended.returncode:
        # What typst says may quote the text, so it is not logged.
        logger.error("A document cannot be set (code %d).", ended.returncode)
        raise CannotSet("The document cannot be made.")
