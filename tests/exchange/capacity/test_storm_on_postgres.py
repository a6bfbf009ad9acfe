"""The ten thousand steps on PostgreSQL, also when the other tests run on SQLite."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.plugins.database import postgres_database

pytestmark = [pytest.mark.postgres, pytest.mark.slow]

ROOT = Path(__file__).resolve().parents[3]
NAME = "oza_storm"
PYTEST = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--reuse-db")


@pytest.fixture
def own_database(migrated_postgres: str) -> Iterator[str]:
    """The address of a database beside which there is a migrated one, for the tests."""
    with (
        postgres_database(f"test_{NAME}", migrated_postgres),
        postgres_database(NAME) as address,
    ):
        yield address


def test_the_storm_and_the_control_on_postgresql(own_database: str) -> None:
    done = subprocess.run(
        [*PYTEST, "-m", "not bench", "tests/exchange/capacity/test_storm.py"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": own_database},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
