"""Logging in with a password: the few who have one, and nobody who guesses."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from academie.accounts.models import User
from academie.core.models import Attempt
from tests import factories

pytestmark = pytest.mark.django_db

URL = "/inloggen/wachtwoord/"
RIGHT, WRONG = "een-lang-wachtwoord", "niet-het-wachtwoord"


@pytest.fixture
def person(site):
    user = factories.make_user("Wendy", email="wendy@school.nl")
    user.set_password(RIGHT)
    user.save()
    return user


def post(client, username="Wendy", password=RIGHT, path=URL, **extra):
    return client.post(path, {"username": username, "password": password, **extra})


@pytest.mark.parametrize("name", ["Wendy", "wendy@school.nl", " WENDY@school.nl "])
def test_the_right_one_comes_in_and_goes_on(client, person, name):
    assert post(client, name, next="/agenda/")["Location"] == "/agenda/"
    assert client.session["_auth_user_id"] == str(person.pk)


def test_a_wrong_password_and_an_unknown_name_get_the_same_page(client, person):
    known, unknown = post(client, "Wendy", WRONG), post(client, "Niemand", WRONG)
    assert known.status_code == unknown.status_code == 200
    assert "<title>Fout: " in known.text
    assert WRONG not in known.text

    def plain(answer):
        token = answer.context["csrf_token"]
        return answer.text.replace(str(token), "").replace("Wendy", "").replace("Niemand", "")

    import re

    hidden = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')
    assert hidden.sub("", plain(known)) == hidden.sub("", plain(unknown))


def test_an_unknown_name_is_hashed_too(client, person, monkeypatch):
    """The slow part is the hash: without it the answer would come sooner."""
    hashed = []
    from django.contrib.auth.hashers import MD5PasswordHasher

    original = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher,
        "encode",
        lambda self, *args: hashed.append(1) or original(self, *args),
    )
    counts = []
    for name in ("Wendy", "Niemand"):
        hashed.clear()
        post(client, name, WRONG)
        counts.append(len(hashed))
    assert counts[0] == counts[1] > 0


@pytest.mark.parametrize("path", [URL, "/beheer/login/"])
@pytest.mark.parametrize("name", ["Wendy", "Niemand"])
def test_after_ten_wrong_ones_the_right_one_waits_too(client, person, path, name):
    for _ in range(10):
        assert post(client, name, WRONG, path).status_code == 200
    answer = post(client, name, RIGHT, path)
    assert answer.status_code == 429
    assert "Over vijf minuten kan het weer" in answer.text
    assert "_auth_user_id" not in client.session


def test_both_doors_count_together(client, person):
    for path in (URL, "/beheer/login/") * 5:
        post(client, password=WRONG, path=path)
    assert post(client).status_code == 429


def test_ten_from_elsewhere_stop_a_name_and_ten_names_stop_a_connection(person):
    for number in range(10):
        post(Client(REMOTE_ADDR=f"192.0.2.{number}"), "Wendy", WRONG)
    assert post(Client(REMOTE_ADDR="198.51.100.7")).status_code == 429
    Attempt.objects.all().delete()
    for number in range(10):
        post(Client(REMOTE_ADDR="192.0.2.1"), f"naam{number}", WRONG)
    assert post(Client(REMOTE_ADDR="192.0.2.1")).status_code == 429
    assert post(Client(REMOTE_ADDR="198.51.100.7")).status_code == 302


def test_after_five_minutes_it_is_open_again(client, person):
    for _ in range(11):
        post(client, password=WRONG)
    Attempt.objects.update(at=timezone.now() - timedelta(minutes=5, seconds=1))
    assert post(client).status_code == 302


def test_the_right_one_counts_for_nothing(person):
    for _ in range(15):
        assert post(Client()).status_code == 302
    assert not Attempt.objects.exists()


def test_no_password_no_way_in(client, person):
    User.objects.filter(pk=person.pk).update(password="!")
    assert post(client, password="").status_code == 200
    assert post(client, password="!").status_code == 200
    assert "_auth_user_id" not in client.session


def test_an_account_that_was_stopped_stays_out(client, person):
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert post(client).status_code == 200
    assert "_auth_user_id" not in client.session


def test_a_thousand_at_once_are_counted_before_they_are_looked_at(monkeypatch, person):
    """The try is written down first: two at the same moment cannot both be the tenth."""
    seen = []
    monkeypatch.setattr(
        "academie.accounts.passwords.authenticate",
        lambda *args, **kwargs: seen.append(Attempt.objects.count()),
    )
    post(Client(), password=WRONG)
    assert seen == [2]
