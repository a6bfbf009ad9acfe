"""'Hebt u hier iets aan?': one tap, no cookie, once a day."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from academie.feedback import ageing, tapping
from academie.feedback.models import Summary, Tap
from academie.figures.totals import totals
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(site):
    return factories.make_toolkit(site)


def reader(agent="een", address="192.0.2.1"):
    """A browser without cookies that Django's check on forms would refuse."""
    return Client(
        enforce_csrf_checks=True,
        headers={"sec-fetch-site": "same-origin", "user-agent": agent},
        REMOTE_ADDR=address,
    )


def tap(page, answer, client=None):
    client = client or reader()
    return client.post(f"/bruikbaar/{page.permanent_id}/", {"antwoord": answer}, follow=True)


def miss(page, what, client=None):
    client = client or reader()
    return client.post(f"/bruikbaar/{page.permanent_id}/miste/", {"miste": what}, follow=True)


def counted(page):
    found = totals([page.pk])[page.pk]
    return found.useful, found.not_useful, [one.count for one in found.missed]


def test_yes_is_one_tap_and_a_thank_you(page):
    response = tap(page, "ja")
    assert response.redirect_chain[0][1] == 303
    assert "Dank u wel" in response.content.decode()
    assert "Wat miste u?" not in response.content.decode()
    assert not response.cookies
    assert counted(page) == (1, 0, [])
    summary = Summary.objects.get(page=page.pk)
    assert (summary.useful, summary.not_useful) == (1, 0)


def test_after_no_there_is_one_question_without_free_text(page):
    text = tap(page, "nee").content.decode()
    assert 'aria-label="Wat miste u?"' in text
    assert "<textarea" not in text
    assert "Dank u wel" in miss(page, "mist-concreet").content.decode()
    assert counted(page) == (0, 1, [1])
    miss(page, "mist-concreet")
    miss(page, "mist-actueel")
    assert counted(page) == (0, 1, [1])


def test_the_same_browser_counts_once_and_may_change_its_mind(page):
    tap(page, "nee")
    miss(page, "mist-concreet")
    tap(page, "nee")
    assert counted(page) == (0, 1, [1])
    tap(page, "ja")
    assert counted(page) == (1, 0, [])
    summary = Summary.objects.get(page=page.pk)
    assert (summary.useful, summary.not_useful) == (1, 0)


def test_colleagues_count_each_and_items_count_apart(page, site):
    other = factories.make_werkinstructie(site)
    for agent in ("een", "twee"):
        tap(page, "ja", reader(agent))
    tap(other, "nee")
    assert counted(page) == (2, 0, [])
    assert counted(other) == (0, 1, [])


def test_one_connection_cannot_vote_a_card_up(page, monkeypatch):
    monkeypatch.setattr(tapping, "MOST_FROM_ONE_CONNECTION", 3)
    for number in range(6):
        assert tap(page, "ja", reader(f"browser {number}")).status_code == 200
    assert counted(page) == (3, 0, [])


def test_who_did_not_say_no_misses_nothing(page):
    miss(page, "mist-concreet")
    tap(page, "ja")
    miss(page, "mist-concreet")
    tap(page, "nee", reader("twee"))
    miss(page, "gezien", reader("twee"))
    assert counted(page) == (1, 1, [])


@pytest.mark.parametrize("answer", ["", "misschien", "JA"])
def test_another_answer_leads_back_to_the_card(page, answer):
    response = reader().post(f"/bruikbaar/{page.permanent_id}/", {"antwoord": answer})
    assert (response.status_code, response.url) == (303, page.get_url())
    assert counted(page) == (0, 0, [])


def test_from_another_site_nothing_counts(page):
    response = Client(headers={"sec-fetch-site": "cross-site"}).post(
        f"/bruikbaar/{page.permanent_id}/", {"antwoord": "ja"}
    )
    assert response.status_code == 403
    assert counted(page) == (0, 0, [])


def test_a_draft_has_no_buttons_that_work(site):
    draft = factories.make_toolkit(site, publish=False)
    for path in ("", "miste/"):
        post = reader().post(f"/bruikbaar/{draft.permanent_id}/{path}", {"antwoord": "ja"})
        assert post.status_code == 404
    assert reader().get(f"/bruikbaar/{draft.permanent_id}/bedankt/").status_code == 404


def test_reading_the_thanks_counts_nothing(page):
    reader().get(f"/bruikbaar/{page.permanent_id}/bedankt/?antwoord=ja")
    assert counted(page) == (0, 0, [])
    assert reader().get(f"/bruikbaar/{page.permanent_id}/").status_code == 405


def test_what_is_kept_is_no_address_and_gone_tomorrow(page):
    tap(page, "ja")
    kept = Tap.objects.get()
    assert len(kept.browser) == len(kept.connection) == 32
    assert "192.0.2.1" not in str(Tap.objects.values())
    assert not ageing.tidy()
    assert ageing.tidy(timezone.localdate() + timedelta(days=1))
    assert not Tap.objects.exists()
    assert counted(page) == (1, 0, [])
