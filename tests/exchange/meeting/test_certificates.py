"""A certificate follows the list of who was there."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from academie.exchange import links
from academie.exchange.capacity import desk
from academie.exchange.capacity.errors import NotPossible
from academie.exchange.capacity.people import SYSTEM
from academie.exchange.meeting import certificates, jobs
from academie.exchange.meeting.attendance import mark_present
from academie.exchange.models import Certificate
from tests.exchange.meeting.people import make_person, make_session, query

HOUR = timedelta(hours=1)


@pytest.fixture
def person(site):
    return make_person(make_session(site, ended=2 * HOUR))


def mine(person):
    return query(links.own_url(person)).replace("/mijn-aanmelding/", "/bewijs/mijn/")


def present(person, there=True):
    return mark_present(person.pk, there, actor=SYSTEM)


def test_present_gives_a_pdf(client, person):
    present(person)
    answer = client.get(mine(person))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    assert answer.content.startswith(b"%PDF")
    assert "fatima" not in answer["Content-Disposition"].lower()


@pytest.mark.parametrize("there", [None, False])
def test_who_was_not_there_gets_none(client, person, there):
    person.present = there
    person.save()
    for send in (client.get, client.post):
        answer = send(mine(person))
        assert answer["Content-Type"].startswith("text/html")
        assert "voor wie er was" in answer.text
    assert not Certificate.objects.exists()


def test_not_before_the_end(client, site):
    person = make_person(make_session(site, starts=HOUR))
    present(person)
    code = Certificate.objects.get().code
    assert "zodra het moment voorbij is" in client.get(mine(person)).text
    assert client.get(f"/bewijs/{code}/").status_code == 404
    with pytest.raises(NotPossible):
        certificates.issue(person)


def test_a_get_makes_nothing_and_the_button_does(client, person):
    person.present = True
    person.save()
    assert "Maak mijn bewijs" in client.get(mine(person)).text
    assert not Certificate.objects.exists()
    answer = client.post(mine(person), follow=True)
    assert answer["Content-Type"] == "application/pdf"
    client.post(mine(person))
    assert Certificate.objects.count() == 1


def test_the_page_of_a_code_has_no_name(client, person):
    present(person)
    certificate = Certificate.objects.get()
    answer = client.get(f"/bewijs/{certificate.code}/")
    assert answer.status_code == 200
    assert "Dit bewijs is geldig" in answer.text
    assert "3,5 uur" in answer.text
    assert person.session.page.title in answer.text
    assert 'content="noindex"' in answer.text
    assert "noindex" in answer["X-Robots-Tag"]
    for secret in ("Fatima", person.email, person.organisation, str(person.public)):
        assert secret not in answer.text
    assert len(certificate.code) == 27
    assert "fatima" not in certificates.verification_url(certificate)


def test_codes_are_read_in_capitals_too(client, person):
    present(person)
    assert client.get(f"/bewijs/{Certificate.objects.get().code.upper()}/").status_code == 200


def test_an_unknown_code(client, db):
    answer = client.get("/bewijs/bestaat-niet/")
    assert answer.status_code == 404
    assert "kennen wij niet" in answer.text


def test_absent_takes_it_back_and_present_gives_it_again(client, person):
    present(person)
    code = Certificate.objects.get().code
    present(person, False)
    answer = client.get(f"/bewijs/{code}/")
    assert "Dit bewijs is ingetrokken" in answer.text
    assert certificates.ABSENT in answer.text
    assert client.get(mine(person))["Content-Type"].startswith("text/html")
    present(person)
    assert "Dit bewijs is geldig" in client.get(f"/bewijs/{code}/").text
    assert client.get(mine(person))["Content-Type"] == "application/pdf"
    assert Certificate.objects.get().code == code


def test_a_slip_before_the_end_leaves_nothing(site):
    person = make_person(make_session(site))
    present(person)
    present(person, False)
    assert not Certificate.objects.exists()


def test_who_leaves_before_the_end_has_none(site):
    person = make_person(make_session(site, starts=-HOUR))
    present(person)
    assert Certificate.objects.exists()
    desk.withdraw(person.pk, actor=SYSTEM)
    assert not Certificate.objects.exists()


def test_what_an_organiser_took_back_stays_back(client, person):
    present(person)
    certificate = Certificate.objects.get()
    certificates.revoke(certificate, "Op naam van een ander gemaakt.")
    present(person)
    person.refresh_from_db()
    certificates.issue(person)
    assert "Op naam van een ander gemaakt." in client.get(f"/bewijs/{certificate.code}/").text
    assert "Op naam van een ander gemaakt." in client.get(mine(person)).text


def test_a_corrected_event_is_on_the_next_certificate(client, person):
    present(person)
    page = person.session.page
    page.title = "Samen om tafel"
    page.save()
    assert "Maak mijn bewijs" in client.get(mine(person)).text
    assert client.post(mine(person), follow=True)["Content-Type"] == "application/pdf"
    assert "Samen om tafel" in client.get(f"/bewijs/{Certificate.objects.get().code}/").text


def test_the_page_stays_when_the_person_is_erased(client, person):
    present(person)
    person.delete()
    certificate = Certificate.objects.get()
    assert certificate.sign_up is None
    assert "Dit bewijs is geldig" in client.get(f"/bewijs/{certificate.code}/").text


def test_kept_for_five_years(person):
    present(person)
    certificate = Certificate.objects.get()
    last = timezone.localtime(person.session.end).date()
    assert certificate.keep_until.year == last.year + 5
    assert not jobs.delete_old_certificates()
    Certificate.objects.update(keep_until=date(2020, 1, 1))
    assert jobs.delete_old_certificates()
    assert not Certificate.objects.exists()


def test_a_false_link(client, db):
    assert client.get("/bewijs/mijn/?t=onzin").status_code == 404
    assert client.get("/bewijs/mijn/").status_code == 404


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (45, "45 minuten"),
        (60, "1 uur"),
        (195, "3,25 uur"),
        (210, "3,5 uur"),
        (600, "10 uur"),
        (33 * 60, "2 dagen"),
    ],
)
def test_hours(minutes, words):
    assert certificates.hours_words(minutes) == words
