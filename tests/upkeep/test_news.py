"""One mail to who saved an item."""

import re

import pytest
from django.test import Client

from academie.mail.models import OutgoingMail
from academie.upkeep.models import NoNews, PublishedVersion, VersionNote
from academie.upkeep.versions import reading
from academie.upkeep.versions.news import leave_token, send_news
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(site):
    return factories.make_toolkit(site, materials="Krijt")


def mails():
    return list(OutgoingMail.objects.filter(kind="bewaard-veranderd").order_by("pk"))


def test_a_saver_gets_one_mail_for_one_version(page, saver, again):
    again(page, materials="Stiften")
    assert send_news()
    assert not send_news()
    (mail,) = mails()
    assert mail.to == saver.email
    assert "Nodig: was ‘Krijt’, is nu ‘Stiften’." in mail.text
    assert f"/versies/{page.permanent_id}/2/" in mail.text
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_the_first_version_is_no_news(page, saver):
    assert not send_news()
    assert mails() == []


def test_a_small_improvement_is_no_news(page, saver, again):
    VersionNote.objects.create(page=page, is_small=True)
    again(page, materials="Stiften")
    send_news()
    assert mails() == []


def test_nothing_that_readers_see_is_no_news(page, saver, again):
    again(page, seo_title="Anders")
    send_news()
    assert mails() == []


def test_a_page_that_went_away_is_no_news(page, saver, again):
    again(page, materials="Stiften").unpublish()
    send_news()
    assert mails() == []


def test_a_version_that_was_taken_back_is_no_news(page, saver, again):
    from django.utils import timezone

    again(page, materials="Stiften")
    reading.hide(PublishedVersion.objects.get(number=2), timezone.now())
    send_news()
    assert mails() == []


@pytest.mark.parametrize("values", [{"is_active": False}, {"email": ""}])
def test_who_cannot_be_reached_gets_nothing(page, saver, again, values):
    type(saver).objects.filter(pk=saver.pk).update(**values)
    again(page, materials="Stiften")
    send_news()
    assert mails() == []


def test_the_maker_knows_already(page, saver, again):
    page.owner = saver
    page.save()
    again(page, materials="Stiften")
    send_news()
    assert mails() == []


class TestLeaving:
    def link(self, page, saver, again):
        again(page, materials="Stiften")
        send_news()
        return re.search(r"(/versies/geen-mail/\?t=\S+)", mails()[0].text)[1]

    def test_a_get_changes_nothing(self, client, page, saver, again):
        assert client.get(self.link(page, saver, again)).status_code == 200
        assert not NoNews.objects.exists()

    def test_one_click_stops_this_item_only(self, page, saver, again, site):
        url = self.link(page, saver, again)
        browser = Client(enforce_csrf_checks=True)
        assert browser.post(url, {"List-Unsubscribe": "One-Click"}).status_code == 200
        browser.post(url, {"List-Unsubscribe": "One-Click"})
        assert [one.page_id for one in NoNews.objects.all()] == [page.pk]

        again(page, materials="Verf")
        other = factories.make_toolkit(site, title="Andere")
        again(other, materials="Verf")
        send_news()
        assert [mail.subject for mail in mails()[1:]] == ["Veranderd: Andere"]

    def test_all_stops_everything(self, client, page, saver, again, site):
        client.post(self.link(page, saver, again), {"wat": "alles"})
        again(factories.make_toolkit(site, title="Andere"), materials="Verf")
        send_news()
        assert len(mails()) == 1

    @pytest.mark.parametrize("token", ["", "x", "1-2", "1-2:abc", "x" * 5000, "\x00"])
    def test_a_false_link_is_calm(self, client, db, token):
        assert client.get("/versies/geen-mail/", {"t": token}).status_code == 404
        assert client.post(f"/versies/geen-mail/?t={token[:50]}").status_code == 404

    def test_a_link_of_somebody_who_left_is_calm(self, client, page, saver):
        token = leave_token(saver.pk, page.pk)
        saver.delete()
        assert client.get("/versies/geen-mail/", {"t": token}).status_code == 404
