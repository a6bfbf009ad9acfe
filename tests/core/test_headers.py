"""Security headers on every kind of answer, and no cookie for who only reads."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from academie.core.models import AcademieDocument
from tests import factories, worlds
from tests.core import samples

ROOT = Path(__file__).resolve().parents[2]
PUBLIC_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
WEAK = re.compile(r"unsafe|nonce|data:|blob:|https?:|\*|strict-dynamic")


def policy(response):
    """Return the policy as directive -> sources."""
    parts = [part.strip() for part in response["Content-Security-Policy"].split(";")]
    return dict(part.split(" ", 1) if " " in part else (part, "") for part in parts)


def assert_strict(response, where=""):
    assert policy(response) == PUBLIC_POLICY, where
    assert not WEAK.search(response["Content-Security-Policy"]), where
    assert response["X-Frame-Options"] == "DENY", where
    assert_common(response, where)


def assert_common(response, where=""):
    assert response["X-Content-Type-Options"] == "nosniff", where
    assert response["Referrer-Policy"] == "same-origin", where
    assert response["Cross-Origin-Opener-Policy"] == "same-origin", where
    assert response["Cross-Origin-Resource-Policy"] == "same-origin", where
    assert "camera=()" in response["Permissions-Policy"], where


@pytest.fixture
def quiet_client():
    """Shows error pages as a visitor sees them."""
    return Client(raise_request_exception=False)


def test_every_public_page_has_the_strict_policy_and_sets_no_cookie(
    client, site, settings, tmp_path
):
    with worlds.searchable(settings, tmp_path):
        paths = worlds.addresses(worlds.fill(site))
        worlds.index_all()
        for name, path in paths.items():
            response = client.get(path)
            assert response.status_code == 200, name
            assert_strict(response, name)
            assert not response.cookies, name
            assert "Set-Cookie" not in response, name
        assert not client.cookies


@pytest.mark.parametrize(
    ("path", "status"), [("/kapot/", 500), ("/verboden/", 403), ("/bestaat-niet/", 404)]
)
def test_an_error_page_is_as_strict_as_any_other(quiet_client, site, settings, path, status):
    settings.ROOT_URLCONF = "tests.core.failing_urls"
    response = quiet_client.get(path)
    assert response.status_code == status
    assert_strict(response)
    assert not response.cookies
    assert '<html lang="nl">' in response.content.decode()


def test_an_error_page_needs_no_database(quiet_client, settings):
    """This test has no access to the database: asking it anything would fail."""
    settings.ROOT_URLCONF = "tests.core.failing_urls"
    response = quiet_client.get("/kapot/")
    assert response.status_code == 500
    assert "kapot" not in response.content.decode().split("<main", 1)[-1].lower()


def test_a_strange_host_is_refused(quiet_client, site):
    response = quiet_client.get("/", headers={"host": "kwaad.voorbeeld"})
    assert response.status_code == 400
    assert_strict(response)


def test_a_wrong_method_is_refused(client, site):
    response = client.post("/gezond/")
    assert response.status_code == 405
    assert_strict(response)


def test_a_form_without_token_is_refused(site):
    response = Client(enforce_csrf_checks=True).post("/beheer/login/", {"username": "x"})
    assert response.status_code == 403
    assert_common(response)


def test_static_files_have_the_headers_too(client, settings, db):
    settings.WHITENOISE_USE_FINDERS = True
    response = client.get("/static/css/tokens.css")
    assert response.status_code == 200
    assert_strict(response)
    response.close()


def test_a_document_keeps_its_own_stricter_policy(client, site):
    document = AcademieDocument.objects.create(
        title="Kaart", file=ContentFile(samples.PDF, name="kaart.pdf")
    )
    # No page shows it yet, so it is for editors only.
    client.force_login(factories.make_user("beheer", is_superuser=True))
    response = client.get(document.url)
    assert response["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert response["X-Frame-Options"] == "DENY"
    assert_common(response)
    response.close()


def test_the_admin_has_wagtails_minimum_and_nothing_wider(client, site):
    client.force_login(factories.make_user("beheer", is_superuser=True))
    for path in ("/beheer/", "/beheer/images/", "/beheer/bestaat-niet/"):
        response = client.get(path)
        found = policy(response)
        assert found["default-src"] == "'none'"
        assert found["script-src"] == "'self' 'unsafe-inline'"
        assert found["frame-ancestors"] == found["frame-src"] == "'self'"
        assert "unsafe-eval" not in response["Content-Security-Policy"]
        assert "http" not in response["Content-Security-Policy"]
        assert response["X-Frame-Options"] == "SAMEORIGIN"
        assert_common(response)


def test_a_preview_may_stand_in_the_editors_frame(client, site):
    client.force_login(factories.make_user("beheer", is_superuser=True))
    page = factories.make_toolkit(site, publish=False)
    response = client.get(f"/beheer/pages/{page.pk}/view_draft/")
    assert response.status_code == 200
    assert policy(response)["frame-ancestors"] == "'self'"
    assert response["X-Frame-Options"] == "SAMEORIGIN"


def test_admin_pages_are_not_kept(client, site):
    client.force_login(factories.make_user("beheer", is_superuser=True))
    for path in ("/beheer/", "/beheer/login/"):
        response = client.get(path)
        assert "no-store" in response["Cache-Control"] or response.status_code == 302


def test_the_second_login_page_leads_to_the_first(client, site):
    response = client.get("/_util/login/?next=/documenten/1/a.pdf")
    assert (response.status_code, response["Location"]) == (
        302,
        "/inloggen/?next=/documenten/1/a.pdf",
    )


@pytest.mark.parametrize(
    "target", ["//kwaad.voorbeeld/", "https://kwaad.voorbeeld/", "javascript:alert(1)", "/\\kwaad"]
)
def test_logging_in_leads_nowhere_else(client, site, target):
    user = factories.make_user("beheer", is_superuser=True)
    user.set_password("een lang wachtwoord")
    user.save()
    response = client.post(
        "/beheer/login/",
        {"username": "beheer", "password": "een lang wachtwoord", "next": target},
    )
    assert (response.status_code, response["Location"]) == (302, "/beheer/")


def test_there_is_no_second_admin_and_no_open_api(client, site):
    for path in ("/django-admin/", "/admin/", "/api/", "/api/v2/pages/", "/__debug__/", "/_util/"):
        assert client.get(path).status_code == 404, path


def test_production_settings_pass_djangos_own_check(tmp_path):
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "academie.settings.production",
        "SECRET_KEY": "dit-is-een-lange-sleutel-voor-deze-ene-controle-0123456789-abcdefgh",
        "ALLOWED_HOSTS": "academie.voorbeeld",
        "BASE_URL": "https://academie.voorbeeld",
    }
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_production_stops_without_a_secret(tmp_path):
    environment = {
        "PATH": os.environ["PATH"],
        "DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "academie.settings.production",
    }
    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "SECRET_KEY" in done.stderr
