"""Making an account, changing one's details, taking them along, and going."""

import json

import pytest
from django.test import Client
from wagtail.models import Page

from academie.accounts import links
from academie.accounts.models import LoginLink, User
from academie.core import own_data as of_the_apps
from academie.mail.models import OutgoingMail
from academie.taxonomy.models import Cluster, Role
from tests import factories
from tests.accounts.mails import link_in, sent_to

pytestmark = pytest.mark.django_db

NEW = "nieuw@wijkteam.nl"


@pytest.fixture
def answers(site):
    return {
        "name": "Noor van Demo",
        "organisation": "Wijkteam Zuid",
        "side": "zorg",
        "roles": [Role.objects.all()[0].slug, Role.objects.all()[1].slug],
        "clusters": [Cluster.objects.first().slug],
        "region": "charlois",
    }


@pytest.fixture
def path(client, site):
    client.post("/inloggen/", {"email": NEW, "next": "/agenda/"})
    (mail,) = sent_to(NEW)
    assert mail.subject == "U hebt nog geen account"
    return link_in(mail)


def test_an_unknown_address_can_make_an_account(client, path, answers):
    page = client.get(path)
    assert page["Referrer-Policy"] == "no-referrer"
    assert "24 maanden" in page.text
    assert not User.objects.exists()

    assert client.post(path, answers)["Location"] == "/agenda/"
    user = User.objects.get()
    assert user.email == user.email_key == NEW
    assert user.get_full_name() == "Noor van Demo"
    assert [group.name for group in user.groups.all()] == ["Deelnemer"]
    assert (user.organisation, user.side, user.region.slug) == ("Wijkteam Zuid", "zorg", "charlois")
    assert user.roles.count() == 2
    assert not user.has_usable_password()
    assert not user.is_staff
    assert not user.is_superuser
    assert user.agreed_at
    assert client.session["_auth_user_id"] == str(user.pk)


def test_the_link_makes_one_account(client, path, answers):
    client.post(path, answers)
    assert Client().post(path, answers).status_code == 404
    assert User.objects.count() == 1


