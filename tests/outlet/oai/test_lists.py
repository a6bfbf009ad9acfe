"""Long lists: page by page, while items come, change and go; and what is gone stays told."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from academie.outlet import ledger
from academie.outlet.models import OfferedItem
from academie.outlet.oai import verbs
from tests import factories
from tests.outlet.hidden import SECRET, WAYS
from tests.outlet.oai.strict import OAI, code, identifiers, read, token_of

pytestmark = pytest.mark.django_db

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def small_pages(monkeypatch):
    monkeypatch.setattr(verbs, "PER_ANSWER", 2)


def ask(client, **asked):
    return read(client.get("/oai/", {name.rstrip("_"): value for name, value in asked.items()}))


def age(page, days):
    """Set back when an item was offered."""
    stamp = LONG_AGO + timedelta(days=days)
    OfferedItem.objects.filter(pk=page.permanent_id).update(stamp=stamp)
    return stamp


def harvest(client, between=lambda turn: None, verb="ListRecords", **asked):
    """Return identifier -> gone, as the last word of a whole harvest."""
    found = {}
    _, body = ask(client, verb=verb, metadataPrefix="oai_dc", **asked)
    for turn in range(50):
        found |= identifiers(body)
        token = token_of(body)
        if not token:
            return found
        between(turn)
        _, body = ask(client, verb=verb, resumptionToken=token)
    raise AssertionError("The list does not end.")


def make(site, count, first=0):
    pages = [factories.make_toolkit(site, title=f"Kaart {first + n}") for n in range(count)]
    ledger.sweep()
    for number, page in enumerate(pages):
        age(page, first + number)
    return pages


@pytest.mark.parametrize("verb", ["ListRecords", "ListIdentifiers"])
def test_a_list_in_pages_is_whole(client, site, small_pages, verb):
    pages = make(site, 5)
    assert harvest(client, verb=verb) == {page.permanent_id.urn: False for page in pages}


def test_sizes_and_cursors(client, site, small_pages):
    make(site, 5)
    _, body = ask(client, verb="ListRecords", metadataPrefix="oai_dc")
    seen = []
    while True:
        token = body.find(f"{OAI}resumptionToken")
        seen.append((token.get("cursor"), token.get("completeListSize"), bool(token.text)))
        if not token.text:
            break
        _, body = ask(client, verb="ListRecords", resumptionToken=token.text)
    assert seen == [("0", "5", True), ("2", "5", True), ("4", "5", False)]


def test_a_list_that_fits_has_no_token(client, items):
    _, body = ask(client, verb="ListRecords", metadataPrefix="oai_dc")
    assert body.find(f"{OAI}resumptionToken") is None


def test_items_that_come_change_and_go_during_a_harvest(client, site, small_pages):
    pages = make(site, 6)
    made = []

    def between(turn):
        if turn == 0:
            made.extend(make(site, 1, first=20))
            # Given already, and not given yet: both go.
            pages[0].unpublish()
            pages[5].unpublish()
            pages[1].title = "Anders"
            pages[1].save_revision().publish()
            ledger.sweep()

    found = harvest(client, between)
    assert {urn for urn, gone in found.items() if gone} == {
        pages[0].permanent_id.urn,
        pages[5].permanent_id.urn,
    }
    alive = {page.permanent_id.urn for page in (*pages[1:5], *made)}
    assert {urn for urn, gone in found.items() if not gone} == alive


def test_many_of_one_second_are_each_given_once(client, site, small_pages):
    pages = make(site, 7)
    OfferedItem.objects.update(stamp=LONG_AGO)
    count = []
    _, body = ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc")
    while True:
        count += identifiers(body)
        if not token_of(body):
            break
        _, body = ask(client, verb="ListIdentifiers", resumptionToken=token_of(body))
    assert sorted(count) == sorted(page.permanent_id.urn for page in pages)


def test_from_and_until_are_both_part_of_the_period(client, site):
    pages = make(site, 4)
    numbers = [page.permanent_id.urn for page in pages]

    def found(**asked):
        _, body = ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc", **asked)
        return list(identifiers(body))

    assert found(from_="2026-01-02", until="2026-01-03") == numbers[1:3]
    assert found(from_="2026-01-02T00:00:00Z", until="2026-01-03T00:00:00Z") == numbers[1:3]
    assert found(until="2026-01-01T00:00:00Z") == numbers[:1]
    assert found(from_="2026-01-04") == numbers[3:]
    response = client.get(
        "/oai/?verb=ListIdentifiers&metadataPrefix=oai_dc&from=2026-01-01T00:00:01Z"
        "&until=2026-01-01T23:59:59Z"
    )
    assert code(response) == "noRecordsMatch"


@pytest.mark.parametrize("way", WAYS)
def test_what_goes_becomes_a_tombstone(client, site, way):
    page = factories.make_toolkit(site, title=SECRET)
    ledger.sweep()
    age(page, 0)
    urn = page.permanent_id.urn
    WAYS[way](page)
    # At once, before the worker was there.
    assert harvest(client) == {urn: True}
    assert SECRET not in client.get("/oai/?verb=ListRecords&metadataPrefix=lom").content.decode()
    _, body = ask(client, verb="GetRecord", metadataPrefix="oai_dc", identifier=urn)
    assert identifiers(body) == {urn: True}
    # And afterwards for good, with a new date.
    assert ledger.sweep_gone()
    row = OfferedItem.objects.get(pk=page.permanent_id)
    assert row.gone
    assert row.stamp > LONG_AGO + timedelta(days=1)
    assert not ledger.sweep_gone()
    _, body = ask(client, verb="ListIdentifiers", metadataPrefix="schema", set="type:toolkit")
    assert identifiers(body) == {urn: True}


def test_what_comes_back_lives_again(client, site):
    page = factories.make_toolkit(site)
    ledger.sweep()
    page.unpublish()
    ledger.sweep_gone()
    page.save_revision().publish()
    ledger.sweep_gone()
    assert harvest(client) == {page.permanent_id.urn: False}


def test_what_was_never_public_is_not_known(client, site):
    page = factories.make_toolkit(site, publish=False)
    ledger.sweep()
    response = client.get(
        f"/oai/?verb=GetRecord&metadataPrefix=oai_dc&identifier={page.permanent_id.urn}"
    )
    assert code(response) == "idDoesNotExist"


def test_a_row_of_nothing_is_a_tombstone(client, site):
    number = uuid.uuid4()
    OfferedItem.objects.create(
        permanent_id=number, page_id=987654, stamp=LONG_AGO, sets=" type:toolkit "
    )
    assert harvest(client) == {number.urn: True}
