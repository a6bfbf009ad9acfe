"""Requests: every verb by GET and POST, every error."""

import uuid

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from academie.outlet.models import OfferedItem
from academie.outlet.oai import tokens
from tests import factories
from tests.outlet.oai.strict import OAI, code, identifiers, read
from tests.pages import few_queries

pytestmark = pytest.mark.django_db

UNKNOWN = f"urn:uuid:{uuid.UUID(int=7)}"


def ask(client, **asked):
    return client.get("/oai/", {name.rstrip("_"): value for name, value in asked.items()})


def post(client, **asked):
    return client.post("/oai/", {name.rstrip("_"): value for name, value in asked.items()})


@pytest.mark.parametrize("way", [ask, post])
def test_all_six_verbs_answer(client, items, way):
    one = items["toolkit"].permanent_id.urn
    for verb, more in {
        "Identify": {},
        "ListMetadataFormats": {},
        "ListSets": {},
        "ListIdentifiers": {"metadataPrefix": "oai_dc"},
        "ListRecords": {"metadataPrefix": "lom"},
        "GetRecord": {"metadataPrefix": "schema", "identifier": one},
    }.items():
        name, _ = read(way(client, verb=verb, **more))
        assert name == verb


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", "badVerb"),
        ("verb=", "badVerb"),
        ("verb=listRecords", "badVerb"),
        ("verb=Identify&verb=Identify", "badVerb"),
        ("verb=Identify&x=1", "badArgument"),
        ("verb=ListRecords", "badArgument"),
        ("verb=ListRecords&metadataPrefix=", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=lom", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=gisteren", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-30", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01T00:00Z", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01T00:00:00", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=", "badArgument"),
        (
            "verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01&until=2026-01-02T00:00:00Z",
            "badArgument",
        ),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-02&until=2026-01-01", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=a%20b", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&resumptionToken=x", "badArgument"),
        ("verb=ListRecords&resumptionToken=x", "badResumptionToken"),
        ("verb=ListIdentifiers&resumptionToken=", "badResumptionToken"),
        ("verb=ListSets&resumptionToken=x", "badResumptionToken"),
        ("verb=ListRecords&metadataPrefix=marc", "cannotDisseminateFormat"),
        ("verb=GetRecord&metadataPrefix=oai_dc", "badArgument"),
        (f"verb=GetRecord&metadataPrefix=oai_dc&identifier={UNKNOWN}", "idDoesNotExist"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=%00", "idDoesNotExist"),
        (f"verb=ListMetadataFormats&identifier={UNKNOWN}", "idDoesNotExist"),
        ("verb=ListRecords&metadataPrefix=oai_dc&until=1999-01-01", "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=8999-01-01", "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=cluster:onbekend", "noRecordsMatch"),
        (
            "verb=ListRecords&metadataPrefix=oai_dc&from=9999-12-31&until=9999-12-31",
            "noRecordsMatch",
        ),
        ("verb=ListRecords&metadataPrefix=oai_dc&until=0001-01-01", "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=lom&set=type:training", "noRecordsMatch"),
    ],
)
def test_every_mistake_has_its_code(client, items, query, expected):
    assert code(client.get(f"/oai/?{query}")) == expected
    assert (
        code(client.post("/oai/", query, content_type="application/x-www-form-urlencoded"))
        == expected
    )


def test_another_spelling_of_a_number_is_another_identifier(client, items):
    one = items["toolkit"].permanent_id
    for other in (str(one), one.urn.upper(), f"{{{one}}}", one.hex):
        assert (
            code(ask(client, verb="GetRecord", metadataPrefix="oai_dc", identifier=other))
            == "idDoesNotExist"
        )


def test_an_event_has_no_lom(client, items):
    one = items["training"].permanent_id.urn
    assert (
        code(ask(client, verb="GetRecord", metadataPrefix="lom", identifier=one))
        == "cannotDisseminateFormat"
    )
    _, formats = read(ask(client, verb="ListMetadataFormats", identifier=one))
    assert [one.text for one in formats.iter(f"{OAI}metadataPrefix")] == ["oai_dc", "schema"]


