"""JSON-LD: valid per type, true to the page, harmless in the page, and free of charge."""

import json
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from academie.exchange.models import TrainingSession
from academie.outlet.concepts import concept_set
from academie.outlet.records import records
from academie.outlet.schema_org.common import in_page, website, working_days
from academie.outlet.schema_org.items import described
from tests import factories
from tests.outlet import vocabulary_of_schema as schema
from tests.outlet.hidden import WAYS

pytestmark = pytest.mark.django_db

TYPES = {
    "toolkit": "LearningResource",
    "werkinstructie": ["HowTo", "LearningResource"],
    "praktijkverhaal": ["Article", "LearningResource"],
    "training": "EducationEvent",
}
HOSTILE = '</script><script>alert(1)</script><!--\u2028"\\ &amp; \x00\x0b'


class _Scripts(HTMLParser):
    """Reads a page as a browser does: what is inside a script is not looked at."""

    def __init__(self):
        super().__init__()
        self.found = []
        self._in = False

    def handle_starttag(self, tag, attrs):
        if tag == "script":
            self._in = True
            self.found.append((dict(attrs), ""))

    def handle_endtag(self, tag):
        if tag == "script":
            self._in = False

    def handle_data(self, data):
        if self._in:
            attrs, text = self.found[-1]
            self.found[-1] = (attrs, text + data)


def scripts(html):
    reader = _Scripts()
    reader.feed(html)
    return reader.found


def graph(html):
    """Return the nodes in a page; there is one element of data at most."""
    data = [text for attrs, text in scripts(html) if attrs.get("type") == "application/ld+json"]
    assert len(data) <= 1
    return json.loads(data[0])["@graph"] if data else []


def page_graph(client, page):
    return graph(client.get(page.get_url()).content.decode())


@pytest.mark.parametrize("name", TYPES)
def test_each_type_is_valid(client, items, name):
    found = page_graph(client, items[name])
    assert found[0]["@type"] == TYPES[name]
    assert schema.graph_problems(found) == []
    assert [node["@type"] for node in found[1:]] == ["WebSite", "BreadcrumbList"]
    assert found[0]["url"] == items[name].full_url
    assert found[0]["@id"] == items[name].permanent_id.urn


def test_news_and_plain_pages_are_valid(site):
    for page, kind in (
        (factories.make_nieuws(site), "NewsArticle"),
        (factories.make_content_page(site), "WebPage"),
    ):
        (record,) = records([page.pk])
        node = described(record)
        assert node["@type"] == kind
        assert schema.graph_problems([node, website()]) == []


def test_bare_items_are_valid_too(client, site):
    bare = {"region": None, "levels": [], "roles": [], "themes": [], "adopted": True}
    for make in (factories.make_toolkit, factories.make_werkinstructie):
        page = make(site, **bare)
        wrong = schema.graph_problems(page_graph(client, page))
        # What the item itself does not have cannot be told.
        assert [line for line in wrong if "keywords" not in line and "Level" not in line] == []


def test_the_validator_sees_faults():
    node = {"@type": "Offer", "price": 0, "priceCurrency": "EUR", "url": "nergens", "kleur": "x"}
    assert schema.problems(node) == [
        "$.price[0]: 0 is none of ['Text']",
        "$.url[0]: 'nergens' is none of ['URL']",
        "$: unknown property kleur",
    ]
    assert schema.problems({"@type": "EducationEvent", "name": "x", "step": []})
    assert schema.problems({"@type": "Iets"}) == ["$: unknown type Iets"]


def test_levels_carry_the_numbers_of_the_begrippenkader(client, items):
    (node, *_) = page_graph(client, items["toolkit"])
    numbers = [level["termCode"] for level in node["educationalLevel"]]
    assert "512e4729-03a4-43a2-95ba-758071d1b725" in numbers
    assert "school" in numbers


def test_a_procedure_tells_its_steps_and_how_long(client, items):
    (node, *_) = page_graph(client, items["werkinstructie"])
    assert [step["name"] for step in node["step"]][:2] == ["Zorg opschrijven", "Praten met ouders"]
    # 2 + 5 + 3 working days are two weeks.
    assert node["totalTime"] == "P14D"
    assert node["step"][1]["url"].endswith("#stap2")


def test_one_unknown_term_leaves_the_total_untold(client, site):
    steps = [
        ("step", {"title": "A", "role": "ib", "term_days": 2, "variants": []}),
        ("step", {"title": "B", "role": "ib", "term_days": None, "variants": []}),
    ]
    page = factories.make_werkinstructie(site, steps=steps, adopted=True)
    (node, *_) = page_graph(client, page)
    assert "totalTime" not in node


@pytest.mark.parametrize(("count", "days"), [(0, ""), (1, "P1D"), (5, "P7D"), (7, "P9D")])
def test_working_days_become_days(count, days):
    assert working_days(count) == days


def test_an_event_tells_the_places_that_the_page_shows(client, items):
    (node, *_) = page_graph(client, items["training"])
    assert node["maximumAttendeeCapacity"] == 12
    assert node["remainingAttendeeCapacity"] == 12
    assert node["offers"]["price"] == "0"
    assert node["offers"]["availability"].endswith("InStock")


