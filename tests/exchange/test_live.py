"""What readers see of places is what is so now, on every page that says something of them."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from academie.core.enums import World
from academie.exchange.capacity import desk
from academie.exchange.capacity.people import SYSTEM
from academie.exchange.models import Seating
from academie.exchange.templatetags.exchange import moment_of_hit, moments_of_hits
from home.style_examples import examples
from tests import factories, worlds
from tests.exchange.capacity.people import join
from tests.exchange.events import make_event, session
from tests.pages import PAGE_BUDGET, count_queries, words

pytestmark = pytest.mark.django_db

EDUCATION, CARE = World.EDUCATION, World.CARE
FREE = re.compile(r"\d vrij\b")


@pytest.fixture
def searchable(settings, tmp_path):
    with worlds.searchable(settings, tmp_path):
        yield


def full_event(site, **values):
    """An event with two places, both taken, and somebody who waits."""
    page = make_event(site, in_days(30, capacity=2), title="Een ochtend TOS", **values)
    meeting = page.sessions.get()
    for side in (EDUCATION, CARE, EDUCATION):
        join(meeting, side)
    return page


def in_days(days, **values):
    start = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=days)
    return session(start, **values)


def addresses(page):
    month = timezone.localtime(page.sessions.first().start).strftime("%Y-%m")
    return {
        "page": page.url,
        "agenda": "/agenda/",
        "month": f"/agenda/maand/{month}/",
        "home": "/",
        "search": "/zoeken/?q=TOS",
    }


@pytest.mark.parametrize("name", ["page", "agenda", "month", "home", "search"])
def test_full_is_said_everywhere_with_how_many_wait(site, client, searchable, name):
    page = full_event(site)
    worlds.index_all()
    text = words(client.get(addresses(page)[name]))
    assert "Vol, 1 mens wacht" in text
    assert not FREE.search(text)


@pytest.mark.parametrize("name", ["page", "agenda", "home", "search"])
def test_a_place_that_comes_back_is_seen_at_once(site, client, searchable, name):
    page = make_event(site, in_days(30, capacity=2), title="Een ochtend TOS")
    worlds.index_all()
    meeting = page.sessions.get()
    first, _ = join(meeting, EDUCATION), join(meeting, CARE)
    assert "Vol" in words(client.get(addresses(page)[name]))
    desk.withdraw(first.pk, actor=SYSTEM)
    assert "1 vrij" in words(client.get(addresses(page)[name]))


def test_kept_places_are_counted_per_side(site, client):
    page = make_event(site, in_days(30, capacity=5, kept_education=2, kept_care=2))
    meeting = page.sessions.get()
    for _ in range(3):
        join(meeting, EDUCATION)
    text = words(client.get(page.url))
    assert "Onderwijs O O vol Zorg Z Z 2 vrij Iedereen + vol" in text


def test_a_cancelled_moment_is_told_but_does_not_come(site, client, searchable):
    page = full_event(site)
    make_event(site, in_days(31), title="Wel")
    worlds.index_all()
    desk.cancel(page.sessions.get().pk, actor=SYSTEM, note="De school is dicht.")
    for name in ("page", "agenda", "month", "search"):
        text = words(client.get(addresses(page)[name]))
        assert "Gaat niet door: De school is dicht." in text, name
        assert not FREE.search(text), name
    home = client.get("/")
    assert [entry.title for entry in home.context["sessions"]] == ["Wel"]


def test_a_hit_shows_the_first_moment_that_does_take_place(site, client, searchable):
    page = make_event(
        site, in_days(20, capacity=3), in_days(40, capacity=7), title="Een ochtend TOS"
    )
    worlds.index_all()
    desk.cancel(page.ordered_sessions()[0].pk, actor=SYSTEM, note="Ziek.")
    text = words(client.get("/zoeken/?q=TOS"))
    assert "7 vrij" in text
    assert "Gaat niet door" not in text


def test_a_made_up_card_says_nothing_of_places():
    cards = examples()["cards"]
    assert moments_of_hits(cards) == {}
    assert moment_of_hit("", cards[3].key) is None


def test_live_places_cost_no_more_with_more_people_and_pages(site, client, searchable):
    page = full_event(site)
    worlds.index_all()
    few = {path: count_queries(client, path) for path in addresses(page).values()}
    assert max(few.values()) <= PAGE_BUDGET
    for number in range(4):
        more = make_event(site, in_days(30 + number, capacity=9), title=f"Een middag TOS {number}")
        for side in (EDUCATION, CARE, EDUCATION, CARE):
            join(more.sessions.get(), side)
    worlds.index_all()
    assert {path: count_queries(client, path) for path in few} == few


def test_a_session_that_nobody_touched_needs_no_seating(site, client):
    page = make_event(site, in_days(30, capacity=4))
    Seating.objects.all().delete()
    assert "4 vrij" in words(client.get(page.url))


def test_the_words_of_a_draft_stand_in_its_preview(site):
    page = factories.make_training(site)
    page.pk = page.id = None
    page.sessions = [in_days(30, capacity=6, approval=True, minimum=2)]
    response = page.make_preview_request(preview_mode="")
    response.render()
    text = words(response)
    assert "6 vrij" in text
    assert "De gastheer kijkt eerst of het past." in text


def test_the_form_stands_on_the_page_as_long_as_somebody_can_come(site, client):
    page = make_event(site, in_days(30, capacity=4))
    assert 'id="aanmelden"' in client.get(page.url).content.decode()
    desk.cancel(page.sessions.get().pk, actor=SYSTEM, note="Ziek.")
    assert 'id="aanmelden"' not in client.get(page.url).content.decode()
    for other in (in_days(30), in_days(-3, capacity=4)):
        assert 'id="aanmelden"' not in client.get(make_event(site, other).url).content.decode()


def test_what_went_wrong_stands_before_everything_else(site, client):
    page = make_event(site, in_days(30, capacity=4))
    html = client.post(f"{page.url}aanmelden/", {"name": "Demo"}).content.decode()
    assert html.count('class="errs"') == 1
    assert html.index('class="errs"') < html.index("<h1")
    assert "<title>Fout: " in html


def test_an_editor_reads_what_places_are(site, admin_client):
    page = make_event(site, in_days(30, capacity=4))
    html = admin_client.get(f"/beheer/pages/{page.pk}/edit/").content.decode()
    assert "Wie geen plaats meer vindt, komt op de wachtlijst." in html
    assert "Voor wie op bezoek komt" in html
