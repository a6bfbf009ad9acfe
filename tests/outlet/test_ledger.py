"""The list of what is offered: it follows the content by itself."""

import pytest

from academie.core.jobs import jobs
from academie.outlet import ledger
from academie.outlet.models import OfferedItem
from academie.taxonomy.models import Cluster
from tests import factories

pytestmark = pytest.mark.django_db


def follow():
    while ledger.follow_changes():
        pass


def row(page):
    return OfferedItem.objects.get(pk=page.permanent_id)


def long_ago():
    from datetime import UTC, datetime

    OfferedItem.objects.update(stamp=datetime(2020, 1, 1, tzinfo=UTC))


def test_a_publication_is_followed(site):
    page = factories.make_toolkit(site)
    follow()
    assert not row(page).gone
    assert " type:toolkit " in row(page).sets
    assert not ledger.follow_changes()


def test_a_change_moves_the_date_and_no_change_does_not(site):
    page = factories.make_toolkit(site)
    follow()
    long_ago()
    before = row(page)
    page.save()
    follow()
    ledger.sweep()
    assert row(page).stamp == before.stamp
    page.title = "Anders"
    page.save_revision().publish()
    follow()
    assert row(page).stamp > before.stamp
    assert row(page).fingerprint != before.fingerprint


def test_taking_off_and_deleting_are_followed(site):
    first, second = factories.make_toolkit(site), factories.make_toolkit(site, title="Twee")
    follow()
    first.unpublish()
    second.delete()
    follow()
    assert row(first).gone
    assert row(second).gone


def test_another_name_of_a_term_is_found_by_the_walk(site):
    page = factories.make_toolkit(site, clusters=["cluster-2"])
    follow()
    long_ago()
    Cluster.objects.filter(slug="cluster-2").update(label="Een andere naam")
    assert ledger.sweep()
    assert row(page).stamp.year > 2020
    assert not ledger.sweep()


def test_a_clock_that_goes_back_sets_no_earlier_date(site, monkeypatch):
    from datetime import timedelta

    from django.utils import timezone

    factories.make_toolkit(site)
    ledger.sweep()
    stamp = OfferedItem.objects.get().stamp
    early = timezone.now() - timedelta(minutes=5)
    monkeypatch.setattr(ledger.timezone, "now", lambda: early)
    page = factories.make_toolkit(site, title="Twee")
    ledger.sweep()
    assert row(page).stamp >= stamp


def test_the_worker_does_it():
    runs = {job.run for job in jobs()}
    assert {ledger.follow_changes, ledger.sweep_gone, ledger.sweep} <= runs
