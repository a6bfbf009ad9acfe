"""What a reader's request may cost: few queries, none more with more content, and no writes."""

import re
from collections import Counter
from contextlib import contextmanager

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from academie.core.models import AcademieRendition
from academie.taxonomy import selectors
from tests import factories, worlds

MOST_QUERIES = 12
WRITES = re.compile(
    r"\s*(insert|update|delete|replace|create|drop|alter|truncate)\b", re.IGNORECASE
)


@pytest.fixture
def searchable(settings, tmp_path):
    with worlds.searchable(settings, tmp_path):
        yield


@contextmanager
def written():
    """Collect the statements that change the database."""
    statements = []

    def note(execute, sql, params, many, context):
        if WRITES.match(sql):
            statements.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield statements


def get(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    if response.streaming:
        b"".join(response.streaming_content)
    return response


def warm_queries(client, paths):
    """Return name -> queries of the second request for the page."""
    counts = {}
    for name, path in paths.items():
        get(client, path)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            get(client, path)
        counts[name] = [query["sql"] for query in queries]
    return counts


def test_a_warm_page_asks_little_and_no_more_when_there_is_more(client, site, searchable):
    paths = worlds.addresses(worlds.fill(site))
    worlds.index_all()
    few = warm_queries(client, paths)
    over = {name: len(sql) for name, sql in few.items() if len(sql) > MOST_QUERIES}
    assert not over, {name: few[name] for name in over}

    worlds.fill(site, copies=10)
    worlds.index_all()
    many = warm_queries(client, paths)
    grown = {
        name: (len(few[name]), len(sql), Counter(sql) - Counter(few[name]))
        for name, sql in many.items()
        if len(sql) > max(len(few[name]), 0)
    }
    assert not grown


def test_reading_never_writes(client, site, searchable):
    paths = worlds.addresses(worlds.fill(site))
    worlds.index_all()
    cache.clear()
    selectors.forget()
    for name, path in paths.items():
        for _ in range(2):
            with written() as statements:
                get(client, path)
            assert statements == [], name
    with written() as statements:
        client.get("/bestaat-niet/")
        client.get(paths["toolkit"].rstrip("/"))
        client.get("/documenten/1/turfblad.pdf").close()
    assert statements == []


def test_the_counter_of_writes_sees_a_write(site):
    with written() as statements:
        factories.make_user("iemand")
    assert statements


def test_the_first_reader_after_publishing_waits_for_no_picture(
    client, site, searchable, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        paths = worlds.fill(site)
    made = set(AcademieRendition.objects.values_list("pk", "filter_spec"))
    assert made
    for name in ("toolkit", "nieuws", "pagina"):
        page = get(client, paths[name]).content.decode()
        assert "/media/images/" in page, name
    assert set(AcademieRendition.objects.values_list("pk", "filter_spec")) == made


def test_a_missing_picture_is_left_out_instead_of_made(client, site, searchable):
    paths = worlds.fill(site)
    AcademieRendition.objects.all().delete()
    cache.clear()
    for name in ("toolkit", "nieuws", "pagina"):
        with written() as statements:
            get(client, paths[name])
        assert statements == [], name
    assert not AcademieRendition.objects.exists()
