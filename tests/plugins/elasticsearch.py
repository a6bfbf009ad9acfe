"""Fixtures with a real Elasticsearch: the one that was started, or three nodes of our own."""

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.plugins.services import missing_elasticsearch, need

SCRIPT = Path(__file__).resolve().parents[2] / ".ci" / "elasticsearch"


@pytest.fixture(scope="session")
def elasticsearch_url() -> str:
    """The address of the server that the tests may fill and empty."""
    need(missing_elasticsearch())
    return os.environ["ELASTICSEARCH_URL"]


@dataclass(frozen=True)
class Cluster:
    """Three servers on this machine that know each other."""

    urls: tuple[str, ...]

    @property
    def url(self) -> str:
        """All addresses, as ELASTICSEARCH_URL takes them."""
        return ",".join(self.urls)

    def kill(self, number: int) -> None:
        """End node 1, 2 or 3 at once, as a power cut would."""
        _script("kill-node", str(number))


def _script(*arguments: str) -> str:
    done = subprocess.run([str(SCRIPT), *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture
def three_nodes() -> Iterator[Cluster]:
    """A green cluster of three empty nodes; gone afterwards."""
    try:
        yield Cluster(tuple(_script("start-cluster", "3").splitlines()[-1].split(",")))
    finally:
        _script("stop-cluster")
