"""What the page of a card says of its use: one query, own role first, no numbers of a few."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import RequestFactory
from django.utils import timezone

from academie.feedback.shown import OPEN, shown_for
from academie.feedback.summaries import add_taps, new_version
from search.sources import vocabulary
from tests import factories
from tests.feedback.people import shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(site):
    return factories.make_toolkit(site)


def use(page, query=""):
    return shown_for(page, RequestFactory().get(f"/{query}"))


def test_an_empty_card_invites_to_be_the_first(client, page):
    text = client.get(page.get_url()).content.decode()
    assert f'action="/bruikbaar/{page.permanent_id}/"' in text
    assert f'href="/ervaring/{page.permanent_id}/"' in text
    assert "Nog niemand vertelde hoe het ging." in text


def test_news_has_the_buttons_only_and_asks_nothing(client, site, django_assert_num_queries):
    page = factories.make_nieuws(site)
    vocabulary("rol")  # Kept in memory by every process.
    with django_assert_num_queries(0):
        found = use(page)
    assert found.item == str(page.permanent_id)
    text = client.get(page.get_url()).content.decode()
    assert "/bruikbaar/" in text
    assert "/ervaring/" not in text


def test_it_costs_one_query_and_none_when_it_was_read_just_now(page, django_assert_num_queries):
    for number in range(7):
        shown(page, text=f"Tekst {number}", role=("ib", "smw")[number % 2])
    use(page)
    cache.delete(f"feedback:{page.pk}")
    with django_assert_num_queries(1):
        use(page)
    with django_assert_num_queries(0):
        assert len(use(page).texts) == OPEN


def test_numbers_are_of_five_or_more_and_the_own_role_comes_first(client, page):
    for _ in range(6):
        shown(page, role="leerkracht", outcome="werkte")
    for _ in range(5):
        shown(page, role="ib", outcome="niet")
    for _ in range(4):
        shown(page, role="smw", sector="jeugdhulp", outcome="beetje")
    found = use(page)
    assert [(one.n, one.worked, one.failed) for one in found.counted] == [(6, 6, 0), (5, 0, 5)]
    assert found.few
    own = use(page, "?rol=ib")
    assert [(one.n, one.own) for one in own.counted] == [(5, True), (6, False)]
    text = client.get(f"{page.get_url()}?rol=ib").content.decode()
    assert "(uw rol): 5 mensen" in text
    assert "Nog een paar anderen vertelden hoe het ging." in text
    assert "4 mensen" not in text


def test_the_texts_of_the_own_role_come_first_and_the_rest_is_behind_a_tap(page):
    for number in range(OPEN + 2):
        shown(page, role="leerkracht", text=f"Tekst {number}", days=number)
    shown(page, role="ib", text="Van de ib'er", days=90)
    found = use(page, "?rol=ib")
    assert found.texts[0].text == "Van de ib'er"
    assert [one.text for one in found.texts[1:]] == ["Tekst 0", "Tekst 1", "Tekst 2"]
    assert len(found.more) == 3
    assert [(one.slug, one.chosen) for one in found.roles] == [("leerkracht", False), ("ib", True)]
    assert not any(one.own for one in use(page, "?rol=bestaat-niet").texts)


def test_a_text_has_no_name_and_no_day_and_runs_nothing(client, page):
    experience = shown(page, text="<script>alert(1)</script>\nRegel twee", group="hele-klas")
    text = client.get(page.get_url()).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;<br>Regel twee" in text
    assert experience.user.username not in text
    assert "gebruikt met: een hele klas" in text
    found = use(page).texts[0]
    assert not re.search(r"\d{1,2} \w+ \d{4}", f"{found.who} {found.how} {found.when}")
    assert re.fullmatch(r"[a-z]+ \d{4}", found.when)


def test_what_was_told_before_a_new_version_says_so(client, page):
    shown(page, text="Over toen.", days=10)
    new_version(page.pk, timezone.now() - timedelta(days=5))
    shown(page, text="Over nu.")
    old, new = (
        next(one for one in use(page).texts if one.text == text)
        for text in ("Over toen.", "Over nu.")
    )
    assert (old.older, new.older) == (True, False)
    assert use(page).older == 1
    assert client.get(page.get_url()).content.decode().count("over een eerdere versie") == 1


def test_useful_is_said_with_its_number_and_what_it_does_not_mean(client, page):
    add_taps(page.pk, useful=3, not_useful=1)
    assert use(page).answers == 0
    add_taps(page.pk, useful=1)
    text = client.get(page.get_url()).content.decode()
    assert "4 van de 5 lezers" in text
    assert "Dat zegt niet of het werkt." in text


def test_it_is_not_on_paper_and_not_in_a_preview(client, page):
    assert "/bruikbaar/" not in client.get(f"{page.get_url()}?print").content.decode()
    request = RequestFactory().get("/")
    request.is_preview = True
    assert shown_for(page, request) is None
    assert shown_for(page, None) is None
    assert shown_for("geen pagina", RequestFactory().get("/")) is None


def test_it_never_speaks_of_recognition_or_stars(client, page):
    for _ in range(5):
        shown(page, text="Goed.")
    text = client.get(page.get_url()).content.decode().lower()
    assert "erkend" not in text
    assert "sterren" not in text
    assert "gemiddeld" not in text
