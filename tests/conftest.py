"""Fixtures that every test may use."""

import pytest
from django.core.cache import cache
from wagtail.models import Locale, Page

from academie.taxonomy import selectors
from search import sources
from tests import factories

pytest_plugins = [
    "tests.plugins.services",
    "tests.plugins.database",
    "tests.plugins.elasticsearch",
    "tests.plugins.kept_rows",
]


@pytest.fixture(autouse=True)
def _fresh_caches():
    """No test sees what another one cached."""
    cache.clear()
    selectors.forget()
    yield
    selectors.forget()


@pytest.fixture(autouse=True)
def _no_editors_without_a_database(request, monkeypatch):
    """A test that asked for no database has no editors, so words are read by the lexicon alone."""
    asked = {"db", "transactional_db"} & set(request.fixturenames)
    if not asked and request.node.get_closest_marker("django_db") is None:
        monkeypatch.setattr(sources._registry, "word_rules", [])


@pytest.fixture
def vocabulary(db, kept_rows):
    """A small vocabulary: all clusters, levels and a few of the rest, on their real slugs."""
    kept_rows["vocabulary"].put_back()


@pytest.fixture
def site(db, vocabulary, kept_rows) -> factories.Tree:
    """The site's tree: home page and the five shelves."""
    return kept_rows["site"].put_back()


@pytest.fixture
def committed_site(transactional_db) -> factories.Tree:
    """The site's tree, really committed. The tests before emptied all tables, of first rows too."""
    Locale.objects.get_or_create(language_code="nl")
    if Page.get_first_root_node() is None:
        Page.add_root(instance=Page(title="Root", slug="root"))
    factories.make_vocabulary()
    return factories.make_site()
