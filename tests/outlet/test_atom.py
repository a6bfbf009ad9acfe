"""Feeds: valid by RFC 4287, the same selection as the search, calm when the search is away."""

import re
from xml.etree import ElementTree as ET

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from academie.outlet import selection
from academie.outlet.feed_address import feed_path
from search import answers
from search.facets import FACETS
from search.params import parse_params
from tests import factories, worlds
from tests.pages import few_queries

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
FEED = {"id": 1, "title": 1, "updated": 1, "author": 1, "generator": 1}
ENTRY = {"id": 1, "title": 1, "updated": 1, "author": 1, "summary": 1, "rights": 1}
KNOWN = {*FEED, *ENTRY, "link", "published", "category", "entry"}
HOSTILE = "]]> <b> & \x0c \U0001f600 </title>"


def check(element, counts):
    """Fail on what RFC 4287 forbids: doubled or unknown parts, bad dates, links without a place."""
    names = [child.tag.removeprefix(ATOM) for child in element]
    assert set(names) <= KNOWN
    assert {name: names.count(name) for name in counts} == counts
    for child in element:
        name = child.tag.removeprefix(ATOM)
        if name in {"updated", "published"}:
            assert STAMP.fullmatch(child.text)
        if name == "link":
            assert child.get("href").startswith("http")
        if name == "author":
            assert child.find(f"{ATOM}name").text
        if name == "category":
            assert child.get("term")
        if name == "id":
            assert re.match(r"(https?|urn):", child.text)
    kinds = [
        (link.get("rel"), link.get("type"))
        for link in element.findall(f"{ATOM}link")
        if link.get("rel") == "alternate"
    ]
    assert len(kinds) == len(set(kinds)) == 1


def read(response):
    """Return title -> entry, having checked the feed."""
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    root = ET.fromstring(response.content)
    assert root.tag == f"{ATOM}feed"
    check(root, FEED)
    entries = root.findall(f"{ATOM}entry")
    for entry in entries:
        check(entry, ENTRY)
    ids = [entry.find(f"{ATOM}id").text for entry in entries]
    assert len(ids) == len(set(ids))
    # A second parser finds the same.
    other = etree.fromstring(response.content)
    assert [one.text for one in other.iter(f"{ATOM}title")][1:] == [
        entry.find(f"{ATOM}title").text for entry in entries
    ]
    return {entry.find(f"{ATOM}title").text: entry for entry in entries}


def test_a_feed_of_everything_newest_first(client, site):
    first = factories.make_toolkit(site, title="Oud")
    second = factories.make_nieuws(site, title="Nieuw")
    found = read(client.get("/atom.xml"))
    assert list(found) == ["Nieuw", "Oud"]
    assert found["Oud"].find(f"{ATOM}id").text == first.permanent_id.urn
    assert found["Nieuw"].find(f"{ATOM}link").get("href") == second.full_url


def test_an_empty_feed_is_a_feed(client, site):
    assert read(client.get("/atom.xml")) == {}


def test_a_number_stays_when_the_page_moves(client, site):
    page = factories.make_toolkit(site)
    page.slug = "elders"
    page.title = "Elders"
    page.save_revision().publish()
    (entry,) = read(client.get("/atom.xml")).values()
    assert entry.find(f"{ATOM}id").text == page.permanent_id.urn
    assert entry.find(f"{ATOM}link").get("href").endswith("/toolkits/elders/")


def test_the_same_selection_as_the_search(client, site, searchable):
    factories.make_toolkit(site, title="Praten over TOS", **worlds.TERMS)
    factories.make_toolkit(site, title="Iets over zien", clusters=["cluster-1"])
    factories.make_nieuws(site, title="Nieuws over TOS")
    worlds.index_all()

    def titles(query):
        return set(read(client.get(f"/atom.xml?{query}")))

    assert titles("cluster=cluster-1") == {"Iets over zien"}
    assert titles("q=praten") == {"Praten over TOS"}
    assert titles("q=TOS&type=nieuws") == {"Nieuws over TOS"}
    assert titles("sector=po&rol=ib") == {"Praten over TOS"}
    assert titles("regio=rotterdam&type=toolkit") == {"Praten over TOS", "Iets over zien"}
    assert titles("behoefte=taal-en-spraak&niveau=school&thema=tos-en-taal") == {"Praten over TOS"}
    # The page would show cards with one of the words; a feed is what was asked.
    assert titles("q=praten+zwemles") == set()


