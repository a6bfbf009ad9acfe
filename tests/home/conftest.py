"""A searchable site for the tests of the front door."""

import pytest

from tests import worlds


@pytest.fixture
def searchable(settings, tmp_path):
    with worlds.searchable(settings, tmp_path):
        yield


@pytest.fixture
def filled(site, searchable):
    """One page of every kind, indexed."""
    worlds.fill(site)
    worlds.index_all()
    return site
