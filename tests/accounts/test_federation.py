"""Logging in by way of one's own organisation, against a real OpenID Connect provider."""

import socket
import warnings
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

import pytest
import requests
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.contrib.auth.models import Group

from academie.accounts.federation import ProviderAdapter
from academie.accounts.models import User
from academie.settings.login import provider_settings, providers
from tests import factories

pytestmark = [
    pytest.mark.django_db,
    # The provider runs in a thread of the test; its library announces a successor.
    pytest.mark.filterwarnings("ignore:get_jwt_config:DeprecationWarning"),
]

BEGIN, BACK = "/inloggen/via/bestuur/", "/inloggen/via/bestuur/terug/"


def claims(sub, **values):
    return {"sub": sub, "claims": values}


PEOPLE = (
    claims(
        "101", email="noor@bestuur.nl", email_verified=True, given_name="Noor", family_name="Demo"
    ),
    claims("102", email="los@bestuur.nl", email_verified=False),
    claims("103", email="woord@bestuur.nl", email_verified="false"),
    claims("104", name="Zonder adres"),
    claims("105", email="geen adres", email_verified=True),
)


def use(settings, url):
    settings.OIDC_PROVIDERS = [
        {
            "id": "bestuur",
            "name": "het schoolbestuur",
            "server_url": url,
            "client_id": "academie",
            "client_secret": "geheim",
        }
    ]
    settings.SOCIALACCOUNT_PROVIDERS = provider_settings(settings.OIDC_PROVIDERS)


