"""An editor's yes or no: never about one's own, only in one's own region, with a reason."""

import pytest
from django.test import Client

from academie.feedback.models import Experience, Reply, State
from academie.feedback.reviewing import GONE, NO_REASON, NotPossible, Reviewer, decide, find
from academie.feedback.telling import answer, tell
from academie.mail.models import OutgoingMail
from academie.taxonomy.models import Region
from tests import factories
from tests.feedback.people import account, shown, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def maker(db):
    return account("maker", "Specialist")


@pytest.fixture
def page(site, maker):
    return factories.make_toolkit(site, owner=maker)


@pytest.fixture
def editor(db):
    return account("redacteur", "Redacteur")


@pytest.fixture
def waiting(page):
    experience = tell(page.pk, account("lezer"), told(text="Wij deden het korter."))
    return find("ervaring", experience.pk)


def of_region(username, slug):
    user = account(username, "Regioredacteur")
    user.regions.set(Region.objects.filter(slug=slug))
    return user


def mails():
    return list(OutgoingMail.objects.order_by("pk").values_list("kind", "to"))


def test_a_yes_shows_the_text_and_tells_the_maker(waiting, editor, page, client):
    decide(waiting, editor, yes=True)
    assert "Wij deden het korter." in client.get(page.get_url()).content.decode()
    assert mails() == [("ervaring-nieuw", "maker@school.nl")]
    assert "korter" not in OutgoingMail.objects.get().text


def test_a_no_needs_a_reason_and_mails_it(waiting, editor, page, client):
    with pytest.raises(NotPossible, match=NO_REASON):
        decide(waiting, editor, yes=False)
    assert mails() == []
    decide(waiting, editor, yes=False, reason="Noem de school niet.")
    assert mails() == [("ervaring-geweigerd", "lezer@school.nl")]
    assert "Noem de school niet." in OutgoingMail.objects.get().text
    assert "korter" not in client.get(page.get_url()).content.decode()


def test_a_reason_has_an_end(waiting, editor):
    with pytest.raises(NotPossible):
        decide(waiting, editor, yes=False, reason="x" * 501)


def test_nobody_decides_about_an_own_text_or_an_own_item(site, waiting, editor):
    own_item = factories.make_werkinstructie(site, owner=editor)
    about_own = tell(own_item.pk, account("lezer-2"), told(text="Ging goed."))
    by_editor = tell(waiting.page.pk, editor, told(text="Ik ook."))
    reviewer = Reviewer(editor)
    assert [one.text.pk for one in reviewer.queue()] == [waiting.text.pk]
    for experience in (about_own, by_editor):
        with pytest.raises(NotPossible):
            decide(find("ervaring", experience.pk), editor, yes=True)
    assert Experience.objects.filter(state=State.SHOWN).count() == 0


def test_a_superuser_does_not_decide_about_her_own_either(page):
    boss = account("baas", is_superuser=True)
    mine = tell(page.pk, boss, told(text="Van mij."))
    with pytest.raises(NotPossible):
        decide(find("ervaring", mine.pk), boss, yes=True)


def test_a_regional_editor_decides_within_her_region(site, waiting):
    charlois = factories.make_werkinstructie(site, region=Region.objects.get(slug="charlois"))
    there = tell(charlois.pk, account("lezer-2"), told(text="Hier ook."))
    city, district = of_region("stad", "rotterdam"), of_region("wijk", "charlois")
    assert len(Reviewer(city).queue()) == 2
    assert [one.text.pk for one in Reviewer(district).queue()] == [there.pk]
    with pytest.raises(NotPossible):
        decide(waiting, district, yes=True)
    assert Reviewer(of_region("nergens", "bestaat-niet")).queue() == []


@pytest.mark.parametrize("group", ["Deelnemer", "Specialist"])
def test_others_have_no_queue(waiting, group):
    user = account("iemand", group)
    assert Reviewer(user).queue() == []
    with pytest.raises(NotPossible):
        decide(waiting, user, yes=True)


def test_a_text_that_changed_or_was_decided_is_not_decided_again(waiting, editor, page):
    tell(page.pk, waiting.text.user, told(text="Iets heel anders."))
    with pytest.raises(NotPossible, match=GONE):
        decide(waiting, editor, yes=True)
    fresh = find("ervaring", waiting.text.pk)
    decide(fresh, editor, yes=True)
    with pytest.raises(NotPossible, match=GONE):
        decide(fresh, editor, yes=False, reason="Toch niet.")
    assert find("ervaring", waiting.text.pk) is None


def test_the_makers_answer_is_read_too(page, maker, editor, client):
    experience = shown(page, text="Wij deden het korter.")
    reply = answer(experience, maker, "Dat kan goed.")
    assert "Dat kan goed." not in client.get(page.get_url()).content.decode()
    found = find("antwoord", reply.pk)
    assert not Reviewer(maker).may_decide(found.text, found.page)
    decide(found, editor, yes=True)
    assert "Dat kan goed." in client.get(page.get_url()).content.decode()
    assert mails() == [("ervaring-antwoord", experience.user.email)]


def test_a_refused_answer_is_mailed_to_the_maker(page, maker, editor):
    reply = answer(shown(page, text="Goed."), maker, "Dat klopt niet.")
    decide(find("antwoord", reply.pk), editor, yes=False, reason="Iets vriendelijker.")
    assert mails() == [("ervaring-geweigerd", "maker@school.nl")]
    assert Reply.objects.get().state == State.REFUSED


def test_without_an_address_there_is_no_mail(waiting, editor, page):
    Experience.objects.update(user=None)
    decide(find("ervaring", waiting.text.pk), editor, yes=False, reason="Te herkenbaar.")
    assert mails() == []


def log_in(user):
    client = Client()
    client.force_login(user)
    return client


def test_the_queue_in_the_admin(waiting, editor, maker, page):
    screen = f"/beheer/ervaringen/ervaring/{waiting.text.pk}/"
    browser = log_in(editor)
    assert page.title in browser.get("/beheer/ervaringen/").content.decode()
    assert "om te lezen" in browser.get("/beheer/").content.decode()
    refused = browser.post(screen, {"besluit": "weiger", "reden": " "})
    assert refused.status_code == 422
    assert "Fout: " in refused.content.decode()
    assert "Wij deden het korter." in browser.get(screen).content.decode()
    assert browser.post(screen, {"besluit": "plaats"}).status_code == 303
    assert Experience.objects.get().state == State.SHOWN
    assert Experience.objects.get().reviewer == editor
    assert browser.get(screen).status_code == 404
    assert browser.get("/beheer/ervaringen/iets/1/").status_code == 404


def test_the_queue_is_closed_to_others(waiting, maker):
    screen = f"/beheer/ervaringen/ervaring/{waiting.text.pk}/"
    browser = log_in(maker)
    for path in ("/beheer/ervaringen/", screen):
        response = browser.get(path)
        assert response.status_code in (302, 403)
        assert "korter" not in response.content.decode()
    browser.post(screen, {"besluit": "plaats"})
    district = log_in(of_region("wijk", "carnisse"))
    assert district.get("/beheer/ervaringen/").status_code == 200
    assert district.post(screen, {"besluit": "plaats"}).status_code in (302, 403)
    assert Experience.objects.get().state == State.WAITING
