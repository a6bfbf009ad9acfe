"""The questions afterwards: once, only for who was there, and nobody knows whose they are."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.forms.models import model_to_dict
from django.test import Client

from academie.exchange import links
from academie.exchange.enums import SignUpState
from academie.exchange.meeting import looking_back
from academie.exchange.meeting.questions import FIVE
from academie.exchange.models import Answers, SignUp
from tests.exchange.meeting.people import make_person, make_session, query

FILLED = {f"q{number}": "4" for number in range(1, 6)}
ALREADY = "U hebt dit al ingevuld. Dank u."


@pytest.fixture
def moment(site):
    return make_session(site, ended=timedelta(hours=2))


@pytest.fixture
def person(moment):
    return make_person(moment, present=True)


@pytest.fixture
def address(person):
    return query(links.look_back_url(person))


def test_five_questions_for_both_sides(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    for question in FIVE:
        assert question in answer.text
    assert answer.text.count('type="radio"') == 25
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies
    assert not Answers.objects.exists()


def test_kept_once(address, person):
    client = Client(enforce_csrf_checks=True)
    answer = client.post(address, FILLED | {"lesson": "Ik bel eerder."})
    assert answer.status_code == 303
    assert "Bedankt" in client.get(answer["Location"]).text
    assert ALREADY in client.get(address).text
    again = client.post(address, FILLED | {"q1": "1"})
    assert ALREADY in again.text
    kept = Answers.objects.get()
    assert (kept.scores, kept.lesson, kept.side) == ([4] * 5, "Ik bel eerder.", person.side)


def test_two_at_once_are_one(person):
    stale = SignUp.objects.get(pk=person.pk)
    assert looking_back.keep_answers(person, [5] * 5, late=False) is True
    assert looking_back.keep_answers(stale, [1] * 5, late=False) is False
    assert Answers.objects.get().scores == [5] * 5


def test_answer_and_mark_are_one_transaction(person, monkeypatch):
    def broken(**values):
        raise RuntimeError("stuk")

    monkeypatch.setattr(Answers.objects, "create", broken)
    with pytest.raises(RuntimeError), transaction.atomic():
        looking_back.keep_answers(person, [5] * 5, late=False)
    person.refresh_from_db()
    assert person.evaluated_at is None


def test_nothing_ties_an_answer_to_a_person(client, site):
    moment = make_session(site, ended=timedelta(days=3))
    people = [make_person(moment, f"Persoon {number}", present=True) for number in range(12)]
    before = {one.pk: model_to_dict(one) | {"changed": one.changed_at} for one in people}
    for place, one in enumerate(people):
        scores = {f"q{number}": str(1 + place % 5) for number in range(1, 6)}
        client.post(query(links.look_back_url(one)), scores | {"lesson": f"les {place:02}"})
    rows = list(Answers.objects.order_by("pk"))
    assert len(rows) == 12
    # In the order of the table one cannot read the order of coming in.
    assert [row.lesson for row in rows] != sorted(row.lesson for row in rows)
    assert {field.name for field in Answers._meta.get_fields()} == {
        "id",
        "session",
        "late",
        "side",
        "scores",
        "lesson",
    }
    for one in people:
        one.refresh_from_db()
        after = model_to_dict(one) | {"changed": one.changed_at}
        changed = {key for key in after if after[key] != before[one.pk][key]}
        assert changed == {"evaluated_at"}
    # The same day for everybody, whenever she answered.
    assert len({one.evaluated_at for one in people}) == 1


def test_what_is_missing_is_said_and_the_rest_stays(client, address, person):
    answer = client.post(address, {"q1": "5", "q2": "9", "lesson": "Ik bel eerder."})
    assert "<title>Fout: " in answer.text
    for number in range(2, 6):
        assert f'<a href="#q{number}-5">' in answer.text
        assert f'id="q{number}-5"' in answer.text
    assert 'id="q1-5" name="q1" value="5" checked' in answer.text
    assert "Ik bel eerder." in answer.text
    assert not Answers.objects.exists()


def test_a_line_break_of_a_browser_counts_for_one(client, address):
    # The field in the browser counts it so, and lets nobody type more.
    client.post(address, FILLED | {"lesson": "\r\n".join("x" * 300)})
    assert Answers.objects.get().lesson == "\n".join("x" * 300)


@pytest.mark.parametrize(
    ("lesson", "words"),
    [
        ("Mail naar jan@school.nl", "Haal het e-mailadres weg"),
        ("Het gaat om 111222333", "Schrijf nooit een BSN op"),
        ("Geboren op 3-4-2014", "Haal de datum weg"),
        ("Bel 06 12345678", "Haal het telefoonnummer weg"),
        ("x" * 601, "hoogstens 600 tekens"),
    ],
)
def test_a_lesson_by_which_somebody_is_found_is_refused(client, address, lesson, words):
    answer = client.post(address, FILLED | {"lesson": lesson})
    assert words in answer.text
    assert '<a href="#lesson">' in answer.text
    assert lesson in answer.text
    assert not Answers.objects.exists()


@pytest.mark.parametrize("present", [None, False])
def test_only_who_was_there(client, moment, present):
    person = make_person(moment, present=present)
    address = query(links.look_back_url(person))
    assert "Deze vragen zijn niet voor u" in client.get(address).text
    client.post(address, FILLED)
    assert looking_back.keep_answers(person, [5] * 5, late=False) is False
    assert not Answers.objects.exists()


def test_who_withdrew_afterwards(client, moment):
    person = make_person(moment, present=True, state=SignUpState.WITHDRAWN)
    client.post(query(links.look_back_url(person)), FILLED)
    assert not Answers.objects.exists()


def test_not_before_the_end(client, site):
    person = make_person(make_session(site), present=True)
    address = query(links.look_back_url(person))
    assert "zodra het moment voorbij is" in client.get(address).text
    client.post(address, FILLED)
    assert not Answers.objects.exists()


def test_one_question_after_six_weeks(client, site):
    person = make_person(make_session(site, ended=timedelta(days=42)), present=True)
    address = query(links.look_back_url(person, late=True))
    answer = client.get(address)
    assert "Gebruikt u in uw werk wat u leerde?" in answer.text
    assert answer.text.count('type="radio"') == 5
    assert 'name="lesson"' not in answer.text
    assert client.post(address, {"q1": "3"}).status_code == 303
    assert ALREADY in client.get(address).text
    kept = Answers.objects.get()
    assert (kept.late, kept.scores, kept.lesson) == (True, [3], "")
    # The five questions are still open.
    assert client.post(query(links.look_back_url(person)), FILLED).status_code == 303


def test_not_before_six_weeks(client, site):
    person = make_person(make_session(site, ended=timedelta(days=40)), present=True)
    address = query(links.look_back_url(person, late=True))
    assert "zes weken na het moment" in client.get(address).text
    client.post(address, {"q1": "3"})
    assert not Answers.objects.exists()


def test_a_false_link(client, db, person):
    assert client.get("/terugkijken/?t=onzin").status_code == 404
    own = links.own_token(person)
    assert client.post(f"/terugkijken/?t={own}", FILLED).status_code == 404


def test_somebody_who_was_erased(client, address, person):
    person.delete()
    assert client.get(address).status_code == 404
