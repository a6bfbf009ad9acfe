"""A sign of life of the worker: a small file that its rounds touch, for health pages and alarms.

It lies in the folder of the index, which every process of the site shares.
"""

import os
import time
from pathlib import Path

from django.conf import settings

EVERY = 5.0
"""Seconds between two signs."""

_NAME = "worker-heartbeat"


def beat() -> None:
    """Say that the worker lives. A full disk must not stop it, so this never raises."""
    path = _path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{os.getpid()}\n")
    except OSError:
        return


def stop() -> None:
    """Say that the worker ended as it should."""
    _path().unlink(missing_ok=True)


def age() -> float | None:
    """Return the seconds since the last sign; None when there is no worker."""
    try:
        return max(0.0, time.time() - _path().stat().st_mtime)
    except FileNotFoundError:
        return None


def _path() -> Path:
    return Path(settings.SEARCH_INDEX_DIR) / _NAME
