"""The pages: the whole way by form and mail, without cookie, script or leak."""

import logging
import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.http import QueryDict
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from academie.alerts import digests, matching, tokens, views
from academie.alerts.models import Follower, SavedSearch
from academie.mail import on_request
from academie.mail.models import OutgoingMail
from search.params import parse_params
from tests import factories
from tests.pages import few_queries, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]

FOLLOW, SENT, MINE = "/op-de-hoogte/", "/op-de-hoogte/verstuurd/", "/op-de-hoogte/mijn/"


@pytest.fixture
def browser() -> Client:
    """A browser as strict as the real thing: forms are checked for forgery."""
    return Client(enforce_csrf_checks=True)


def link_in_mail() -> str:
    """Return the address in the newest mail, without the host."""
    text = OutgoingMail.objects.order_by("-pk")[0].text
    return re.search(r"http://localhost(/op-de-hoogte/\S+)", text)[1]


def path_of(url: str) -> str:
    return url.removeprefix("http://localhost")


def test_from_results_to_following_and_leaving(browser):
    page = browser.get(f"{FOLLOW}?q=TOS&niveau=school")
    assert "‘TOS’" in page.text
    assert "School" in words(page)

    sent = browser.post(
        f"{FOLLOW}?q=TOS&niveau=school", {"email": "Jan@School.nl", "frequency": "dag"}
    )
    assert (sent.status_code, sent["Location"]) == (303, SENT)
    assert "Kijk in uw mail" in browser.get(SENT).text

    link = link_in_mail()
    assert "Ja, dit wil ik volgen" in browser.get(link).text
    search = SavedSearch.objects.get()
    assert search.confirmed_at is None, "a mail filter that opens links confirms nothing"
    # What a browser sends from a page without a Referer.
    done = browser.post(link, headers={"Origin": "null"})
    assert "U volgt dit nu" in done.text
    search.refresh_from_db()
    assert search.confirmed_at is not None
    assert (search.query, search.frequency) == ("q=TOS&niveau=school", "dag")
    assert "U volgt dit nu" in browser.get(link).text

    mine = path_of(re.search(r'href="(http://localhost/op-de-hoogte/mijn/[^"]+)"', done.text)[1])
    assert "‘TOS’, Niveau: School" in browser.get(mine).text

    leave = path_of(tokens.leave_url(search.follower.public))
    assert "Wilt u stoppen?" in browser.get(leave).text
    assert Follower.objects.exists(), "a mail filter that opens links stops nothing"
    assert "U krijgt geen mail meer" in browser.post(leave).text
    assert not Follower.objects.exists()
    assert "U krijgt geen mail meer" in browser.get(leave).text
    assert browser.get(mine).status_code == 200
    assert not browser.cookies


def test_one_press_in_the_mail_program_stops_everything(browser, follow):
    search = follow("q=TOS")
    url = path_of(tokens.leave_url(search.follower.public))

    answer = browser.post(
        url,
        "List-Unsubscribe=One-Click",
        content_type="application/x-www-form-urlencoded",
        headers={"Origin": "null"},
    )

    assert answer.status_code == 200
    assert not Follower.objects.exists()


@pytest.mark.parametrize("email", ["", "jan", "jan@school.nl, piet@school.nl", "<b>@x.nl"])
def test_an_error_stands_first_and_keeps_what_was_typed(browser, email):
    page = browser.post(f"{FOLLOW}?q=TOS", {"email": email, "frequency": "dag"})

    assert page.status_code == 200
    text = page.text
    assert "<title>Fout: " in text
    assert text.index('class="errs"') < text.index("<form")
    assert '<a href="#email">' in text
    assert 'aria-invalid="true"' in text
    assert 'value="dag" checked' in text
    assert "‘TOS’" in text
    assert "<b>@" not in text
    if email == "jan":
        assert 'value="jan"' in text
    assert not OutgoingMail.objects.exists()


def test_what_cannot_be_understood_is_left_out_and_never_fails(browser):
    for query in ("q=" + "x" * 5_000, "niveau=%00", "q=%ff", "t=1&pagina=-1", "q=" + "%22" * 9):
        assert browser.get(f"{FOLLOW}?{query}").status_code == 200
        answer = browser.post(
            f"{FOLLOW}?{query}", {"email": "jan@school.nl", "frequency": "elk uur"}
        )
        assert answer.status_code == 303
    assert {one.frequency for one in SavedSearch.objects.all()} == {"week"}


def test_a_machine_gets_the_same_answer_and_nothing_happens(browser):
    machine = {"email": "jan@school.nl", "frequency": "dag", "website": "http://spam.example"}
    for path in (FOLLOW, MINE):
        answer = browser.post(path, machine)
        assert (answer.status_code, answer["Location"]) == (303, SENT)

    assert not Follower.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_known_unknown_and_flooded_get_the_same_answer(browser, follow, monkeypatch):
    follow("q=TOS", email="bekend@school.nl")
    monkeypatch.setattr(on_request, "MOST_A_DAY", 1)
    answers = []
    for email in ("bekend@school.nl", "onbekend@school.nl", "onbekend@school.nl"):
        for path, data in ((f"{FOLLOW}?q=TOS", {"frequency": "dag"}), (MINE, {})):
            answer = browser.post(path, data | {"email": email})
            answers.append((answer.status_code, answer["Location"], answer.content))

    assert len(set(answers)) == 1
    assert OutgoingMail.objects.count() == 2


