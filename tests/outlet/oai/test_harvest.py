"""A real client harvests a real server, while items come and go."""

from datetime import UTC, datetime, timedelta

import pytest
from oaipmh_scythe import HTTPConfig, Scythe
from oaipmh_scythe.exceptions import NoRecordsMatch

from academie.outlet import ledger
from academie.outlet.models import OfferedItem
from academie.outlet.oai import verbs
from tests import factories

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def small_pages(monkeypatch):
    monkeypatch.setattr(verbs, "PER_ANSWER", 3)


def make(site, count, first=0):
    pages = [factories.make_toolkit(site, title=f"Kaart {first + n}") for n in range(count)]
    ledger.sweep()
    for number, page in enumerate(pages):
        stamp = BEGIN + timedelta(days=first + number)
        OfferedItem.objects.filter(pk=page.permanent_id).update(stamp=stamp)
    return pages


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("prefix", ["oai_dc", "lom", "schema"])
def test_everything_is_harvested(live_server, committed_site, small_pages, prefix, method):
    pages = make(committed_site, 8)
    config = HTTPConfig(http_method=method)
    with Scythe(f"{live_server.url}/oai/", http_config=config) as scythe:
        found = list(scythe.list_records(metadata_prefix=prefix))
    assert [record.header.identifier for record in found] == [
        page.permanent_id.urn for page in pages
    ]
    assert not any(record.header.deleted for record in found)


def test_a_harvest_while_items_come_and_go(live_server, committed_site, small_pages):
    pages = make(committed_site, 9)
    last = {}
    made = []
    with Scythe(f"{live_server.url}/oai/") as scythe:
        for number, record in enumerate(scythe.list_records(metadata_prefix="oai_dc")):
            last[record.header.identifier] = record.header.deleted
            if number == 4:
                made += make(committed_site, 2, first=30)
                pages[0].unpublish()
                pages[8].delete()
                ledger.sweep()
    gone = {pages[0].permanent_id.urn, pages[8].permanent_id.urn}
    assert {urn for urn, deleted in last.items() if deleted} == gone
    alive = {page.permanent_id.urn for page in (*pages[1:8], *made)}
    assert {urn for urn, deleted in last.items() if not deleted} == alive


def test_only_what_changed_is_harvested_the_next_time(live_server, committed_site):
    pages = make(committed_site, 4)
    with Scythe(f"{live_server.url}/oai/") as scythe:
        first = list(scythe.list_records(metadata_prefix="oai_dc"))
        assert len(first) == 4
        later = "2026-06-01T00:00:00Z"
        with pytest.raises(NoRecordsMatch):
            list(scythe.list_records(metadata_prefix="oai_dc", from_=later))
        pages[2].unpublish()
        pages[1].title = "Anders"
        pages[1].save_revision().publish()
        ledger.sweep()
        changed = list(scythe.list_records(metadata_prefix="oai_dc", from_=later))
    assert {record.header.identifier: record.header.deleted for record in changed} == {
        pages[1].permanent_id.urn: False,
        pages[2].permanent_id.urn: True,
    }


def test_the_client_understands_the_repository(live_server, committed_site):
    (page,) = make(committed_site, 1)
    with Scythe(f"{live_server.url}/oai/") as scythe:
        identify = scythe.identify()
        assert identify.deletedRecord == "persistent"
        assert identify.protocolVersion == "2.0"
        assert {one.metadataPrefix for one in scythe.list_metadata_formats()} == {
            "oai_dc",
            "lom",
            "schema",
        }
        assert "type:toolkit" in {one.setSpec for one in scythe.list_sets()}
        record = scythe.get_record(identifier=page.permanent_id.urn, metadata_prefix="oai_dc")
        assert record.metadata["title"] == [page.title]
        headers = list(scythe.list_identifiers(metadata_prefix="lom", set_="type:toolkit"))
        assert [header.identifier for header in headers] == [page.permanent_id.urn]