def test_more_moments_are_parts_of_one_event(client, site):
    page = factories.make_training(site)
    start = timezone.now() + timedelta(days=20)
    for number, place in ((0, ""), (1, "School")):
        begin = start + timedelta(days=number)
        TrainingSession.objects.create(
            page=page, start=begin, end=begin + timedelta(hours=1), online=True, location=place
        )
    found = page_graph(client, page)
    assert schema.graph_problems(found) == []
    first, second, third = found[0]["subEvent"]
    assert found[0]["startDate"] == first["startDate"]
    assert found[0]["endDate"] == third["endDate"]
    assert second["eventAttendanceMode"].endswith("OnlineEventAttendanceMode")
    assert third["eventAttendanceMode"].endswith("MixedEventAttendanceMode")
    assert [one["@type"] for one in third["location"]] == ["Place", "VirtualLocation"]


@pytest.mark.parametrize("place", ["Online", "online, via Teams"])
def test_the_word_online_is_no_place(client, site, place):
    page = factories.make_training(site)
    page.sessions.update(online=True, location=place)
    found = page_graph(client, page)
    assert schema.graph_problems(found) == []
    assert found[0]["eventAttendanceMode"].endswith("/OnlineEventAttendanceMode")
    assert found[0]["location"]["@type"] == "VirtualLocation"


def test_a_cancelled_moment_says_so(client, site):
    from academie.exchange.models import Seating

    page = factories.make_training(site)
    session = page.sessions.get()
    Seating.objects.update_or_create(session=session, defaults={"cancelled_at": timezone.now()})
    found = page_graph(client, page)
    assert schema.graph_problems(found) == []
    assert found[0]["eventStatus"].endswith("EventCancelled")
    assert "offers" not in found[0]


def test_what_costs_money_is_not_offered_for_nothing(client, site):
    (node, *_) = page_graph(client, factories.make_training(site, costs_text="25 euro"))
    assert node["isAccessibleForFree"] is False
    assert "offers" not in node


@pytest.mark.parametrize("way", ["expired"])
def test_an_expired_page_tells_nothing(client, site, way):
    page = factories.make_toolkit(site)
    WAYS[way](page)
    assert page_graph(client, page) == []


def test_no_text_gets_out_of_the_element(client, site):
    page = factories.make_toolkit(
        site,
        title=HOSTILE.replace("\x00", "").replace("\x0b", ""),
        slug="gevaar",
        intro="</script><img src=x onerror=alert(1)>",
        organisation_text="]]></script>",
    )
    html = client.get(page.get_url()).content.decode()
    (node, *_) = graph(html)
    assert node["name"].startswith("</script><script>alert(1)")
    own = [attrs for attrs, _ in scripts(html) if "src" not in attrs]
    assert own == [{"type": "application/ld+json"}]
    assert "\u2028" not in html[html.index("ld+json") : html.index("</head>")]


def test_control_characters_are_dropped():
    assert "\x00" not in in_page([{"name": HOSTILE}])
    assert json.loads(in_page([{"name": HOSTILE}])[35:-9])["@graph"][0]["name"] == (
        HOSTILE.replace("\x00", "").replace("\x0b", "")
    )


def test_the_data_costs_no_query(client, items, monkeypatch):
    def queries(page):
        client.get(page.get_url())
        with CaptureQueriesContext(connection) as captured:
            assert client.get(page.get_url()).status_code == 200
        return [query["sql"] for query in captured]

    for page in items.values():
        with_data = queries(page)
        with monkeypatch.context() as patched:
            patched.setattr("academie.outlet.head.item_data", lambda context: "")
            assert queries(page) == with_data


def test_the_front_page_tells_who_we_are():
    found = graph(Template("{% include 'outlet/_site.html' %}").render(Context()))
    assert [node["@type"] for node in found] == ["Organization", "WebSite"]
    assert schema.graph_problems(found) == []
    assert "{search_term_string}" in found[1]["potentialAction"]["target"]["urlTemplate"]


def test_lists_of_words_are_valid(client, vocabulary, site):
    for facet in ("cluster", "niveau", "sector", "rol", "behoefte", "thema", "regio"):
        response = client.get(f"/begrippen/{facet}.jsonld")
        assert response["Content-Type"] == "application/ld+json"
        made = response.json()
        del made["@context"]
        assert schema.problems(made) == [], facet
    assert client.get("/begrippen/geheim.jsonld").status_code == 404
    assert concept_set("niveau")["hasDefinedTerm"][0]["termCode"] == "school"


def test_every_word_of_ours_stands_at_the_address_it_names(client, items):
    (node, *_) = page_graph(client, items["toolkit"])
    for term in node["about"]:
        path = term["inDefinedTermSet"].removeprefix("http://localhost")
        known = {one["@id"] for one in client.get(path).json()["hasDefinedTerm"]}
        assert term["@id"] in known


def test_bulk_and_page_tell_the_same(client, items):
    """What a harvester gets is what the page says, but for what only the page can know."""
    bulk = {record.permanent_id: described(record) for record in records()}
    for page in items.values():
        (node, *_) = page_graph(client, page)
        other = bulk[page.permanent_id]
        only_there = {"remainingAttendeeCapacity", "offers", "spatialCoverage", "location"}
        assert {k: v for k, v in node.items() if k not in only_there} == {
            k: v for k, v in other.items() if k not in only_there
        }
