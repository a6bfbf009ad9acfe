"""A migrated SQLite database in seconds: kept per set of migrations, copied for each run.

On another database only the tests that touch it run: the others would prove the same twice.

Wagtail brings some 250 migrations; running them takes a quarter of a minute and gives the same
empty database every time. The copy is keyed by the content of our migrations and the versions of
the packages, so a changed migration makes a new one.
"""

import contextlib
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from django.conf import settings
from django.db import connections

from tests.plugins.services import missing_postgres, need

ROOT = Path(__file__).resolve().parents[2]
CACHE = (
    Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "onderwijs-zorg-academie/db"
)
MIGRATED = "oza_migrated"
PACKAGES = ("django", "wagtail", "django-taggit", "modelsearch")


def _key() -> str:
    digest = hashlib.sha256(" ".join(f"{name}={version(name)}" for name in PACKAGES).encode())
    for file in sorted(ROOT.glob("*/migrations/*.py")) + sorted(ROOT.glob("*/*/migrations/*.py")):
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def _is_sqlite() -> bool:
    return settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On another database than SQLite, leave out what does not use it."""
    if _is_sqlite():
        return
    without = [item for item in items if not _uses_database(item)]
    config.hook.pytest_deselected(items=without)
    items[:] = [item for item in items if item not in set(without)]


def _uses_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(
        fixtures & {"db", "transactional_db"}
    )


@pytest.fixture(scope="session")
def django_db_keepdb(request: pytest.FixtureRequest) -> bool:
    """Keep what was copied: Django then only checks that no migration is missing.

    Another database than SQLite is copied by who starts this run, and says so by `--reuse-db`.
    """
    return _is_sqlite() or bool(request.config.getvalue("reuse_db"))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Point the test database at a file of this run, filled from the kept copy if there is one."""
    if not _is_sqlite():
        return
    target = tmp_path_factory.mktemp("db") / "test.sqlite3"
    template = CACHE / f"{_key()}.sqlite3"
    if template.exists():
        shutil.copyfile(template, target)
    for config in (settings.DATABASES["default"], connections["default"].settings_dict):
        config.setdefault("TEST", {})["NAME"] = str(target)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker) -> None:
    """Keep a copy of a freshly migrated database for the next run."""
    template = CACHE / f"{_key()}.sqlite3"
    if _is_sqlite() and not template.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        unfinished = template.with_suffix(f".{os.getpid()}")
        with django_db_blocker.unblock():
            source = sqlite3.connect(connections["default"].settings_dict["NAME"])
            with sqlite3.connect(unfinished) as kept:
                source.backup(kept)
            kept.close()
            source.close()
        unfinished.replace(template)


@pytest.fixture
def empty_database(django_db_setup: None) -> Path:
    """The kept copy of a migrated SQLite database, for a site of real processes."""
    kept = CACHE / f"{_key()}.sqlite3"
    if not kept.exists():
        pytest.skip("this run is on another database than SQLite")
    return kept


@pytest.fixture
def sqlite_folder(tmp_path: Path, empty_database: Path) -> Path:
    """A folder for the data of a site, with a database in it that is migrated and empty."""
    file = tmp_path / "academie.sqlite3"
    shutil.copyfile(empty_database, file)
    with contextlib.closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA journal_mode=WAL")
    return tmp_path


@pytest.fixture(scope="session")
def migrated_postgres() -> Iterator[str]:
    """The name of a migrated PostgreSQL database, to be copied: migrating takes half a minute."""
    with postgres_database(MIGRATED) as address:
        subprocess.run(
            [sys.executable, "manage.py", "migrate", "--verbosity=0"],
            cwd=ROOT,
            env={**os.environ, "DATABASE_URL": address},
            check=True,
        )
        yield MIGRATED


@contextlib.contextmanager
def postgres_database(name: str, template: str = "template1") -> Iterator[str]:
    """Make a database of that name, a copy of `template` or empty; give its address."""
    need(missing_postgres())
    server = os.environ["TEST_POSTGRES_URL"]
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
