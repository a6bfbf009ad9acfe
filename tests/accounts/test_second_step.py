"""The second step: passed after every first one, and asked of all who enter the admin."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.contrib.auth.models import Group
from django.test import Client, RequestFactory
from django.urls import reverse

from academie.accounts import links
from academie.core.models import Attempt
from tests import factories
from tests.accounts.mails import sent_to

pytestmark = pytest.mark.django_db

SECRET = "JBSWY3DPEHPK3PXP"
STEP = "/inloggen/tweede-stap/"


def code(secret=SECRET, ahead=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))


@pytest.fixture
def editor(site):
    user = factories.make_user("redacteur", email="red@school.nl", first_name="Red")
    user.groups.add(Group.objects.get(name="Redacteur"))
    return user


@pytest.fixture
def with_app(editor):
    TOTP.activate(editor, SECRET)
    return editor


def first_step(client, user, target=""):
    _, token = links.make(user.email, user, target)
    return client.post(f"/inloggen/link/?t={token}")


def test_a_secret_is_not_in_the_database_in_the_clear(with_app):
    assert SECRET not in str(Authenticator.objects.get().data)


def test_without_a_second_step_the_first_is_enough(client, editor):
    first_step(client, editor, "/beheer/")
    assert client.session["_auth_user_id"] == str(editor.pk)


@pytest.mark.parametrize("way", ["link", "password", "demo"])
def test_every_first_step_leads_to_the_second(client, with_app, way, settings):
    if way == "link":
        answer = first_step(client, with_app, "/beheer/pages/")
    elif way == "password":
        with_app.set_password("een-lang-wachtwoord")
        with_app.save()
        answer = client.post(
            "/inloggen/wachtwoord/",
            {"username": "redacteur", "password": "een-lang-wachtwoord", "next": "/beheer/pages/"},
        )
    else:
        settings.DEMO = True
        type(with_app).objects.filter(pk=with_app.pk).update(is_demo=True)
        answer = client.post("/inloggen/demo/", {"account": "redacteur", "next": "/beheer/pages/"})
    assert answer["Location"] == STEP
    assert "_auth_user_id" not in client.session
    assert client.get("/beheer/").status_code == 302

    page = client.get(STEP)
    assert page["Cache-Control"] == "no-store"
    wrong = client.post(STEP, {"code": "000000"})
    assert wrong.status_code == 200
    assert "<title>Fout: " in wrong.text
    assert "Deze code klopt niet" in wrong.text
    assert client.post(STEP, {"code": code()})["Location"] == "/beheer/pages/"
    assert client.session["_auth_user_id"] == str(with_app.pk)


def test_a_code_works_once(with_app):
    one, other, now = Client(), Client(), code()
    first_step(one, with_app)
    assert one.post(STEP, {"code": now}).status_code == 302
    first_step(other, with_app)
    assert other.post(STEP, {"code": now}).status_code == 200
    assert "_auth_user_id" not in other.session


def test_after_five_wrong_codes_the_right_one_waits_too(with_app):
    for number in range(5):
        client = Client(REMOTE_ADDR=f"192.0.2.{number}")
        first_step(client, with_app)
        client.post(STEP, {"code": "000000"})
    client = Client()
    first_step(client, with_app)
    answer = client.post(STEP, {"code": code()})
    assert "te vaak een verkeerde code" in answer.text
    assert "_auth_user_id" not in client.session
    Attempt.objects.all().delete()
    assert client.post(STEP, {"code": code()}).status_code == 302


def test_a_recovery_code_works_once(with_app):
    codes = RecoveryCodes.activate(with_app).get_unused_codes()
    one, other = Client(), Client()
    first_step(one, with_app)
    assert one.post(STEP, {"code": codes[0]}).status_code == 302
    first_step(other, with_app)
    assert other.post(STEP, {"code": codes[0]}).status_code == 200


def test_the_second_step_alone_is_nothing(client, with_app):
    assert client.get(STEP)["Location"].startswith("/inloggen/")
    assert client.post(STEP, {"code": code()})["Location"].startswith("/inloggen/")
    assert "_auth_user_id" not in client.session


class TestAdmin:
    """settings.STAFF_SECOND_STEP: nothing of the admin without one."""

    PATHS = ("/beheer/", "/beheer/pages/", "/beheer/images/", "/beheer/account/")

    @pytest.fixture(autouse=True)
    def demanded(self, settings):
        settings.STAFF_SECOND_STEP = True

    @pytest.mark.parametrize("path", PATHS)
    def test_who_has_none_has_to_make_one(self, client, editor, path):
        client.force_login(editor)
        answer = client.get(path)
        assert answer["Location"] == "/mijn-academie/beveiliging/?nodig=1"
        assert "pas in het beheer" in client.get(answer["Location"]).text

    @pytest.mark.parametrize("path", PATHS)
    def test_who_did_not_pass_it_has_to(self, client, with_app, path):
        client.force_login(with_app)
        answer = client.get(path)
        assert answer["Location"].startswith("/mijn-academie/beveiliging/opnieuw/?next=")
        way = client.get(answer["Location"])["Location"]
        assert way.startswith("/mijn-academie/beveiliging/code/opnieuw/?next=")
        passed = client.post(way, {"code": code(), "next": path})
        assert passed["Location"] == path
        assert client.get(path).status_code in {200, 302}
        assert "beveiliging" not in client.get(path).get("Location", "")

    @pytest.mark.parametrize(
        ("method", "headers"),
        [
            ("post", {}),
            ("put", {}),
            ("get", {"X-Requested-With": "XMLHttpRequest"}),
            ("get", {"Accept": "application/json"}),
        ],
    )
    @pytest.mark.parametrize("path", ["/beheer/api/main/pages/", "/beheer/pages/1/edit/"])
    def test_no_form_and_no_program_gets_further(self, client, editor, path, method, headers):
        client.force_login(editor)
        answer = getattr(client, method)(path, headers=headers)
        assert answer.status_code == 403
        assert answer.json() == {"error": "Geef eerst uw tweede stap."}

    def test_somebody_elses_step_does_not_count(self, client, with_app, site):
        other = factories.make_user("ander")
        other.groups.add(Group.objects.get(name="Redacteur"))
        first_step(client, with_app)
        client.post(STEP, {"code": code()})
        assert client.get("/beheer/").status_code == 200
        client.force_login(other)
        assert client.get("/beheer/").status_code == 302

    def test_others_are_not_asked(self, client, site):
        client.force_login(factories.make_user("deelnemer"))
        assert client.get("/mijn-academie/gegevens/").status_code == 200

    def test_nobody_is_asked_at_the_door_or_on_the_way_out(self, client, editor):
        client.force_login(editor)
        assert client.get("/beheer/login/").status_code == 302
        assert client.post("/beheer/logout/").status_code == 303


def test_making_an_app_gives_codes_and_a_mail_and_opens_the_admin(
    client, editor, settings, monkeypatch
):
    # A test has no end of its transaction within the request, where a server has one.
    monkeypatch.setattr("django.db.transaction.on_commit", lambda done, **kwargs: done())
    settings.STAFF_SECOND_STEP = True
    client.force_login(editor)
    url = reverse("mfa_activate_totp")
    page = client.get(url)
    assert "<svg role=" in page.text
    assert "data:" not in page.text
    secret = re.search(r"over: <b>(\w+)</b>", page.text).group(1)
    assert "Deze code klopt niet" in client.post(url, {"code": "000000"}).text
    answer = client.post(url, {"code": code(secret)})
    assert answer["Location"] == "/mijn-academie/beveiliging/herstelcodes/"
    codes = client.get(answer["Location"])
    assert codes.status_code == 200
    assert len(re.findall(r"<li><b>\d{8}</b></li>", codes.text)) == 10
    assert client.get("/beheer/").status_code == 200
    assert "app met codes is toegevoegd" in sent_to("red@school.nl")[0].text


def test_taking_it_away_needs_the_code_once_more(client, with_app):
    client.force_login(with_app)
    url = reverse("mfa_deactivate_totp")
    answer = client.post(url)
    assert "/opnieuw/" in answer["Location"]
    assert Authenticator.objects.filter(user=with_app).exists()
    # What was pressed is done as soon as the code is right.
    client.post(answer["Location"], {"code": code(), "next": url})
    assert not Authenticator.objects.filter(user=with_app).exists()
    assert "weggehaald" in sent_to("red@school.nl")[0].text


def test_a_password_is_asked_before_a_first_second_step(client, editor):
    editor.set_password("een-lang-wachtwoord")
    editor.save()
    client.force_login(editor)
    answer = client.get(reverse("mfa_activate_totp"))
    assert answer["Location"].startswith("/mijn-academie/beveiliging/wachtwoord/")
    page = client.post(answer["Location"], {"password": "mis"})
    assert "Dit wachtwoord klopt niet" in page.text
    for _ in range(9):
        client.post(answer["Location"], {"password": "mis"})
    assert "te vaak" in client.post(answer["Location"], {"password": "een-lang-wachtwoord"}).text


PAGES = [
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_reauthenticate_webauthn",
    "account_reauthenticate",
    "accounts:again",
    "accounts:profile",
    "accounts:download",
    "accounts:leave",
]


@pytest.mark.parametrize("name", PAGES)
def test_private_pages_are_stored_nowhere_and_closed_to_others(client, site, name):
    answer = client.get(reverse(name))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/inloggen/?next=/")
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_a_mistake(client, with_app, name):
    RecoveryCodes.activate(with_app)
    client.force_login(with_app)
    again = reverse("mfa_reauthenticate")
    client.post(again, {"code": code(), "next": "/"})
    answer = client.get(reverse(name), follow=True)
    assert answer.status_code == 200
    assert "Two-Factor" not in answer.text
    assert "no-store" in answer["Cache-Control"]


def test_a_passkey_that_is_none_leads_back_calmly(client, site):
    for credential in ("", "{}", '{"id": "x"}', "geen json", '{"response": {"userHandle": "x"}}'):
        answer = client.post("/inloggen/sleutel/", {"credential": credential})
        assert answer.status_code == 302
        assert "sleutel=fout" in answer["Location"]
    assert "toegangssleutel lukte niet" in client.get(answer["Location"]).text


def test_a_program_gets_what_a_device_needs(client, site):
    answer = client.get("/inloggen/sleutel/", headers={"Accept": "application/json"})
    assert answer.json()["request_options"]["publicKey"]["userVerification"] == "required"


def test_the_middleware_asks_nothing_of_readers(site, settings):
    """Pages of readers read no session."""
    from academie.accounts.second_step import StaffSecondStepMiddleware

    settings.STAFF_SECOND_STEP = True
    request = RequestFactory().get("/zoeken/")
    assert StaffSecondStepMiddleware(lambda request: None).process_view(request) is None
