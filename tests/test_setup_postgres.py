"""The steps of `make setup` on PostgreSQL, from an empty database, and again on the same one."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.plugins.database import postgres_database

pytestmark = [pytest.mark.postgres, pytest.mark.slow]

ROOT = Path(__file__).resolve().parents[1]
NAME = "oza_setup"


@pytest.fixture
def own_database() -> Iterator[str]:
    """The address of a database of this test alone."""
    with postgres_database(NAME) as address:
        yield address


def _manage(database: str, data: Path, *arguments: str) -> str:
    """Run a management command as `make setup` does; return what it printed."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "academie.settings.demo",
            "DATABASE_URL": database,
            "DATA_DIR": str(data),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _pages(database: str) -> set[str]:
    with psycopg.connect(database) as connection:
        rows = connection.execute("SELECT url_path FROM wagtailcore_page WHERE live").fetchall()
    return {path for (path,) in rows}


def test_setup_works_on_postgresql_and_a_second_run_changes_nothing(
    own_database: str, tmp_path: Path
) -> None:
    _manage(own_database, tmp_path, "setup")
    first = _pages(own_database)

    _manage(own_database, tmp_path, "setup")

    assert len(first) > 70
    assert _pages(own_database) == first
    _manage(own_database, tmp_path, "search_verify")
