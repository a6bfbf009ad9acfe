"""Which engine the settings give."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from search.engines import close_engines, get_engine
from search.engines.base import OpResult, OpStatus, SearchEngine, combine


@pytest.fixture(autouse=True)
def _closed():
    close_engines()
    yield
    close_engines()


@pytest.mark.parametrize("name", ["embedded", "elasticsearch"])
def test_both_engines_keep_the_protocol(name, settings, tmp_path):
    settings.SEARCH_INDEX_DIR = tmp_path
    engine = get_engine(name)

    assert engine.name == name
    assert isinstance(engine, SearchEngine)


def test_one_configuration_is_one_engine(settings, tmp_path):
    settings.SEARCH_INDEX_DIR = tmp_path / "a"
    first = get_engine("embedded")
    assert get_engine("embedded") is first
    settings.SEARCH_INDEX_DIR = tmp_path / "b"
    assert get_engine("embedded") is not first


def test_an_unknown_engine_is_a_mistake_in_the_settings():
    with pytest.raises(ImproperlyConfigured, match="solr"):
        get_engine("solr")


def test_of_two_indices_the_worst_outcome_counts():
    def result(status):
        return [OpResult("page:1", OpStatus(status))]

    assert combine([result("stale"), result("ok")]) == result("ok")
    assert combine([result("ok"), result("retry")]) == result("retry")
    assert combine([result("poison"), result("retry")]) == result("poison")
    assert combine([result("stale")]) == result("stale")
