"""A place with an empty, migrated database, on each engine in turn."""

import shutil
import sqlite3
import uuid
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.plugins.database import CACHE, _key
from tests.search.contract.conftest import _remove_indices
from tests.search.processes.place import Place
from tests.search.processes.proxy import Proxy


@pytest.fixture
def empty_database(django_db_setup: None) -> Path:
    """The kept copy of a migrated SQLite database (the plug-in makes it in its first run)."""
    kept = CACHE / f"{_key()}.sqlite3"
    if not kept.exists():
        pytest.skip("this run is on another database than SQLite")
    return kept


@pytest.fixture
def place(tmp_path: Path, empty_database: Path) -> Iterator[Place]:
    """A site on the embedded engine."""
    shutil.copyfile(empty_database, tmp_path / "academie.sqlite3")
    with sqlite3.connect(tmp_path / "academie.sqlite3") as database:
        database.execute("PRAGMA journal_mode=WAL")
    database.close()
    place = Place(
        tmp_path,
        {
            "DATA_DIR": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "academie.settings.demo",
            "DATABASE_URL": "",
            "SEARCH_ENGINE": "embedded",
            "PYTHONWARNINGS": "ignore",
        },
    )
    yield place
    place.stop()


@pytest.fixture
def proxy(elasticsearch_url: str) -> Iterator[Proxy]:
    """A wire to the real Elasticsearch."""
    address = urlsplit(elasticsearch_url.split(",")[0])
    proxy = Proxy(address.hostname or "127.0.0.1", address.port or 9200)
    yield proxy
    proxy.close()


@pytest.fixture
def place_on_elasticsearch(place: Place, proxy: Proxy, elasticsearch_url: str) -> Iterator[Place]:
    """The same site on Elasticsearch, over a wire that can be cut; the embedded index stands by."""
    prefix = f"ozachaos-{uuid.uuid4().hex[:8]}"
    place.environment |= {
        "SEARCH_ENGINE": "elasticsearch",
        "ELASTICSEARCH_URL": proxy.url,
        "ELASTICSEARCH_INDEX_PREFIX": prefix,
    }
    yield place
    place.stop()
    _remove_indices(elasticsearch_url.split(",")[0], prefix)
