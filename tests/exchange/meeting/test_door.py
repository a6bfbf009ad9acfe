"""Saying oneself that one is there, by the code at the door."""

from datetime import timedelta

import pytest
from django.test import Client

from academie.core.models import Attempt
from academie.exchange import links
from academie.exchange.enums import SignUpState
from academie.exchange.meeting import tries
from tests.exchange.meeting.people import make_person, make_session, query

NO_PLACE = "Dit adres heeft geen plaats. Vraag het aan wie u ontvangt."


@pytest.fixture
def moment(site):
    return make_session(site)


@pytest.fixture
def address(moment):
    return query(links.door_url(moment))


def state(person):
    person.refresh_from_db()
    return person.present


def test_the_address_that_she_signed_up_with(address, moment):
    client = Client(enforce_csrf_checks=True)
    person = make_person(moment, email="fatima@school.nl")
    assert client.get(address).status_code == 200
    assert state(person) is None
    for typed in ("fatima@school.nl", " Fatima@School.NL "):
        answer = client.post(address, {"email": typed})
        assert answer.status_code == 303
        assert state(person) is True
    welcome = client.get(answer["Location"])
    assert "genoteerd dat u er bent" in welcome.text
    assert person.name not in welcome.text
    assert "no-store" in welcome["Cache-Control"]
    assert not welcome.cookies


@pytest.mark.parametrize("typed", ["vreemd@school.nl", "geen adres", "x" * 5000, "a@b.nl\x00"])
def test_any_other_address_gets_the_same_calm_sentence(client, address, moment, typed):
    person = make_person(moment)
    answer = client.post(address, {"email": typed})
    assert answer.status_code == 200
    assert NO_PLACE in answer.text
    assert "<title>Fout: " in answer.text
    assert state(person) is None


def test_who_waits_has_no_place(client, address, moment):
    person = make_person(moment, email="wacht@school.nl", state=SignUpState.WAITING)
    assert NO_PLACE in client.post(address, {"email": person.email}).text
    assert state(person) is None


def test_nothing_typed(client, address):
    assert "Vul het e-mailadres in" in client.post(address, {}).text
    assert not Attempt.objects.exists()


def test_what_was_typed_stays(client, address):
    assert 'value="vreemd@school.nl"' in client.post(address, {"email": "vreemd@school.nl"}).text


def test_her_own_link_asks_nothing(client, moment):
    person = make_person(moment)
    own = f"/aanwezig/?t={links.own_token(person)}"
    assert 'name="email"' not in client.get(own).text
    assert state(person) is None
    assert client.post(own).status_code == 303
    assert state(person) is True


def test_her_own_link_without_a_place(client, moment):
    person = make_person(moment, state=SignUpState.WAITING)
    assert NO_PLACE in client.post(f"/aanwezig/?t={links.own_token(person)}").text


@pytest.mark.parametrize(
    ("when", "is_open"),
    [
        ({"starts": timedelta(minutes=62)}, False),
        ({"starts": timedelta(minutes=58)}, True),
        ({"ended": timedelta(minutes=118)}, True),
        ({"ended": timedelta(minutes=122)}, False),
    ],
)
def test_open_around_the_session_only(client, site, when, is_open):
    moment = make_session(site, **when)
    person = make_person(moment)
    client.post(query(links.door_url(moment)), {"email": person.email})
    assert (state(person) is True) is is_open
    text = client.get(query(links.door_url(moment))).text
    assert ("Dit kan nu niet" in text) is not is_open


def test_guessing_ends_and_nobody_who_belongs_counts(client, address, moment):
    people = [make_person(moment, email=f"collega{number}@school.nl") for number in range(70)]
    for one in people[:-1]:
        assert client.post(address, {"email": one.email}).status_code == 303
    for number in range(tries.DOOR.most):
        assert client.post(address, {"email": f"gok{number}@school.nl"}).status_code == 200
    answer = client.post(address, {"email": people[-1].email})
    assert answer.status_code == 429
    assert "Zeg tegen wie u ontvangt" in answer.text
    assert f'value="{people[-1].email}"' in answer.text
    assert state(people[-1]) is None


def test_after_ten_minutes_it_works_again(client, address, moment):
    person = make_person(moment)
    for number in range(tries.DOOR.most):
        client.post(address, {"email": f"gok{number}@school.nl"})
    Attempt.objects.update(at=moment.start - timedelta(minutes=45))
    assert client.post(address, {"email": person.email}).status_code == 303


def test_another_connection_is_not_kept_out(client, address, moment, settings):
    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    person = make_person(moment)
    for number in range(tries.DOOR.most):
        forwarded = {"X-Forwarded-For": "198.51.100.7"}
        client.post(address, {"email": f"gok{number}@school.nl"}, headers=forwarded)
    data = {"email": person.email}
    blocked = client.post(address, data, headers={"X-Forwarded-For": "198.51.100.7"})
    assert blocked.status_code == 429
    other = client.post(address, data, headers={"X-Forwarded-For": "203.0.113.9"})
    assert other.status_code == 303


def test_no_address_on_the_internet_is_kept(client, address):
    client.post(address, {"email": "gok@school.nl"}, REMOTE_ADDR="198.51.100.7")
    assert "198.51" not in Attempt.objects.get().who


@pytest.mark.parametrize("token", ["", "onzin"])
def test_a_false_link(client, db, token):
    assert client.get("/aanwezig/", {"t": token}).status_code == 404
    assert client.post(f"/aanwezig/?t={token}", {"email": "a@b.nl"}).status_code == 404