def test_what_an_index_still_holds_is_not_sent(client, site, searchable):
    page = factories.make_toolkit(site, title="Praten")
    worlds.index_all()
    page.unpublish()
    assert read(client.get("/atom.xml?q=praten")) == {}


def test_a_feed_says_when_it_did_not_change(client, site):
    page = factories.make_toolkit(site)
    first = client.get("/atom.xml")
    again = client.get("/atom.xml", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert again["ETag"] == first["ETag"]
    assert (
        client.get("/atom.xml", headers={"If-Modified-Since": first["Last-Modified"]}).status_code
        == 304
    )
    page.intro = "Anders."
    page.save_revision().publish()
    assert client.get("/atom.xml", headers={"If-None-Match": first["ETag"]}).status_code == 200
    assert client.head("/atom.xml")["ETag"] != first["ETag"]


def test_words_stay_out_of_shared_caches(client, site, searchable):
    assert "private" in client.get("/atom.xml?q=jan")["Cache-Control"]
    assert "public" in client.get("/atom.xml")["Cache-Control"]


def test_without_search_the_plain_feed_works_and_a_selection_waits(client, site, settings):
    settings.SEARCH_ENGINE = "embedded"
    page = factories.make_toolkit(site)
    answers.breakers.clear()

    class Away:
        def search(self, query):
            from search.engines.base import EngineUnavailable

            raise EngineUnavailable("away")

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(answers.engines, "get_engine", lambda name: Away())
        assert list(read(client.get("/atom.xml"))) == [page.title]
        assert list(read(client.get("/atom.xml?type=toolkit"))) == [page.title]
        response = client.get("/atom.xml?cluster=cluster-2")
    answers.breakers.clear()
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    assert "no-store" in response["Cache-Control"]
    assert "Deze feed is even weg" in response.content.decode()


def test_hostile_words(client, site, searchable):
    factories.make_toolkit(site, title=HOSTILE, slug="x", intro=HOSTILE)
    worlds.index_all()
    (title,) = read(client.get("/atom.xml"))
    assert title == HOSTILE.replace("\x0c", "")
    read(client.get("/atom.xml", {"q": HOSTILE}))


def test_a_feed_takes_few_queries(client, site):
    factories.make_toolkit(site)
    client.get("/atom.xml")
    with few_queries(budget=60):
        client.get("/atom.xml")


def test_a_landing_page_and_its_feed_are_the_same(vocabulary):
    params = parse_params({}, path="/cluster/cluster-2/", fixed={"cluster": ["cluster-2"]})
    assert feed_path(params) == "/atom.xml?cluster=cluster-2"
    assert feed_path(parse_params({"q": "boos", "pagina": "3", "mijn_rol": "ib"})) == (
        "/atom.xml?q=boos"
    )
    assert selection.words(params) == "Cluster: Cluster 2: horen, taal en spraak"


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["q", "sorteer", "pagina", "letterlijk", "mijn_rol", *FACETS]),
            st.one_of(st.text(max_size=30), st.sampled_from(["toolkit", "-1", "1e9", "cluster-2"])),
        ),
        max_size=6,
    )
)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_parameter_breaks_it(client, db, pairs):
    query = QueryDict(mutable=True)
    for name, value in pairs:
        query.appendlist(name, value.encode("utf-8", "ignore").decode())
    response = client.get(f"/atom.xml?{query.urlencode()}")
    assert response.status_code in {200, 503}
    if response.status_code == 200:
        read(response)
