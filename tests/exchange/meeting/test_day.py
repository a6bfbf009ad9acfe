"""The list for whoever receives people."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from academie.core.enums import World
from academie.exchange import links
from academie.exchange.capacity import desk
from academie.exchange.capacity.people import SYSTEM
from academie.exchange.enums import SignUpState
from academie.exchange.models import SignUp
from academie.mail.models import OutgoingMail
from tests.exchange.meeting.people import make_person, make_session, query

JSON = {"Accept": "application/json"}
WALK_IN = {
    "walk_in": "1",
    "key": "a" * 32,
    "name": "Willem Deur",
    "email": "willem@wijkteam.nl",
    "role": "wijkteam",
    "organisation": "Wijkteam Charlois",
    "side": "zorg",
}


@pytest.fixture
def moment(site):
    return make_session(site)


@pytest.fixture
def address(moment):
    return query(links.day_url(moment))


@pytest.fixture
def strict():
    return Client(enforce_csrf_checks=True)


def mark(client, address, person, present="1", **values):
    return client.post(address, {"number": person.number, "present": present, **values})


def state(person):
    person.refresh_from_db()
    return person.present


def test_names_sides_and_counts(client, address, moment):
    make_person(moment, "Anna", organisation="De Kleine Wereld", present=True)
    make_person(moment, "Bilal", organisation="Wijkteam", side=World.CARE)
    make_person(moment, "Wacht", state=SignUpState.WAITING)
    answer = client.get(address)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "no-referrer"
    for words in ("Anna", "Bilal", "Onderwijs, De Kleine Wereld", "Zorg, Wijkteam"):
        assert words in answer.text
    assert "Wacht<" not in answer.text
    assert '<b data-count="1">1</b> aanwezig' in answer.text
    assert not answer.cookies


def test_looking_notes_nothing(client, address, moment):
    person = make_person(moment)
    client.get(f"{address}&number={person.number}&present=1")
    assert state(person) is None


def test_a_button_works_without_a_script(strict, address, moment):
    person = make_person(moment)
    answer = mark(strict, address, person)
    assert answer.status_code == 303
    assert answer["Location"] == f"{address}#p{person.number}"
    assert state(person) is True
    mark(strict, address, person, "0")
    assert state(person) is False
    assert 'value="0" aria-pressed="true"' in strict.get(address).text


def test_the_script_hears_how_it_stands(client, address, moment):
    person = make_person(moment)
    answer = client.post(address, {"number": person.number, "present": "1"}, headers=JSON)
    assert answer.json() == {"number": person.number, "present": True}
    assert answer["Cache-Control"] == "no-store"


def test_a_mark_made_offline_does_not_undo_a_newer_one(client, address, moment):
    person = make_person(moment)
    mark(client, address, person, "1")
    late = {"number": person.number, "present": "0", "age": "60000"}
    for _ in range(2):
        answer = client.post(address, late, headers=JSON)
        assert answer.json() == {"number": person.number, "present": True}
    assert state(person) is True


def test_a_mark_made_offline_keeps_its_own_time(client, address, moment):
    person = make_person(moment)
    mark(client, address, person, "1", age="600000")
    person.refresh_from_db()
    made_ago = timezone.now() - person.present_at
    assert timedelta(seconds=590) < made_ago < timedelta(seconds=620)


@pytest.mark.parametrize("age", ["-5", "9" * 40, "morgen", "1e3", "٣"])
def test_a_strange_age_is_now(client, address, moment, age):
    person = make_person(moment)
    assert mark(client, address, person, "1", age=age).status_code == 303
    assert state(person) is True


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"number": "x", "present": "1"},
        {"number": "999999", "present": "1"},
        {"number": "9" * 30, "present": "1"},
        {"number": "٣", "present": "1"},
    ],
)
def test_nonsense_gets_a_sentence(client, address, moment, data):
    make_person(moment)
    answer = client.post(address, data)
    assert answer.status_code == 200
    assert "<title>Fout: " in answer.text
    assert "opnieuw" in answer.text
    refused = client.post(address, data, headers=JSON)
    assert refused.status_code == 409
    assert "opnieuw" in refused.json()["sentence"]


def test_a_number_of_another_session_is_nobody(client, site, address):
    other = make_person(make_session(site))
    assert client.post(address, {"number": other.number, "present": "1"}, headers=JSON).status_code
    assert state(other) is None


def test_who_withdrew_meanwhile(client, address, moment):
    person = make_person(moment, state=SignUpState.WITHDRAWN)
    answer = client.post(address, {"number": person.number, "present": "1"}, headers=JSON)
    assert answer.status_code == 409
    assert state(person) is None


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ({"starts": timedelta(days=8)}, "De lijst is er nog niet"),
        ({"ended": timedelta(days=15)}, "De lijst is gesloten"),
    ],
)
def test_outside_its_weeks_it_shows_nobody(client, site, when, words):
    moment = make_session(site, **when)
    person = make_person(moment)
    address = query(links.day_url(moment))
    answer = client.get(address)
    assert answer.status_code == 200
    assert words in answer.text
    assert person.name not in answer.text
    assert client.post(address, {"number": person.number, "present": "1"}).status_code == 200
    late = client.post(address, {"number": person.number, "present": "1"}, headers=JSON)
    assert late.status_code == 409
    assert state(person) is None


def test_the_days_before_there_is_a_list_without_buttons(client, site):
    moment = make_session(site, starts=timedelta(days=3))
    person = make_person(moment)
    answer = client.get(query(links.day_url(moment)))
    assert person.name in answer.text
    assert "Noteren kan vanaf" in answer.text
    assert 'name="present"' not in answer.text
    problem = mark(client, query(links.day_url(moment)), person)
    assert "Dat kan vanaf" in problem.text
    assert state(person) is None


def test_a_cancelled_session_has_no_list(client, address, moment):
    person = make_person(moment)
    desk.cancel(moment.pk, actor=SYSTEM, note="De gastheer is ziek.")
    answer = client.get(address)
    assert "Dit moment gaat niet door" in answer.text
    assert person.name not in answer.text
    assert client.post(address, WALK_IN, headers=JSON).status_code == 409
    assert SignUp.objects.count() == 1


@pytest.mark.parametrize("token", ["", "onzin", "1.abc"])
def test_a_false_link(client, db, token):
    assert client.get("/op-de-dag/", {"t": token}).status_code == 404
    assert client.post(f"/op-de-dag/?t={token}", headers=JSON).json()["sentence"]
    assert client.get("/op-de-dag/qr/", {"t": token}).status_code == 404


def test_links_open_only_what_they_are_for(client, moment):
    door = links.door_url(moment).split("t=")[1]
    assert client.get("/op-de-dag/", {"t": door}).status_code == 404
    day = links.day_url(moment).split("t=")[1]
    assert client.get("/aanwezig/", {"t": day}).status_code == 404


def test_somebody_without_a_sign_up_gets_a_free_place(strict, address, moment):
    answer = strict.post(address, WALK_IN)
    person = SignUp.objects.get()
    assert answer.status_code == 303
    assert answer["Location"].endswith(f"#p{person.number}")
    assert (person.state, person.present, person.side) == ("bevestigd", True, World.CARE)
    assert strict.post(address, WALK_IN).status_code == 303
    assert SignUp.objects.count() == 1


def test_also_when_it_has_begun(client, site):
    moment = make_session(site, starts=-timedelta(hours=1))
    assert client.post(query(links.day_url(moment)), WALK_IN).status_code == 303
    assert SignUp.objects.get().present is True


def test_also_when_the_host_has_to_agree(client, site):
    moment = make_session(site, approval=True)
    client.post(query(links.day_url(moment)), WALK_IN)
    assert (SignUp.objects.get().state, SignUp.objects.get().present) == ("bevestigd", True)


def test_without_a_place_nobody_waits_and_no_mail_leaves(client, site):
    moment = make_session(site)
    for _ in range(12):
        make_person(moment)
    mails = OutgoingMail.objects.count()
    answer = client.post(query(links.day_url(moment)), WALK_IN)
    assert "Er is geen plaats meer vrij voor zorg" in answer.text
    assert 'value="Willem Deur"' in answer.text
    assert SignUp.objects.count() == 12
    assert OutgoingMail.objects.count() == mails


def test_what_is_missing_is_said_and_what_was_typed_stays(client, address):
    answer = client.post(address, WALK_IN | {"email": "willem", "side": "", "name": " "})
    assert "<title>Fout: " in answer.text
    for field in ("name", "email", "side"):
        assert f'<a href="#{field}">' in answer.text
        assert f'id="{field}"' in answer.text
    assert 'value="Wijkteam Charlois"' in answer.text
    assert not SignUp.objects.exists()


def test_the_code_at_the_door_names_nobody(client, address, moment):
    person = make_person(moment)
    answer = client.get(address.replace("/op-de-dag/", "/op-de-dag/qr/"))
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert 'role="img"' in answer.text
    assert person.name not in answer.text
