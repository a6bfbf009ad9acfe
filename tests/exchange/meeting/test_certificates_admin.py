"""Taking a certificate back in the admin."""

from datetime import timedelta

import pytest

from academie.exchange.meeting import certificates
from academie.exchange.models import Certificate
from tests.exchange.meeting.people import make_person, make_session
from tests.exchange.meeting.test_results import organiser

LIST = "/beheer/bewijzen/"


@pytest.fixture
def person(site):
    return make_person(make_session(site, ended=timedelta(hours=2)), present=True)


@pytest.fixture
def certificate(person):
    return certificates.issue(person)


@pytest.fixture
def all_sessions(client, person):
    client.force_login(organiser("alles", "organise_all"))
    return client


def test_found_by_code_or_title(all_sessions, certificate):
    for words in ("", certificate.code.upper(), certificate.title[:6]):
        assert certificate.code in all_sessions.get(LIST, {"q": words}).text
    assert certificate.code not in all_sessions.get(LIST, {"q": "iets anders"}).text


def test_taken_back_with_a_reason_and_given_again(all_sessions, certificate):
    path = f"{LIST}{certificate.pk}/"
    all_sessions.post(path, {"reason": " "})
    certificate.refresh_from_db()
    assert certificate.revoked_at is None
    all_sessions.post(path, {"reason": "Dubbel uitgegeven."})
    certificate.refresh_from_db()
    assert certificate.revoke_reason == "Dubbel uitgegeven."
    all_sessions.post(path, {"restore": "1"})
    certificate.refresh_from_db()
    assert (certificate.revoked_at, certificate.revoke_reason) == (None, "")


def test_who_was_absent_gets_none_by_a_button(all_sessions, certificate, person):
    person.present = False
    person.save()
    certificates.revoke(certificate, certificates.ABSENT)
    answer = all_sessions.post(f"{LIST}{certificate.pk}/", {"restore": "1"}, follow=True)
    assert "eerst op aanwezig" in answer.text
    assert Certificate.objects.get().revoked_at


def test_those_of_erased_people_belong_to_who_manages_all(all_sessions, certificate, person):
    person.delete()
    assert "gegevens gewist" in all_sessions.get(LIST).text


def test_a_get_takes_nothing_back(all_sessions, certificate):
    assert all_sessions.get(f"{LIST}{certificate.pk}/").status_code == 405


def test_not_those_of_somebody_else(client, certificate, site):
    mine = make_session(site, ended=timedelta(hours=2))
    user = organiser("eigenaar")
    mine.page.owner = user
    mine.page.save()
    client.force_login(user)
    page = client.get(LIST)
    assert page.status_code == 200
    assert certificate.code not in page.text
    client.post(f"{LIST}{certificate.pk}/", {"reason": "Zomaar."})
    certificate.refresh_from_db()
    assert certificate.revoked_at is None


def test_nobody_without_sessions(client, certificate):
    client.force_login(organiser("niemand"))
    answer = client.get(LIST)
    assert answer.status_code in {302, 403}
    assert certificate.code not in answer.text
