"""What was measured on: never a name or a path, only what makes figures comparable."""

import os
import platform
import sqlite3
import subprocess
import sys
import time
from importlib.metadata import version
from typing import Any

PACKAGES = ("django", "wagtail", "modelsearch", "tantivy", "elasticsearch", "pystemmer")
_LOOP = "x = 0\nfor number in range(1_500_000): x += number * number"


def describe() -> dict[str, Any]:
    """Return the machine's class and the versions."""
    return {
        "cores": len(os.sched_getaffinity(0)),
        "memory": round(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        **{name: version(name) for name in PACKAGES},
    }


def effective_cores() -> float:
    """Return how many cores were really ours just now.

    Two equal loops side by side take as long as one alone on two free cores, and twice as long
    when others use the machine too.
    """
    alone, together = min(_loops(1) for _ in range(2)), min(_loops(2) for _ in range(2))
    return 2 * alone / together


def memory_of(process: int | str = "self") -> dict[str, float]:
    """Return the resident memory of a process in MB, and how much of it is files (the index)."""
    found = {}
    with open(f"/proc/{process}/status") as lines:
        for line in lines:
            name, _, value = line.partition(":")
            if name in ("VmRSS", "RssFile"):
                found[name] = int(value.split()[0]) / 1024
    return {"resident": found["VmRSS"], "files": found["RssFile"]}


def _loops(count: int) -> float:
    began = time.perf_counter()
    running = [subprocess.Popen([sys.executable, "-c", _LOOP]) for _ in range(count)]
    for process in running:
        process.wait()
    return time.perf_counter() - began
