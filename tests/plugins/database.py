"""A migrated SQLite database in seconds: kept per set of migrations, copied for each run.

Wagtail brings some 250 migrations; running them takes a quarter of a minute and gives the same
empty database every time. The copy is keyed by the content of our migrations and the versions of
the packages, so a changed migration makes a new one.
"""

import hashlib
import os
import shutil
import sqlite3
from importlib.metadata import version
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections

ROOT = Path(__file__).resolve().parents[2]
CACHE = (
    Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "onderwijs-zorg-academie/db"
)
PACKAGES = ("django", "wagtail", "django-taggit", "modelsearch")


def _key() -> str:
    digest = hashlib.sha256(" ".join(f"{name}={version(name)}" for name in PACKAGES).encode())
    for file in sorted(ROOT.glob("*/migrations/*.py")) + sorted(ROOT.glob("*/*/migrations/*.py")):
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def _is_sqlite() -> bool:
    return settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Keep what was copied: Django then only checks that no migration is missing."""
    return _is_sqlite()


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
