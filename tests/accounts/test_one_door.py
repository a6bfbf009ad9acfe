"""One door for the site and for the admin, and nothing of other packages' doors."""

import pytest
from django.contrib.auth.models import Group
from django.urls import NoReverseMatch, reverse

from academie.accounts.demo import ensure_demo_accounts
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/beheer/", "/beheer/pages/", "/mijn-academie/gegevens/"])
def test_who_is_not_logged_in_comes_to_the_door(client, site, path):
    answer = client.get(path)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/inloggen/?next=/")


@pytest.mark.parametrize("path", ["/beheer/login/", "/_util/login/"])
def test_other_doors_lead_here_and_keep_where_to_go(client, site, path):
    answer = client.get(path, {"next": "/beheer/pages/"})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/inloggen/?")
    assert "next=%2Fbeheer%2Fpages%2F" in answer["Location"]
    assert 'value="/beheer/pages/"' in client.get(answer["Location"]).text


@pytest.mark.parametrize(
    "path",
    [
        "/beheer/password_reset/",
        "/beheer/password_reset/confirm/MQ/abc-def/",
        "/accounts/login/",
        "/accounts/signup/",
        "/inloggen/signup/",
        "/mijn-academie/beveiliging/email/",
    ],
)
def test_no_other_way_to_get_in(client, site, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "name",
    [
        "account_signup",
        "account_email",
        "account_change_password",
        "account_set_password",
        "account_reset_password",
        "account_request_login_code",
        "socialaccount_signup",
        "socialaccount_connections",
        "mfa_signup_webauthn",
    ],
)
def test_pages_of_allauth_that_we_do_not_use_have_no_address(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize("path", ["/uitloggen/", "/beheer/logout/"])
def test_logging_out_takes_a_press_and_ends_the_session(client, site, path):
    client.force_login(factories.make_user("iemand"))
    assert client.get(path).status_code == 200
    assert "_auth_user_id" in client.session
    key = client.session.session_key
    answer = client.post(path)
    assert answer.status_code == 303
    assert "U bent uitgelogd" in client.get(answer["Location"]).text
    assert "_auth_user_id" not in client.session
    assert client.session.session_key != key


def test_logging_in_gives_a_new_session(client, site):
    """Whoever put a session into somebody's browser has nothing after the login."""
    client.get("/inloggen/")
    client.session["x"] = 1
    client.session.save()
    before = client.session.session_key
    user = factories.make_user("iemand")
    user.set_password("een-lang-wachtwoord")
    user.save()
    client.post("/inloggen/wachtwoord/", {"username": "iemand", "password": "een-lang-wachtwoord"})
    assert client.session["_auth_user_id"] == str(user.pk)
    assert client.session.session_key != before


def test_who_may_not_enter_the_admin_does_not_go_round(client, site):
    client.force_login(factories.make_user("iemand", first_name="Iemand"))
    answer = client.get("/beheer/", follow=True)
    assert answer.status_code == 200
    assert len(answer.redirect_chain) == 1
    assert "kunt u niet in het beheer" in answer.text


def test_who_is_in_already_goes_on_by_a_press(client, site):
    client.force_login(factories.make_user("iemand"))
    assert client.get("/inloggen/")["Location"] == "/mijn-academie/"
    assert 'href="/agenda/"' in client.get("/inloggen/?next=/agenda/").text


class TestDemo:
    """Accounts that everybody may use, in the demo only."""

    @pytest.fixture(autouse=True)
    def accounts(self, settings, site):
        settings.DEMO = True
        return ensure_demo_accounts()

    def test_each_has_a_button(self, client, accounts):
        text = client.get("/inloggen/").text
        for user in accounts.values():
            assert f"Log in als {user.get_full_name()}" in text

    def test_a_press_logs_in_and_goes_on(self, client, accounts):
        answer = client.post("/inloggen/demo/", {"account": "demo-redacteur", "next": "/beheer/"})
        assert answer["Location"] == "/beheer/"
        assert client.session["_auth_user_id"] == str(accounts["demo-redacteur"].pk)
        client.post("/inloggen/demo/", {"account": "demo-deelnemer"})
        assert client.session["_auth_user_id"] == str(accounts["demo-deelnemer"].pk)

    def test_a_link_does_nothing(self, client):
        assert client.get("/inloggen/demo/?account=demo-redacteur").status_code == 405

    def test_only_demo_accounts(self, client):
        factories.make_user("echt")
        assert client.post("/inloggen/demo/", {"account": "echt"}).status_code == 404

    def test_nowhere_else(self, client, settings):
        settings.DEMO = False
        assert "demo-redacteur" not in client.get("/inloggen/").text
        assert client.post("/inloggen/demo/", {"account": "demo-redacteur"}).status_code == 404


def test_every_page_needs_its_own_token_against_other_sites(site):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    for path in ("/inloggen/", "/inloggen/wachtwoord/", "/uitloggen/", "/beheer/login/"):
        assert client.post(path, {"email": "a@b.nl"}).status_code == 403


def test_a_specialist_comes_into_the_admin(client, site):
    user = factories.make_user("specialist")
    user.groups.add(Group.objects.get(name="Specialist"))
    client.force_login(user)
    assert client.get("/beheer/").status_code == 200
