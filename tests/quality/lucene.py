"""Elasticsearch's own analyser `dutch`, as it is: Lucene's class from the test server's jars."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from search.documents import clean_text
from tests.quality.help_pages import CACHE, Unavailable

_PROGRAM = Path(__file__).with_name("DutchTokens.java")
_HOMES = (Path("/var/cache/onderwijs-zorg-academie"), CACHE / "elasticsearch")
_JARS = ("lucene-core-*.jar", "lucene-analysis-common-*.jar")


def dutch(texts: Sequence[str]) -> list[list[str]]:
    """Return the terms of each text. Raises `Unavailable` without Java or without the server."""
    given = "\n".join(clean_text(text) for text in texts) + "\n"
    done = subprocess.run(
        [_java(), "-cp", os.pathsep.join(map(str, _jars())), str(_PROGRAM)],
        input=given.encode(),
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise Unavailable(f"Java refused: {done.stderr.decode(errors='replace')[-300:]}")
    lines = done.stdout.decode().split("\n")[:-1]
    if len(lines) != len(texts):
        raise RuntimeError("Lucene answered another number of texts than it was given.")
    return [line.split() for line in lines]


def _java() -> str:
    found = shutil.which("java")
    if not found:
        raise Unavailable("there is no Java here")
    return found


def _jars() -> list[Path]:
    """Return Lucene's jars of the newest test server (make elasticsearch fetches one)."""
    for home in _HOMES:
        for folder in sorted(home.glob("elasticsearch-*/lib"), reverse=True):
            jars = [jar for pattern in _JARS for jar in sorted(folder.glob(pattern))]
            if len(jars) == len(_JARS):
                return jars
    raise Unavailable("the test server of `make elasticsearch` has not been fetched here")