@pytest.fixture(scope="module")
def server():
    """A provider on this machine; without https, which its library has to be told."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from oidc_provider_mock import User as Somebody
        from oidc_provider_mock import run_server_in_thread
    people = [Somebody(**one) for one in PEOPLE]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
        with run_server_in_thread(require_nonce=True, user_claims=people) as running:
            yield f"http://localhost:{running.server_port}"


@pytest.fixture
def provider(server, settings, site):
    use(settings, server)
    return server


def at_provider(client, sub="101", **data):
    """Go to the provider and answer there; return the address that it sends the browser to."""
    begun = client.post(BEGIN, {"next": "/agenda/"})
    assert begun.status_code == 302
    given = {"action": "deny"} if data.get("deny") else {"sub": sub}
    answer = requests.post(begun["Location"], data=given, allow_redirects=False, timeout=5)
    return answer.headers["Location"]


def back(client, location):
    parts = urlsplit(location)
    assert parts.path == BACK
    return client.get(f"{parts.path}?{parts.query}")


def log_in(client, sub="101"):
    return back(client, at_provider(client, sub))


def test_no_button_without_the_setting(client, site):
    assert "/inloggen/via/" not in client.get("/inloggen/").text
    assert client.post(BEGIN).status_code == 404
    assert client.get(BACK).status_code == 404


def test_the_door_has_a_button_and_only_a_press_begins(client, provider):
    assert "Log in met het schoolbestuur" in client.get("/inloggen/").text
    assert client.get(BEGIN).status_code == 405


def test_what_is_asked_of_the_provider(client, provider):
    begun = client.post(BEGIN, {"next": "/agenda/"})
    asked = parse_qs(urlsplit(begun["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["nonce"][0]) >= 43
    assert len(asked["state"][0]) >= 16
    assert set(asked["scope"][0].split()) == {"openid", "profile", "email"}


def test_somebody_new_takes_part_and_has_no_more_rights(client, provider):
    answer = log_in(client)
    assert answer["Location"] == "/agenda/"
    user = User.objects.get()
    assert client.session["_auth_user_id"] == str(user.pk)
    assert [group.name for group in user.groups.all()] == ["Deelnemer"]
    assert (user.email, user.get_full_name()) == ("noor@bestuur.nl", "Noor Demo")
    assert not user.has_usable_password()
    # What the provider told is not kept, nor what opens the provider.
    assert SocialAccount.objects.get().extra_data == {}
    assert not SocialToken.objects.exists()


def test_the_second_time_it_is_the_same_person_whatever_her_address(client, provider):
    log_in(client)
    User.objects.update(email="anders@school.nl")
    client.post("/uitloggen/")
    log_in(client)
    assert User.objects.count() == 1
    assert client.session["_auth_user_id"] == str(User.objects.get().pk)


def test_an_account_with_a_verified_address_is_found(client, provider):
    user = factories.make_user("noor", email="Noor@Bestuur.nl")
    log_in(client)
    assert client.session["_auth_user_id"] == str(user.pk)
    assert User.objects.count() == 1


@pytest.mark.parametrize("sub", ["102", "103", "104", "105"])
def test_an_address_that_is_not_verified_opens_and_makes_nothing(client, provider, sub):
    factories.make_user("los", email="los@bestuur.nl")
    factories.make_user("woord", email="woord@bestuur.nl")
    answer = log_in(client, sub)
    assert answer.status_code == 403
    assert "Inloggen is niet gelukt" in answer.text
    assert "_auth_user_id" not in client.session
    assert User.objects.count() == 2
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize("kind", ["Specialist", "Redacteur", "Beheerder", "superuser"])
def test_an_address_never_opens_an_account_of_the_admin(client, provider, kind):
    user = factories.make_user("noor", email="noor@bestuur.nl", is_superuser=kind == "superuser")
    user.groups.set(Group.objects.filter(name=kind))
    answer = log_in(client)
    assert answer.status_code == 403
    assert "account met meer rechten" in answer.text
    assert "_auth_user_id" not in client.session
    assert not SocialAccount.objects.exists()


def test_the_second_step_is_asked_here_too(client, provider):
    log_in(client)
    TOTP.activate(User.objects.get(), "JBSWY3DPEHPK3PXP")
    client.post("/uitloggen/")
    answer = log_in(client)
    assert answer["Location"] == "/inloggen/tweede-stap/"
    assert "_auth_user_id" not in client.session


def test_an_account_that_was_stopped_stays_out(client, provider):
    log_in(client)
    User.objects.update(is_active=False)
    client.post("/uitloggen/")
    answer = log_in(client)
    assert answer["Location"] == "/inloggen/geen-toegang/"
    assert "_auth_user_id" not in client.session


def test_saying_no_at_the_provider_is_a_calm_page(client, provider):
    answer = back(client, at_provider(client, deny=True))
    page = client.get(answer["Location"]) if answer.status_code == 302 else answer
    assert page.status_code == 200
    assert "afgebroken" in page.text
    assert "_auth_user_id" not in client.session


def changed(location, **values):
    parts = urlsplit(location)
    query = {name: one[0] for name, one in parse_qs(parts.query).items()} | values
    return urlunsplit(parts._replace(query=urlencode(query)))


@pytest.mark.parametrize("values", [{"state": "x" * 16}, {"state": ""}, {"code": "x"}])
def test_an_answer_that_we_did_not_ask_for(client, provider, values):
    answer = back(client, changed(at_provider(client), **values))
    assert answer.status_code in {401, 403, 503}
    assert "Inloggen is niet gelukt" in answer.text
    assert not User.objects.exists()


def test_an_answer_works_once(client, provider):
    location = at_provider(client)
    back(client, location)
    client.post("/uitloggen/")
    assert back(client, location).status_code in {401, 403, 503}
    assert "_auth_user_id" not in client.session


def test_an_answer_to_another_nonce(client, provider):
    location = at_provider(client)
    session = client.session
    session["academie.oidc.nonce"] = "iets anders"
    session.save()
    answer = back(client, location)
    assert answer.status_code in {401, 403, 503}
    assert not User.objects.exists()


def test_an_answer_in_another_browser(client, provider):
    from django.test import Client

    location = at_provider(client)
    other = Client()
    assert back(other, location).status_code == 401
    assert "_auth_user_id" not in other.session


def test_a_false_signature(client, provider, monkeypatch):
    """The answer comes straight from the provider, and is checked all the same."""
    original = ProviderAdapter.get_access_token_data

    def forged(self, *args, **kwargs):
        data = original(self, *args, **kwargs)
        head, body, _ = data["id_token"].split(".")
        return data | {"id_token": f"{head}.{body}.{'A' * 342}"}

    monkeypatch.setattr(ProviderAdapter, "get_access_token_data", forged)
    assert log_in(client).status_code in {401, 503}
    assert not User.objects.exists()


def test_a_provider_that_is_down_is_a_calm_page(client, settings, site):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    use(settings, f"http://127.0.0.1:{port}")
    answer = client.post(BEGIN)
    assert answer.status_code == 503
    assert "Probeer het later nog eens" in answer.text


def test_every_question_to_a_provider_has_an_end(settings):
    from allauth.socialaccount import app_settings
    from allauth.socialaccount.adapter import get_adapter

    assert 0 < app_settings.REQUESTS_TIMEOUT <= 10
    assert get_adapter().get_requests_session().request.keywords == {"timeout": 5}


@pytest.mark.parametrize("value", ["geen json", "{}", '[{"id": "x"}]', "[1]"])
def test_a_wrong_setting_stops_the_start(monkeypatch, value):
    from django.core.exceptions import ImproperlyConfigured

    monkeypatch.setenv("PROEF", value)
    with pytest.raises(ImproperlyConfigured, match="PROEF"):
        providers("PROEF")


def test_no_setting_is_no_provider(monkeypatch):
    monkeypatch.delenv("PROEF", raising=False)
    assert providers("PROEF") == []
