"""A world with hidden items, and an index of each engine."""

import pytest

from tests.leaks import world as worlds
from tests.search.conftest import index, search_index

__all__ = ["index", "search_index"]


@pytest.fixture
def world(site, settings, tmp_path, monkeypatch) -> worlds.World:
    """The site, its people, and somebody who follows everything; no items yet."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return worlds.begin(site, monkeypatch)
