"""A place with an empty, migrated database, on each engine in turn."""

import uuid
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.search.contract.conftest import _remove_indices
from tests.search.processes.place import Place
from tests.search.processes.proxy import Proxy


@pytest.fixture
def place(sqlite_folder: Path) -> Iterator[Place]:
    """A site on the embedded engine."""
    place = Place(
        sqlite_folder,
        {
            "DATA_DIR": str(sqlite_folder),
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