def test_a_busy_hour_is_said_and_loses_nothing_that_was_typed(browser, monkeypatch):
    monkeypatch.setattr(on_request, "MOST_AN_HOUR", 0)
    for path in (FOLLOW, MINE):
        page = browser.post(path, {"email": "jan@school.nl", "frequency": "dag"})
        assert page.status_code == 429
        assert "erg druk" in page.text
        assert 'value="jan@school.nl"' in page.text


def test_changing_renewing_and_stopping_by_the_link(browser, follow):
    search = follow("q=TOS", frequency="dag")
    other = follow("q=klas", frequency="dag")
    url = path_of(tokens.manage_url(search.follower.public))
    assert "Verleng met een jaar" not in browser.get(url).text
    before = timezone.now() + timedelta(days=20)
    SavedSearch.objects.filter(pk=search.pk).update(ends_at=before)
    assert browser.get(url).text.count("Verleng met een jaar") == 1

    def press(action: str) -> str:
        data = {"zoekvraag": str(search.public), "actie": action}
        return browser.post(url, data, headers={"Origin": "null"}).text

    assert "Wij hebben het veranderd." in press("week")
    assert "weer een jaar" in press("verleng")
    search.refresh_from_db()
    assert (search.frequency, search.ends_at > before + timedelta(days=300)) == ("week", True)
    page = press("stop")
    assert "geen mail meer" in page
    assert "‘klas’" in page
    assert "‘TOS’" not in page
    assert list(SavedSearch.objects.all()) == [other]
    for odd in ({}, {"zoekvraag": "x"}, {"zoekvraag": str(other.public), "actie": "alles"}):
        assert browser.post(url, odd).status_code == 200
    assert SavedSearch.objects.count() == 1


def test_somebody_elses_search_cannot_be_touched(browser, follow):
    mine, theirs = follow("q=TOS"), follow("q=TOS", email="piet@school.nl")
    url = path_of(tokens.manage_url(mine.follower.public))

    browser.post(url, {"zoekvraag": str(theirs.public), "actie": "stop"})

    assert SavedSearch.objects.filter(pk=theirs.pk).exists()


def test_a_false_or_old_link_helps_on(browser, follow):
    search = follow("q=TOS")
    token = path_of(tokens.manage_url(search.follower.public)).partition("?t=")[2]
    for path in ("/op-de-hoogte/bevestigen/", "/op-de-hoogte/afmelden/"):
        for answer in (browser.get(f"{path}?t={token}"), browser.post(path)):
            assert answer.status_code == 404
            assert "Vraag een nieuwe link" in answer.text
    assert "werkt niet meer" in browser.get(f"{MINE}?t=oud").text
    browser.post(f"{MINE}?t=oud", {"email": "jan@school.nl"})
    assert link_in_mail().startswith(MINE)


def test_pages_with_a_token_keep_it_to_themselves(browser, follow, caplog):
    caplog.set_level(logging.DEBUG)
    search = follow("q=TOS")
    public = search.follower.public
    urls = [
        tokens.manage_url(public),
        tokens.leave_url(public),
        tokens.confirm_url(search.public),
        tokens.manage_url(public) + "x",
        tokens.leave_url(public) + "x",
    ]
    for url in map(path_of, urls):
        answer = browser.get(url)
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["Cache-Control"] == "no-store"
        assert answer["X-Robots-Tag"] == "noindex"
        assert url.partition("?t=")[2][:40] not in caplog.text
    assert "school.nl" not in caplog.text
    assert '<meta name="robots" content="noindex">' in browser.get(FOLLOW).text


def test_a_look_at_the_form_writes_nothing_and_asks_little(browser):
    browser.get(FOLLOW)
    cache.clear()
    with few_queries():
        browser.get(f"{FOLLOW}?q=TOS&niveau=school")


def test_more_filters_than_can_be_kept_is_said(browser, monkeypatch):
    monkeypatch.setattr(views, "MAX_QUERY", 10)
    url = f"{FOLLOW}?q=TOS&niveau=school"

    assert "te veel filters" in browser.get(url).text
    assert "te veel filters" in browser.post(url, {"email": "jan@school.nl"}).text
    assert not Follower.objects.exists()


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(client, method):
    for name in ("follow", "sent", "confirm", "mine", "leave"):
        assert getattr(client, method)(reverse(f"alerts:{name}")).status_code == 405


def test_the_button_on_results_keeps_the_search():
    params = parse_params(QueryDict("q=TOS+%26+meer&pagina=2"), fixed={"type": ["toolkit"]})
    html = render_to_string("alerts/_follow_link.html", {"params": params})

    assert 'href="/op-de-hoogte/?q=TOS+%26+meer&amp;type=toolkit"' in html


def test_publishing_reaches_the_mailbox_through_the_worker(browser, follow, site):
    """From a publication to the text of a mail, with nothing called but the worker's jobs."""
    follow("q=rooster")
    matching.match_changes()
    factories.make_toolkit(site, title="Een rustig rooster")
    while matching.match_changes():
        pass
    assert digests.send_due(budget=5) == 1
    mail = OutgoingMail.objects.get()
    assert "Een rustig rooster" in mail.text
    answer = browser.post(path_of(mail.headers["List-Unsubscribe"].strip("<>")))
    assert answer.status_code == 200
    assert not Follower.objects.exists()
