"""Screens in the admin, and what is said on the card."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from academie.core.mine import parts
from academie.core.own_data import own_data
from academie.library.models import ReadingLink
from academie.shelves.models import Saved
from academie.upkeep.models import PublishedVersion, VersionNote
from academie.upkeep.reviewing.confirm import confirm
from academie.upkeep.versions.mine import changed_since
from tests import factories
from tests.pages import words

pytestmark = pytest.mark.django_db


def in_group(name):
    user = factories.make_user(name.lower(), email=f"{name.lower()}@academie.nl")
    user.groups.add(Group.objects.get(name=name))
    return user


@pytest.fixture
def page(site):
    return factories.make_toolkit(site, review_by=timezone.localdate())


def test_the_list_of_what_is_due_names_who_looked(client, page):
    editor = in_group("Redacteur")
    confirm(page, editor)
    client.force_login(editor)
    assert page.title not in client.get("/beheer/reports/na-te-kijken/").text
    type(page).objects.update(review_by=timezone.localdate() - timedelta(days=1))
    screen = client.get("/beheer/reports/na-te-kijken/").text
    assert page.title in screen
    assert "te laat" in screen
    assert "redacteur" in screen


def test_what_is_said_of_the_next_version(client, page):
    client.force_login(in_group("Redacteur"))
    screen = f"/beheer/versies/{page.pk}/"
    assert "Eerste versie" in client.get(screen).text
    client.post(screen, {"text": "Nieuwe wet.", "is_small": "on"})
    note = VersionNote.objects.get()
    assert (note.text, note.is_small) == ("Nieuwe wet.", True)
    client.post(screen, {"text": "BSN 111222333"})
    note.refresh_from_db()
    assert note.text == "Nieuwe wet."


def test_only_a_beheerder_takes_a_version_back(client, page):
    screen = f"/beheer/versies/{page.pk}/"
    client.force_login(in_group("Redacteur"))
    client.post(screen, {"weg": "1"})
    assert PublishedVersion.objects.get().hidden_at is None
    client.force_login(in_group("Beheerder"))
    client.post(screen, {"weg": "1"})
    assert PublishedVersion.objects.get().content == {}


def test_who_may_not_change_the_page_sees_no_versions(client, page):
    client.force_login(in_group("Specialist"))
    assert "Eerste versie" not in client.get(f"/beheer/versies/{page.pk}/").text


def test_an_expired_card_says_so_and_leads_on(client, site):
    newer = factories.make_werkinstructie(site, title="De nieuwe weg")
    yesterday = timezone.localdate() - timedelta(days=1)
    links = [ReadingLink(place="daarna", target=newer)]
    page = factories.make_werkinstructie(
        site, title="De oude weg", valid_until=yesterday, reading_links=links
    )
    text = words(client.get(page.url))
    assert "Deze kaart is niet meer geldig." in text
    assert "Dit hoort erna: De nieuwe weg" in text
    assert "Dit hoort erna" not in words(client.get(newer.url))


def test_mijn_academie_says_what_changed_since(page, again):
    user = factories.make_user("bewaarder")
    Saved.objects.create(user=user, page=page)
    assert changed_since(user.pk) == []
    again(page, materials="Stiften")
    (one,) = changed_since(user.pk)
    assert one["url"] == f"/versies/{page.permanent_id}/2/?sinds=1"
    page.refresh_from_db()
    page.unpublish()
    assert changed_since(user.pk) == []
    assert "veranderd" in [part.name for part in parts()]


def test_what_is_kept_of_somebody_is_in_her_download(page):
    editor = in_group("Redacteur")
    confirm(page, editor)
    assert own_data(editor)["Nagekeken kaarten"][0]["kaart"] == page.title
