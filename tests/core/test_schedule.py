"""Scheduled pages go online and off by the worker, each on its own."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Revision

from academie.core import schedule
from academie.core.jobs import jobs
from academie.library.models import Toolkit
from search.models import SearchOutbox
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def forget(monkeypatch):
    monkeypatch.setattr(schedule, "_troubled", set())


def scheduled(site, title: str, *, minutes: int) -> Toolkit:
    """Make a toolkit that goes online so many minutes from now (in the past: it is due)."""
    page = factories.make_toolkit(site, title=title, publish=False)
    page.go_live_at = timezone.now() + timedelta(days=1)
    revision = page.save_revision()
    revision.publish()
    assert not Toolkit.objects.get(pk=page.pk).live
    moment = timezone.now() + timedelta(minutes=minutes)
    content = {**revision.content, "go_live_at": moment.isoformat()}
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=moment, content=content)
    return page


def test_what_is_due_goes_online_and_is_noted_for_the_index(site):
    due, later = scheduled(site, "Nu", minutes=-1), scheduled(site, "Later", minutes=5)
    SearchOutbox.objects.all().delete()

    assert schedule.publish_what_is_due()
    assert not schedule.publish_what_is_due()

    assert Toolkit.objects.get(pk=due.pk).live
    assert not Toolkit.objects.get(pk=later.pk).live
    assert set(SearchOutbox.objects.values_list("doc_key", flat=True)) == {f"page:{due.pk}"}


def test_what_is_expired_goes_off(site):
    page = factories.make_toolkit(site)
    Toolkit.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))

    assert schedule.publish_what_is_due()

    page.refresh_from_db()
    assert not page.live
    assert page.expired


def test_one_page_with_a_fault_holds_up_no_other(site, monkeypatch, caplog):
    bad, good = scheduled(site, "Stuk", minutes=-2), scheduled(site, "Heel", minutes=-1)
    publish = Revision.publish

    def explode(self, **options):
        if self.object_id == str(bad.pk):
            raise ValueError("a bug")
        return publish(self, **options)

    monkeypatch.setattr(Revision, "publish", explode)
    assert schedule.publish_what_is_due()
    schedule.publish_what_is_due()

    assert Toolkit.objects.get(pk=good.pk).live
    assert not Toolkit.objects.get(pk=bad.pk).live
    assert caplog.text.count("failed") == 1, "told once"


def test_the_worker_knows_the_job():
    assert "geplande publicaties" in [job.name for job in jobs()]