def test_a_request_is_repeated_in_the_answer(client, items):
    response = ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc", from_="2026-01-01")
    assert b'verb="ListIdentifiers" metadataPrefix="oai_dc" from="2026-01-01"' in response.content


def test_a_token_of_one_verb_is_no_token_of_another(client, items):
    place = tokens.begin("ListRecords", "oai_dc", "", None, None)
    token = tokens.write(place)
    read(ask(client, verb="ListRecords", resumptionToken=token))
    assert code(ask(client, verb="ListIdentifiers", resumptionToken=token)) == "badResumptionToken"
    changed = token[:-1] + ("A" if token[-1] != "A" else "B")
    assert code(ask(client, verb="ListRecords", resumptionToken=changed)) == "badResumptionToken"


def test_an_old_token_is_refused(client, items, monkeypatch):
    token = tokens.write(tokens.begin("ListRecords", "oai_dc", "", None, None))
    monkeypatch.setattr(tokens, "HOURS", -1)
    assert code(ask(client, verb="ListRecords", resumptionToken=token)) == "badResumptionToken"


def test_sets_select(client, items):
    def found(spec):
        _, body = read(ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc", set=spec))
        return set(identifiers(body))

    assert found("type:toolkit") == {items["toolkit"].permanent_id.urn}
    everything = {page.permanent_id.urn for page in items.values()}
    assert found("type") == found("cluster:cluster-2") == found("niveau") == everything
    _, body = read(ask(client, verb="ListSets"))
    offered = {one.text for one in body.iter(f"{OAI}setSpec")}
    assert {"type", "type:toolkit", "cluster:cluster-2", "niveau:school", "sector:po"} <= offered
    assert "type:nieuws" not in offered


def test_news_is_not_offered(client, site, items):
    from academie.outlet import ledger

    factories.make_nieuws(site)
    factories.make_content_page(site)
    ledger.sweep()
    assert OfferedItem.objects.count() == len(items)


def test_reading_writes_nothing(client, items):
    with few_queries(budget=80):
        ask(client, verb="ListRecords", metadataPrefix="schema")


def test_other_methods_are_refused(client):
    assert client.put("/oai/").status_code == 405
    assert client.head("/oai/", {"verb": "Identify"}).status_code == 200


@pytest.mark.parametrize(
    ("ours", "told"),
    [
        ("Academie <post@academie.example>", "post@academie.example"),
        ("academie@localhost", "academie@localhost.invalid"),
        ("", "academie@localhost.invalid"),
    ],
)
def test_the_address_of_the_owner_is_one_of_the_schema(client, site, settings, ours, told):
    settings.DEFAULT_FROM_EMAIL = ours
    _, body = read(ask(client, verb="Identify"))
    assert body.findtext(f"{OAI}adminEmail") == told


def test_identify_without_any_item(client, site):
    read(ask(client, verb="Identify"))
    assert code(ask(client, verb="ListRecords", metadataPrefix="oai_dc")) == "noRecordsMatch"


_names = st.sampled_from(
    ["verb", "metadataPrefix", "identifier", "set", "from", "until", "resumptionToken", "x"]
)
_values = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            "ListRecords",
            "GetRecord",
            "Identify",
            "ListSets",
            "oai_dc",
            "lom",
            UNKNOWN,
            "2026-01-01",
            "0000-00-00",
            "9999-12-31T23:59:59Z",
            "\x00",
            "٢٠٢٦-٠١-٠١",
            "type:",
            ":",
        ]
    ),
)


@given(st.lists(st.tuples(_names, _values), max_size=6))
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_question_breaks_it(client, db, pairs):
    from django.http import QueryDict

    query = QueryDict(mutable=True)
    for name, value in pairs:
        query.appendlist(name, value.encode("utf-8", "ignore").decode())
    read(client.get(f"/oai/?{query.urlencode()}"))
