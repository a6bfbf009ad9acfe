"""'Bijna hetzelfde bestaat al': measured on the demo content, and what it never shows."""

from pathlib import Path

import pytest
from django.conf import settings as project
from django.urls import reverse
from django.utils import timezone

from academie.proofing.similar import SHOWN, nearly_the_same
from academie.taxonomy import selectors
from academie.taxonomy.loading import load_vocabulary
from home.demo.loader import load_demo
from home.tree import ensure_tree
from search import answers
from search.engines.base import EngineUnavailable
from tests import factories, worlds

HERE = Path(__file__).parent


def listed(name):
    """Return the lines of a file of titles."""
    lines = (HERE / name).read_text().splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@pytest.fixture
def small(site, settings, tmp_path):
    """A site of six pages that can be searched."""
    with worlds.searchable(settings, tmp_path):
        worlds.fill(site)
        worlds.index_all()
        yield site


@pytest.mark.slow
@pytest.mark.django_db
def test_twins_are_first_and_strangers_are_not_shown(settings, tmp_path):
    """Of 20 demo titles in other words the twin is first; 26 other titles show nothing."""
    fixtures = project.BASE_DIR / "fixtures"
    settings.DEMO, settings.MEDIA_ROOT = True, tmp_path / "media"
    with worlds.searchable(settings, tmp_path):
        load_vocabulary(fixtures / "vocabulary")
        selectors.forget()
        ensure_tree()
        load_demo(fixtures / "demo", today=timezone.localdate())
        worlds.index_all()
        pairs = [line.split(" | ") for line in listed("titles.txt")]
        firsts = {new: [card.title for card in nearly_the_same(new)][:1] for new, _ in pairs}
        assert len(pairs) == 20
        assert firsts == {new: [twin] for new, twin in pairs}
        strangers = listed("unrelated_titles.txt")
        assert len(strangers) >= 20
        shown = {title: [card.title for card in nearly_the_same(title)] for title in strangers}
        assert shown == {title: [] for title in strangers}


@pytest.mark.django_db
def test_the_twin_is_shown_and_not_the_page_itself(small):
    title = "Hoe u opdrachten geeft"
    (card,) = nearly_the_same(title)
    assert card.title == "Zo geeft u een opdracht"
    own = int(card.key.partition(":")[2])
    assert nearly_the_same(title, exclude=own) == []
    assert nearly_the_same("Van school naar wijkteam", "Een korte inleiding.", "werkinstructie")


@pytest.mark.django_db
@pytest.mark.parametrize("title", ["", " ", "de", "opdracht", "?!", "x" * 300, '"', "-", "T2S 041"])
def test_a_title_that_says_little_shows_nothing(small, title):
    assert nearly_the_same(title) == []


@pytest.mark.django_db
def test_only_what_everybody_may_see(small):
    factories.make_toolkit(small, publish=False, title="Huilen bij het afscheid aan de deur")
    page = factories.make_toolkit(small, title="Zwemmen met een tolk aan de rand")
    worlds.index_all()
    assert nearly_the_same("Afscheid aan de deur: huilen") == []
    assert len(nearly_the_same("Met een tolk zwemmen aan de rand")) == 1
    # Still in the index, no longer online: the second gate keeps it out.
    page.unpublish()
    assert nearly_the_same("Met een tolk zwemmen aan de rand") == []


@pytest.mark.django_db
def test_there_are_never_many(small):
    for number in range(SHOWN + 2):
        factories.make_nieuws(small, title=f"Zwemmen met een tolk, deel {number}")
    worlds.index_all()
    assert len(nearly_the_same("Zwemmen met een tolk")) == SHOWN


@pytest.mark.django_db
def test_calm_when_the_search_is_away(small, monkeypatch):
    def away(*args):
        raise EngineUnavailable("weg")

    monkeypatch.setattr("search.engines.embedded.EmbeddedEngine.search", away)
    assert nearly_the_same("Hoe u opdrachten geeft") == []
    answers.breakers.clear()


@pytest.mark.django_db
def test_the_answer_for_who_is_logged_in(small, client, django_user_model):
    address = reverse("proofing:nearly_the_same")
    assert address == "/deel-uw-kennis/bijna-hetzelfde/"
    asked = {"titel": "Hoe u opdrachten geeft"}
    assert client.get(address, asked).status_code == 302
    client.force_login(django_user_model.objects.create_user("schrijver"))
    answer = client.get(address, asked)
    assert "Zo geeft u een opdracht" in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    data = client.get(address, asked | {"als": "json"}).json()
    (card,) = data["cards"]
    assert set(card) == {"title", "url", "type", "label"}
    nothing = client.get(address, {"titel": "Zonnepanelen op het gebouw"})
    assert nothing.content.strip() == b""
    assert client.get(address, {"titel": "x", "zonder": "9" * 50}).status_code == 200
    assert client.post(address).status_code == 405
