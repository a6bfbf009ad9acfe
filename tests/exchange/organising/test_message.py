"""A mail from the organiser: looked at first, sent once, to whom it was meant for."""

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry

from academie.exchange import links
from academie.exchange.capacity import desk
from academie.exchange.capacity.people import PERSON
from academie.exchange.organising.message import KIND, LOG_ACTION
from academie.mail.models import OutgoingMail
from tests.exchange.organising.people import make_session, sign_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(site):
    """Two with a place, one who waits, one who withdrew."""
    session = make_session(site, capacity=2)
    made = [sign_up(session, name) for name in ("Anna", "Weg", "Bram", "Cato")]
    desk.withdraw(made[1].pk, actor=PERSON)
    return made


def address(person):
    return reverse("exchange_organise_message", args=[person.session_id])


def filled(browser, people, **values):
    key = browser.get(address(people[0])).context["form"]["key"].value()
    data = {"states": ["bevestigd"], "subject": "Parkeren", "text": "Achter de school.", "key": key}
    return data | values


def mails():
    return OutgoingMail.objects.filter(kind=KIND).order_by("pk")


def test_looking_first_and_then_sending(browser, people):
    data = filled(browser, people)

    text = browser.post(address(people[0]), data | {"stap": "bekijk"}).text
    assert "gaan 2 mails uit" in text
    assert "Achter de school." in text
    # A personal link belongs to the person, not to the organiser.
    assert "mijn-aanmelding" not in text
    assert not mails().exists()

    answer = browser.post(address(people[0]), data | {"stap": "stuur"}, follow=True)
    assert "2 mails worden verstuurd." in answer.text
    assert [mail.to for mail in mails()] == ["anna@school.nl", "bram@school.nl"]
    mail = mails()[0]
    assert mail.subject == "Parkeren"
    assert mail.text.startswith("Achter de school.")
    assert mail.text.rstrip().endswith(links.own_url(people[0]))
    assert links.own_url(people[2]) not in mail.text


def test_twice_the_same_form_is_one_mail_and_one_line_in_the_log(browser, editor, people):
    data = filled(browser, people) | {"stap": "stuur"}
    browser.post(address(people[0]), data)
    answer = browser.post(address(people[0]), data, follow=True)

    assert "Deze mail was al verstuurd." in answer.text
    assert mails().count() == 2
    entry = PageLogEntry.objects.get(action=LOG_ACTION)
    assert (entry.user, entry.data) == (editor, {"session": people[0].session_id, "count": 2})
    assert "Mails van een organisator" in answer.text

    browser.post(address(people[0]), filled(browser, people) | {"stap": "stuur"})
    assert mails().count() == 4


def test_to_who_was_ticked(browser, people):
    url = reverse("exchange_organise_selection", args=[people[0].session_id])
    first = browser.post(url, {"actie": "mail", "mensen": [people[2].pk]})
    assert "Aan de mensen die u koos (1):" in first.text
    data = filled(browser, people, states=["bevestigd"], mensen=[people[2].pk], stap="stuur")
    browser.post(address(people[0]), data)
    assert [mail.to for mail in mails()] == ["bram@school.nl"]


def test_somebody_with_two_rows_gets_one_mail(browser, people):
    sign_up(people[0].session, "Weg")
    states = ["bevestigd", "ingetrokken", "wachtlijst"]
    browser.post(address(people[0]), filled(browser, people, states=states, stap="stuur"))
    assert [mail.to for mail in mails()].count("weg@school.nl") == 1


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"subject": ""}, "Vul een onderwerp in."),
        ({"subject": "\u200b"}, "Vul een onderwerp in."),
        ({"text": " "}, "Schrijf de tekst van de mail."),
        ({"states": ["geweigerd"]}, "Niemand is in de toestand die u koos."),
        ({"states": []}, "Niemand is in de toestand die u koos."),
        ({"states": ["onzin"]}, "onzin"),
        ({"mensen": ["999999"]}, "Niemand is in de toestand die u koos."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_leaves(browser, people, changed, sentence):
    data = filled(browser, people) | changed | {"stap": "stuur"}
    text = browser.post(address(people[0]), data).text
    assert sentence in text
    assert not mails().exists()


def test_a_subject_cannot_add_a_line_to_the_mail(browser, people):
    data = filled(browser, people, subject="Hallo\r\nBcc: a@b.nl", stap="stuur")
    browser.post(address(people[0]), data)
    assert {mail.subject for mail in mails()} == {"Hallo Bcc: a@b.nl"}


def test_a_changed_key_is_refused(browser, people):
    data = filled(browser, people, key="' OR 1=1", stap="stuur")
    answer = browser.post(address(people[0]), data)
    assert answer.status_code == 200
    assert not mails().exists()
