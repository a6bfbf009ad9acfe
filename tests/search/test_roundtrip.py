"""The whole way over HTTP: publish, found, unpublish, gone. On both engines."""

import time

import pytest
from django.test import Client

from academie.library.models import Toolkit
from tests import factories
from tests.search.support import Index

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def inline(committed_site, index: Index, settings) -> Index:
    """A site without a worker: indexing happens right after the commit."""
    settings.SEARCH_SYNC_INLINE = True
    return index


def found(client: Client, words: str) -> list[str]:
    answer = client.get("/api/zoeken/", {"q": words}).json()
    return [hit["title"] for hit in answer["hits"]]


def wait_for(client: Client, words: str, expected: list[str], seconds: float = 30) -> list[str]:
    """Ask until the answer is there: Elasticsearch shows a write within a second or so."""
    end = time.monotonic() + seconds
    while (titles := found(client, words)) != expected and time.monotonic() < end:
        time.sleep(0.05)
    return titles


def test_publish_find_unpublish_gone(client, committed_site, inline):
    page = factories.make_toolkit(committed_site, title="Zwemmen zonder paniek")
    assert wait_for(client, "zwemmen paniek", [page.title]) == [page.title]

    Toolkit.objects.get(pk=page.pk).unpublish()
    assert found(client, "zwemmen paniek") == []

    page = Toolkit.objects.get(pk=page.pk)
    page.title = "Duiken zonder paniek"
    page.save_revision().publish()
    assert wait_for(client, "duiken", [page.title]) == [page.title]
    assert wait_for(client, "zwemmen", []) == []

    page.delete()
    assert found(client, "duiken") == []


def test_publishing_goes_on_without_the_engine_and_catches_up(
    client, committed_site, inline, flaky
):
    flaky.away = True
    page = factories.make_toolkit(committed_site, title="Zwemmen zonder paniek")
    assert Toolkit.objects.get(pk=page.pk).live
    assert inline.waiting() > 0

    flaky.away = False
    from search.sync import worker
    from search.sync.backoff import EngineBackoff

    worker.backoff = EngineBackoff()
    inline.drain()

    assert wait_for(client, "zwemmen paniek", [page.title]) == [page.title]
