"""Logging in by a link in a mail: for everybody, and telling nobody who has an account."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from academie.accounts import limits, links
from academie.accounts.models import LoginLink, User
from academie.core.models import Attempt
from academie.mail.models import OutgoingMail
from tests import factories
from tests.accounts.mails import link_in, sent_to

pytestmark = pytest.mark.django_db

KNOWN, UNKNOWN = "bekend@school.nl", "onbekend@school.nl"


@pytest.fixture
def person(site):
    return factories.make_user("bekend", email=KNOWN, first_name="Bekend")


def ask(client, address, **extra):
    return client.post("/inloggen/", {"email": address, **extra})


def test_the_answer_is_the_same_for_known_and_unknown(client, person):
    answers = [ask(client, address) for address in (KNOWN, UNKNOWN)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0]["Location"] == answers[1]["Location"] == "/inloggen/verstuurd/"
    assert answers[0].content == answers[1].content
    assert set(answers[0].cookies) == set(answers[1].cookies)


def test_known_and_unknown_take_the_same_number_of_questions(person, django_assert_num_queries):
    """What somebody with a clock can measure is the work that is done."""
    counts = []
    for address in (KNOWN, UNKNOWN, KNOWN, UNKNOWN):
        with CaptureQueries() as seen:
            ask(Client(), address)
        counts.append(len(seen))
    # The first one also fills the cache of the site's address.
    assert len(set(counts[2:])) == 1


class CaptureQueries:
    """The statements of a block."""

    def __enter__(self):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        self._context = CaptureQueriesContext(connection)
        return self._context.__enter__()

    def __exit__(self, *args):
        self._context.__exit__(*args)


def test_a_known_address_gets_a_link_that_logs_in_once(client, person):
    ask(client, " Bekend@School.nl ")
    (mail,) = sent_to(KNOWN)
    assert mail.subject == "Uw link om in te loggen"
    path = link_in(mail)

    page = client.get(path)
    assert page.status_code == 200
    assert "_auth_user_id" not in client.session
    assert page["Cache-Control"] == "no-store"
    assert page["Referrer-Policy"] == "no-referrer"

    answer = client.post(path)
    assert answer["Location"] == "/mijn-academie/"
    assert client.session["_auth_user_id"] == str(person.pk)
    assert Client().post(path).status_code == 404
    assert Client().get(path).status_code == 404


def test_opening_the_link_many_times_uses_nothing_up(client, person):
    ask(client, KNOWN)
    path = link_in(sent_to(KNOWN)[0])
    for _ in range(5):
        assert Client().get(path).status_code == 200
        assert Client().head(path).status_code == 200
    client.post(path)
    assert "_auth_user_id" in client.session


def test_another_site_cannot_log_somebody_in(client, person):
    ask(client, KNOWN)
    path = link_in(sent_to(KNOWN)[0])
    answer = client.post(path, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 404
    assert "_auth_user_id" not in client.session
    # And the link still works for whoever got it.
    client.post(path, headers={"Sec-Fetch-Site": "same-origin"})
    assert "_auth_user_id" in client.session


def test_a_new_link_ends_the_older_one(client, person):
    ask(client, KNOWN)
    ask(client, KNOWN)
    first, second = map(link_in, sent_to(KNOWN))
    assert client.post(first).status_code == 404
    client.post(second)
    assert "_auth_user_id" in client.session


def test_a_link_ends_after_a_quarter_of_an_hour(client, person):
    ask(client, KNOWN)
    path = link_in(sent_to(KNOWN)[0])
    LoginLink.objects.update(ends_at=timezone.now() - timedelta(seconds=1))
    assert client.get(path).status_code == 404
    assert client.post(path).status_code == 404


def test_the_database_holds_nothing_that_opens(client, person):
    ask(client, KNOWN)
    token = link_in(sent_to(KNOWN)[0]).partition("t=")[2]
    assert len(token) >= 43
    stored = LoginLink.objects.values_list("token_hash", "email", "email_key", "next").get()
    assert token not in "".join(stored)
    assert client.get(f"/inloggen/link/?t={stored[0]}").status_code == 404


@pytest.mark.parametrize("token", ["", "x", "é" * 40, "a" * 5000, "%00"])
def test_a_false_token_is_a_calm_page(client, site, token):
    answer = client.get("/inloggen/link/", {"t": token})
    assert answer.status_code == 404
    assert "Deze link werkt niet meer" in answer.text


def test_who_goes_on_ends_where_she_wanted(client, person):
    ask(client, KNOWN, next="/agenda/?maand=2027-01")
    assert client.post(link_in(sent_to(KNOWN)[0]))["Location"] == "/agenda/?maand=2027-01"


@pytest.mark.parametrize(
    "target", ["https://kwaad.nl/", "//kwaad.nl", "javascript:alert(1)", "\\\\kwaad.nl", "/" * 600]
)
def test_never_to_another_site(client, person, target):
    ask(client, KNOWN, next=target)
    assert client.post(link_in(sent_to(KNOWN)[0]))["Location"] == "/mijn-academie/"


def test_an_account_that_was_stopped_gets_no_link(client, person):
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert ask(client, KNOWN).status_code == 303
    (mail,) = sent_to(KNOWN)
    assert mail.subject == "U kunt niet inloggen"
    assert "http" not in mail.text


def test_an_account_that_is_stopped_after_the_mail_does_not_come_in(client, person):
    ask(client, KNOWN)
    User.objects.filter(pk=person.pk).update(is_active=False)
    answer = client.post(link_in(sent_to(KNOWN)[0]), follow=True)
    assert answer.status_code == 403
    assert "_auth_user_id" not in client.session


def test_five_mails_a_day_and_the_same_answer_after_that(client, person):
    for _ in range(7):
        assert ask(client, KNOWN).status_code == 303
    assert len(sent_to(KNOWN)) == 5


def test_one_connection_cannot_ask_without_end(client, person, monkeypatch):
    monkeypatch.setattr(limits, "ASKED_FROM", limits.Limit("gevraagd-van", 2, timedelta(minutes=5)))
    for number in range(2):
        assert ask(client, f"a{number}@school.nl").status_code == 303
    answer = ask(client, KNOWN)
    assert answer.status_code == 429
    assert "Het is nu erg druk" in answer.text
    assert f'value="{KNOWN}"' in answer.text
    assert not sent_to(KNOWN)


def test_a_machine_gets_the_same_answer_and_no_mail(client, person):
    assert ask(client, KNOWN, website="http://x").status_code == 303
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize(
    "typed", ["", "geen adres", "a@b", "x" * 300 + "@school.nl", "a@b.nl,c@d.nl"]
)
def test_a_wrong_address_is_said_first(client, site, typed):
    answer = ask(client, typed)
    assert answer.status_code == 200
    assert "<title>Fout: Inloggen" in answer.text
    assert 'href="#email"' in answer.text


def test_no_cache_keeps_the_door(client, site):
    answer = client.get("/inloggen/?next=/agenda/")
    assert answer["Cache-Control"] == "no-store"
    assert 'name="next" value="/agenda/"' in answer.text


def test_tries_hold_no_address_in_the_clear(client, site):
    ask(client, UNKNOWN)
    assert Attempt.objects.exists()
    assert all(len(row.who) == 64 for row in Attempt.objects.all())


def test_only_one_of_two_presses_counts(person):
    link, _ = links.make(KNOWN, person)
    assert links.use(link) is True
    assert links.use(link) is False


def test_another_account_ends_the_session_of_the_first(client, person):
    other = factories.make_user("ander", email="ander@school.nl")
    client.force_login(other)
    _, token = links.make(KNOWN, person)
    client.post(f"/inloggen/link/?t={token}")
    assert client.session["_auth_user_id"] == str(person.pk)