def test_no_more_rights_by_posting_them(client, path, answers):
    extra = {"is_superuser": "on", "groups": ["1", "2", "3"], "regions": ["1"], "email": "x@y.nl"}
    client.post(path, answers | extra)
    user = User.objects.get()
    assert [group.name for group in user.groups.all()] == ["Deelnemer"]
    assert not user.is_superuser
    assert not user.regions.exists()
    assert user.email == NEW


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "kijk op https://kwaad.nl"),
        ("name", "x" * 151),
        ("organisation", ""),
        ("organisation", "bel@mij.nl"),
        ("side", ""),
        ("side", "ruimte"),
        ("roles", []),
        ("roles", ["bestaat-niet"]),
        ("roles", ["\x00"]),
        ("clusters", ["bestaat-niet"]),
        ("region", "bestaat-niet"),
        ("region", "\x00"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_stays(client, path, answers, field, value):
    answer = client.post(path, answers | {field: value})
    assert answer.status_code == 200
    assert "<title>Fout: " in answer.text
    assert f'href="#{field}"' in answer.text
    assert f'id="{field}"' in answer.text
    if field != "organisation":
        assert 'value="Wijkteam Zuid"' in answer.text
    assert not User.objects.exists()


def test_a_login_link_makes_no_account_and_the_other_way_round(client, path, site, answers):
    user = factories.make_user("bekend", email="bekend@school.nl")
    _, token = links.make(user.email, user)
    assert client.post(f"/inloggen/account-maken/?t={token}", answers).status_code == 404
    join_token = path.partition("t=")[2]
    assert client.post(f"/inloggen/link/?t={join_token}").status_code == 404
    assert "_auth_user_id" not in client.session


def test_an_address_that_got_an_account_meanwhile(client, path, answers):
    factories.make_user("eerder", email=NEW)
    assert client.post(path, answers).status_code == 404
    assert User.objects.count() == 1


def test_a_machine_makes_nothing(client, path, answers):
    client.post(path, answers | {"website": "http://x"})
    assert not User.objects.exists()


class TestOwnDetails:
    @pytest.fixture
    def person(self, client, site):
        user = factories.make_user("lid", email="lid@school.nl", first_name="Lid")
        user.set_password("een-lang-wachtwoord")
        user.save()
        client.force_login(user)
        return user

    def test_change(self, client, person, answers):
        answer = client.post("/mijn-academie/gegevens/", answers, follow=True)
        assert "Wij hebben uw gegevens bewaard" in answer.text
        assert 'value="Noor van Demo"' in answer.text
        kept = User.objects.get(pk=person.pk)
        assert kept.organisation == "Wijkteam Zuid"
        assert kept.email == "lid@school.nl"

    def test_not_of_others_and_no_more_rights(self, client, person, answers):
        other = factories.make_user("ander", organisation="Blijft")
        extra = {"pk": other.pk, "id": other.pk, "is_superuser": "on", "groups": ["1"]}
        client.post("/mijn-academie/gegevens/", answers | extra)
        assert User.objects.get(pk=other.pk).organisation == "Blijft"
        kept = User.objects.get(pk=person.pk)
        assert not kept.is_superuser
        assert not kept.groups.exists()

    def test_another_address_is_used_after_its_owner_says_so(self, client, person):
        asked = client.post("/mijn-academie/gegevens/adres/", {"email": "ander@school.nl"})
        assert asked.status_code == 303
        assert User.objects.get(pk=person.pk).email == "lid@school.nl"
        path = link_in(sent_to("ander@school.nl")[0])
        assert client.get(path).status_code == 200
        assert User.objects.get(pk=person.pk).email == "lid@school.nl"
        # It does not log in, nor works for somebody else.
        token = path.partition("t=")[2]
        assert Client().post(f"/inloggen/link/?t={token}").status_code == 404
        thief = Client()
        thief.force_login(factories.make_user("dief"))
        assert thief.post(path).status_code == 404
        client.post(path)
        assert User.objects.get(pk=person.pk).email_key == "ander@school.nl"
        assert sent_to("lid@school.nl")[0].subject == "Uw account heeft een ander adres"

    def test_an_address_that_is_taken_gets_the_same_answer(self, client, person):
        factories.make_user("ander", email="ander@school.nl")
        asked = client.post("/mijn-academie/gegevens/adres/", {"email": "ANDER@school.nl"})
        assert asked["Location"] == "/mijn-academie/gegevens/?klaar=mail"
        assert sent_to("ander@school.nl")[0].subject == "Dit adres heeft al een account"
        assert not LoginLink.objects.exists()

    def test_download_holds_it_all_and_no_secrets(self, client, person, monkeypatch):
        tellers = [lambda user: {"proef": [{"nummer": user.pk}]}]
        monkeypatch.setattr(of_the_apps, "_tellers", tellers)
        answer = client.get("/mijn-academie/gegevens/download/")
        assert answer["Content-Disposition"].startswith("attachment")
        told = json.loads(answer.content)
        assert told["account"]["e-mail"] == "lid@school.nl"
        assert told["proef"] == [{"nummer": person.pk}]
        assert person.password not in answer.text

    def test_out_everywhere(self, client, person):
        other = Client()
        other.force_login(person)
        client.post("/mijn-academie/gegevens/overal-uitloggen/")
        for one in (client, other):
            assert one.get("/mijn-academie/gegevens/").status_code == 302

    def test_going_takes_a_tick(self, client, person):
        page = client.get("/mijn-academie/gegevens/wissen/")
        assert "blijft staan" in page.text
        answer = client.post("/mijn-academie/gegevens/wissen/")
        assert "<title>Fout: " in answer.text
        assert User.objects.filter(pk=person.pk).exists()

    def test_the_person_goes_and_the_text_stays(self, client, person, site):
        page = factories.make_toolkit(site, owner=person)
        page.save_revision(user=person)
        other = Client()
        other.force_login(person)
        answer = client.post("/mijn-academie/gegevens/wissen/", {"zeker": "ja"})
        assert "Uw account is gewist" in answer.text
        assert not User.objects.filter(pk=person.pk).exists()
        kept = Page.objects.get(pk=page.pk)
        assert kept.owner is None
        assert kept.live
        assert kept.latest_revision.user is None
        assert other.get("/mijn-academie/gegevens/").status_code == 302
        (mail,) = sent_to("lid@school.nl")
        assert mail.subject == "Uw account is gewist"
        assert mail.key.startswith("gewist:")

    def test_mail_that_waited_does_not_leave(self, client, person):
        client.post("/mijn-academie/gegevens/adres/", {"email": "ander@school.nl"})
        Client().post("/inloggen/", {"email": "lid@school.nl"})
        client.post("/mijn-academie/gegevens/wissen/", {"zeker": "ja"})
        assert [mail.subject for mail in sent_to("lid@school.nl")] == ["Uw account is gewist"]
        assert not LoginLink.objects.exists()
        assert OutgoingMail.objects.filter(to="ander@school.nl").count() <= 1

    def test_a_superuser_goes_on_the_server(self, client, site):
        boss = factories.make_user("baas", is_superuser=True)
        client.force_login(boss)
        assert "op de server" in client.get("/mijn-academie/gegevens/wissen/").text
        client.post("/mijn-academie/gegevens/wissen/", {"zeker": "ja"})
        assert User.objects.filter(pk=boss.pk).exists()
