"""Reminders in time, and saying that an item still holds."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import PageLogEntry

from academie.mail.models import OutgoingMail
from academie.upkeep.models import Confirmation, PublishedVersion, ReviewNotice
from academie.upkeep.reviewing.confirm import confirm
from academie.upkeep.reviewing.due import remind, wanted
from tests import factories

pytestmark = pytest.mark.django_db

TODAY = date(2027, 3, 1)
Kind = ReviewNotice.Kind


def person(name, group=""):
    user = factories.make_user(name, email=f"{name}@academie.nl")
    if group:
        user.groups.add(Group.objects.get(name=group))
    return user


@pytest.fixture
def people(site):
    return person("maker"), person("redacteur", "Redacteur"), person("baas", "Beheerder")


@pytest.fixture
def page(site, people):
    return factories.make_toolkit(site, owner=people[0], review_by=TODAY + timedelta(days=30))


def run(day):
    """Run twice, as two workers would, and return who got what."""
    before = set(OutgoingMail.objects.values_list("pk", flat=True))
    remind(day)
    remind(day)
    new = OutgoingMail.objects.exclude(pk__in=before).order_by("pk")
    return [(mail.to.partition("@")[0], mail.subject.partition(":")[0]) for mail in new]


def test_nobody_is_reminded_too_early(page):
    assert run(TODAY - timedelta(days=1)) == []


def test_the_maker_before_and_on_the_day_then_the_editors_then_the_top(page):
    assert run(TODAY) == [("maker", "Klopt dit nog? Zo geeft u een opdracht")]
    assert run(TODAY + timedelta(days=29)) == []
    assert run(TODAY + timedelta(days=30)) == [("maker", "Vandaag nakijken")]
    assert run(TODAY + timedelta(days=44)) == [("redacteur", "Te laat nagekeken")]
    assert run(TODAY + timedelta(days=73)) == []
    assert run(TODAY + timedelta(days=74)) == [("baas", "Niemand keek dit na")]
    assert run(TODAY + timedelta(days=200)) == []


@pytest.mark.parametrize("values", [{"is_active": False}, {"email": ""}, None])
def test_without_a_maker_the_editors_hear_at_once(page, people, values):
    if values is None:
        page.owner = None
        page.save()
    else:
        type(people[0]).objects.filter(pk=people[0].pk).update(**values)
    assert [who for who, _ in run(TODAY)] == ["redacteur"]


def test_a_new_date_begins_again(page):
    run(TODAY)
    type(page).objects.filter(pk=page.pk).update(review_by=TODAY + timedelta(days=20))
    assert len(run(TODAY)) == 1


def test_a_draft_and_an_item_without_a_date_are_left_alone(site, people):
    factories.make_toolkit(site, publish=False, owner=people[0], review_by=TODAY)
    factories.make_toolkit(site, title="Zonder", owner=people[0])
    assert run(TODAY) == []


def test_after_a_month_without_a_worker_the_maker_is_passed_by():
    late = TODAY - timedelta(days=40)
    assert wanted(TODAY, late, True, {}) == [Kind.LATE]
    assert wanted(TODAY, late, False, {}) == [Kind.NO_OWNER]


class TestConfirming:
    def url(self, page):
        return f"/na-te-kijken/{page.permanent_id}/"

    def test_it_moves_the_date_by_a_year_and_says_who(self, client, page, people):
        client.force_login(people[0])
        assert client.get(self.url(page)).status_code == 200
        assert not Confirmation.objects.exists()
        response = client.post(self.url(page))
        assert response.status_code == 303
        page.refresh_from_db()
        today = timezone.localdate()
        assert page.review_by.year == today.year + 1
        (said,) = Confirmation.objects.all()
        assert (said.user, said.due) == (people[0], page.review_by)
        entry = PageLogEntry.objects.get(action="upkeep.confirmed")
        assert entry.user == people[0]

    def test_twice_is_once(self, page, people):
        assert confirm(page, people[0]) == confirm(page, people[0])

    def test_the_words_stay_and_nobody_becomes_a_maker(self, page, people):
        page.materials = "Nog niet klaar"
        draft = page.save_revision(user=people[1])
        confirm(page, people[0])
        page.refresh_from_db()
        assert page.materials != "Nog niet klaar"
        assert page.latest_revision_id == draft.pk
        draft.refresh_from_db()
        assert draft.user == people[1]
        assert draft.content["review_by"] == page.review_by.isoformat()
        assert PublishedVersion.objects.filter(page_id=page.pk).count() == 1

    def test_a_draft_that_is_published_later_keeps_the_new_date(self, page, people):
        page.materials = "Nieuw"
        draft = page.save_revision()
        due = confirm(page, people[0]).due
        type(draft).objects.get(pk=draft.pk).publish()
        page.refresh_from_db()
        assert (page.materials, page.review_by) == ("Nieuw", due)

    def test_an_editor_may_and_a_stranger_may_not(self, client, page, people):
        client.force_login(people[1])
        assert client.get(self.url(page)).status_code == 200
        client.force_login(person("vreemde"))
        assert client.get(self.url(page)).status_code == 404
        assert client.post(self.url(page)).status_code == 404
        assert not Confirmation.objects.exists()

    def test_nobody_is_sent_to_log_in(self, client, page):
        response = client.get(self.url(page))
        assert response.status_code == 302
        assert response.url.startswith("/inloggen/")

    def test_a_draft_is_not_there(self, client, site, people):
        page = factories.make_toolkit(site, publish=False, owner=people[0], title="Concept")
        client.force_login(people[0])
        assert client.get(self.url(page)).status_code == 404
