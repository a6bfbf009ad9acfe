"""Is a file to be read by everybody: a PDF with tags, a title and a language; an office file with a
title.

Only what stands at the end of a PDF and in one small part of an office file is read. That happens
in a process of its own with limits on time and memory, since a file may be made to keep a reader
busy; what was found is kept by the hash of the file, so each file is looked at once.
"""

import json
import logging
import subprocess
import sys
from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings
from django.core.cache import cache

logger = logging.getLogger(__name__)

KEPT_DAYS = 30
PROGRAM = "academie.proofing.read_facts"
OFFICE = frozenset({"docx", "pptx", "xlsx", "odt"})
_SECONDS = 15


@dataclass(frozen=True, slots=True)
class Facts:
    """What was seen; None is unknown: it does not hold for this kind, or it could not be read."""

    tagged: bool | None = None
    title: bool | None = None
    language: bool | None = None


def facts_of(document: Any) -> Facts:
    """Return what is known of a document. Never raises: a file that fails is unknown."""
    kind = str(document.file_extension).lower()
    if kind != "pdf" and kind not in OFFICE:
        return Facts()
    # Wagtail keeps the hash; a file without one is new or was put there by hand.
    mark = document.file_hash or f"{document.pk}-{document.file.name}"
    key = f"proofing:file:{mark}"
    known = cache.get(key)
    if known is None:
        known = asdict(_read(document, kind))
        cache.set(key, known, KEPT_DAYS * 24 * 3600)
    return Facts(**known)


def _read(document: Any, kind: str) -> Facts:
    try:
        path = document.file.path
    except (NotImplementedError, ValueError):
        return Facts()
    try:
        answer = subprocess.run(  # noqa: S603 - our own program, with our own interpreter
            [sys.executable, "-m", PROGRAM, kind, path],
            capture_output=True,
            timeout=_SECONDS,
            cwd=settings.BASE_DIR,
            env={"LANG": "C.UTF-8"},
            check=True,
        )
        told = json.loads(answer.stdout)
        return Facts(**{name: told.get(name) for name in ("tagged", "title", "language")})
    except (OSError, subprocess.SubprocessError, ValueError, AttributeError):
        logger.info("Document %s tells nothing about itself.", document.pk)
        return Facts()
