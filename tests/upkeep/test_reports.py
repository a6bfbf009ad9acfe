"""'Klopt niet meer?': from a reader without account to an answer."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from academie.mail.models import OutgoingMail
from academie.upkeep import kinds
from academie.upkeep.models import Report
from academie.upkeep.reports import kept, limits
from tests import factories
from tests.pages import few_queries, words

pytestmark = pytest.mark.django_db

THANKS = "/klopt-niet-meer/verstuurd/"


@pytest.fixture
def people(site):
    maker = factories.make_user("maker", email="maker@academie.nl")
    editor = factories.make_user("redacteur", email="redacteur@academie.nl")
    editor.groups.add(Group.objects.get(name="Redacteur"))
    boss = factories.make_user("baas", email="baas@academie.nl")
    boss.groups.add(Group.objects.get(name="Beheerder"))
    return maker, editor, boss


@pytest.fixture
def page(site, people):
    return factories.make_toolkit(site, owner=people[0])


@pytest.fixture
def browser() -> Client:
    """A browser as strict as the real thing."""
    return Client(enforce_csrf_checks=True)


def url(page):
    return f"/klopt-niet-meer/{page.permanent_id}/"


def sent(kind):
    return list(OutgoingMail.objects.filter(kind=kind).order_by("pk"))


class TestTheForm:
    def test_a_report_is_kept_and_the_maker_and_editors_hear(self, browser, page):
        data = {"what": "fout", "remark": "De termijn is fout.", "email": "Lezer@School.nl"}
        response = browser.post(url(page), data)
        assert (response.status_code, response.url) == (303, THANKS)
        assert not response.cookies
        report = Report.objects.get()
        assert (report.what, report.state, report.email) == ("fout", "nieuw", "lezer@school.nl")
        assert {mail.to for mail in sent("melding")} == {
            "maker@academie.nl",
            "redacteur@academie.nl",
        }
        assert not any("lezer@school.nl" in mail.text for mail in sent("melding"))
        assert browser.get(THANKS).status_code == 200

    def test_a_choice_can_be_enough(self, browser, page):
        assert browser.post(url(page), {"what": "verouderd"}).status_code == 303

    @pytest.mark.parametrize(
        ("data", "sentence"),
        [
            ({}, "Kies wat er is."),
            ({"what": "onzin"}, "Kies wat er is."),
            ({"what": "anders"}, "Schrijf op wat er niet klopt."),
            ({"what": "fout", "remark": "x" * 1001}, "Maak uw tekst korter"),
            ({"what": "fout", "remark": "ja", "email": "geen adres"}, "Dit e-mailadres klopt niet"),
            ({"what": "fout", "remark": "BSN 111222333"}, "BSN"),
        ],
    )
    def test_what_is_wrong_is_said_and_nothing_is_kept(self, browser, page, data, sentence):
        response = browser.post(url(page), data)
        assert response.status_code == 200
        assert "<title>Fout: " in response.text
        assert sentence in words(response)
        assert data.get("remark", "") in response.text
        assert not Report.objects.exists()

    def test_html_stays_text(self, browser, page):
        response = browser.post(url(page), {"remark": "<script>alert(1)</script>"})
        assert "<script>alert" not in response.text

    def test_a_machine_is_thanked_and_forgotten(self, browser, page):
        data = {"what": "verouderd", "website": "http://x"}
        assert browser.post(url(page), data).url == THANKS
        assert not Report.objects.exists()

    def test_too_many_is_said_calmly_and_keeps_nothing(self, browser, page, monkeypatch):
        monkeypatch.setattr(limits, "FROM", limits.Limit("melding-van", 2, timedelta(hours=1)))
        data = [{"what": "verouderd", "remark": f"Regel {number} is oud."} for number in range(3)]
        answers = [browser.post(url(page), one) for one in data]
        assert [one.status_code for one in answers] == [303, 303, 429]
        assert "<title>Fout: " in answers[2].text
        assert Report.objects.count() == 2

    def test_the_same_words_again_are_one_report_as_long_as_it_is_open(self, browser, page):
        for _ in range(3):
            browser.post(url(page), {"what": "dode-link", "remark": "De tweede link."})
        report = Report.objects.get()
        mails = OutgoingMail.objects.filter(kind=kinds.REPORTED)
        assert len({mail.key.split(":")[0] for mail in mails}) == 1
        Report.objects.update(state=Report.State.DONE)
        browser.post(url(page), {"what": "dode-link", "remark": "De tweede link."})
        assert Report.objects.exclude(pk=report.pk).count() == 1

    def test_only_public_items_have_one(self, browser, site):
        draft = factories.make_toolkit(site, publish=False)
        assert browser.get(url(draft)).status_code == 404
        assert browser.post(url(draft), {"what": "verouderd"}).status_code == 404

    def test_a_get_is_cheap_and_writes_nothing(self, browser, page):
        browser.get(url(page))
        with few_queries():
            response = browser.get(url(page))
        assert response.status_code == 200
        assert not response.cookies

    def test_every_type_of_card_leads_to_it(self, client, site):
        for make in (
            factories.make_toolkit,
            factories.make_werkinstructie,
            factories.make_praktijkverhaal,
            factories.make_training,
            factories.make_nieuws,
        ):
            one = make(site)
            assert url(one) in client.get(one.url).text


class TestTheDesk:
    @pytest.fixture
    def report(self, page):
        return kept.take_in(page, "fout", "De termijn klopt niet.", "lezer@school.nl")

    def test_taking_on_and_closing_answers_the_reporter(self, client, report, people):
        client.force_login(people[1])
        screen = f"/beheer/meldingen/{report.pk}/"
        listed = client.get("/beheer/meldingen/")
        assert report.page.title in listed.text
        shown = client.get(screen)
        assert "lezer@school.nl" not in shown.text
        assert "no-store" in shown["Cache-Control"]
        client.post(screen, {"actie": "pak-op"})
        report.refresh_from_db()
        assert (report.state, report.owner) == ("opgepakt", people[1])
        assert client.post(screen, {"actie": "sluit", "state": "verwerkt"}).status_code == 200
        client.post(screen, {"actie": "sluit", "state": "verwerkt", "answer": "Aangepast."})
        report.refresh_from_db()
        assert report.state == "verwerkt"
        (mail,) = sent("melding-antwoord")
        assert mail.to == "lezer@school.nl"
        assert "Aangepast." in mail.text
        client.post(screen, {"actie": "sluit", "state": "niet-gegrond", "answer": "Toch niet."})
        report.refresh_from_db()
        assert report.state == "verwerkt"

    def test_without_an_address_nobody_is_answered(self, page, people):
        report = kept.take_in(page, "verouderd", "", "")
        assert kept.close(report, people[1], "niet-gegrond", "Het klopt nog.")
        assert sent("melding-antwoord") == []

    def test_a_stranger_sees_nothing(self, client, report):
        for user in (
            factories.make_user("vreemde"),
            factories.make_user("specialist-van-elders"),
        ):
            if user.username.startswith("spec"):
                user.groups.add(Group.objects.get(name="Specialist"))
            client.force_login(user)
            assert "De termijn" not in client.get(f"/beheer/meldingen/{report.pk}/").text
            client.post(f"/beheer/meldingen/{report.pk}/", {"actie": "pak-op"})
        report.refresh_from_db()
        assert report.owner is None

    def test_a_regional_editor_sees_her_region_only(self, client, site, report, people):
        from academie.taxonomy.models import Region

        user = factories.make_user("regio")
        user.groups.add(Group.objects.get(name="Regioredacteur"))
        place = Region.objects.exclude(pk=report.page.specific.region_id).first()
        user.regions.add(place)
        client.force_login(user)
        assert client.get("/beheer/meldingen/").status_code == 200
        seen = client.get(f"/beheer/meldingen/{report.pk}/").status_code == 200
        own = report.page.specific.region
        inside = own is not None and place.slug in own.slug
        assert seen == inside


class TestTime:
    def test_nobody_for_five_working_days_goes_to_the_top_once(self, page, people):
        report = kept.take_in(page, "verouderd", "", "")
        friday = timezone.make_aware(timezone.datetime(2027, 3, 5, 12))
        Report.objects.filter(pk=report.pk).update(created_at=friday)
        assert not kept.escalate(friday + timedelta(days=7))
        assert kept.escalate(friday + timedelta(days=10))
        assert not kept.escalate(friday + timedelta(days=11))
        assert [mail.to for mail in sent("melding-te-laat")] == ["baas@academie.nl"]

    def test_who_took_it_on_is_left_in_peace(self, page, people):
        report = kept.take_in(page, "verouderd", "", "")
        kept.take_on(report, people[1])
        assert not kept.escalate(timezone.now() + timedelta(days=60))

    def test_an_owner_who_leaves_does_not_leave_it_behind(self, page, people):
        report = kept.take_in(page, "verouderd", "", "")
        kept.take_on(report, people[1])
        people[1].delete()
        assert kept.escalate(timezone.now() + timedelta(days=60))

    def test_the_address_goes_and_the_count_stays(self, page, people):
        now = timezone.now()
        closed = kept.take_in(page, "fout", "Iets", "een@school.nl")
        kept.close(closed, people[1], "verwerkt", "Klaar.")
        waiting = kept.take_in(page, "fout", "Iets", "twee@school.nl")
        assert not kept.forget(now + timedelta(days=89))
        assert kept.forget(now + timedelta(days=91))
        closed.refresh_from_db()
        waiting.refresh_from_db()
        assert (closed.email, waiting.email) == ("", "twee@school.nl")
        kept.forget(now + timedelta(days=181))
        waiting.refresh_from_db()
        assert waiting.email == ""
        assert Report.objects.count() == 2
