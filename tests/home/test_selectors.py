"""What the front page shows."""

from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from academie.library.blocks import Voice
from home import selectors
from tests import factories, worlds

MOST_QUERIES = 8


@pytest.fixture
def front(filled, rf):
    def build():
        return selectors.front_page(filled.home, rf.get("/", HTTP_HOST="localhost"))

    return build


def hit(key, *needs):
    return SimpleNamespace(key=key, document=SimpleNamespace(facets={"behoefte": needs}))


def test_every_type_has_its_drawer_with_the_number_of_its_cards(front):
    shown = front()
    assert {drawer.type: drawer.count for drawer in shown["drawers"]} == {
        "toolkit": 1,
        "werkinstructie": 1,
        "praktijkverhaal": 1,
        "training": 1,
        "nieuws": 1,
    }
    assert shown["total"] == 5
    assert shown["newest"] is not None


def test_the_front_page_asks_few_queries_and_no_more_with_more_content(front, filled):
    front()
    with CaptureQueriesContext(connection) as few:
        front()
    assert len(few) <= MOST_QUERIES
    worlds.fill(filled, copies=8)
    worlds.index_all()
    front()
    with CaptureQueriesContext(connection) as many:
        front()
    assert len(many) <= len(few)


def test_every_door_counts_its_cards_and_leads_to_its_own_page(front):
    doors = {door.slug: door for door in front()["doors"]["clusters"]}
    # The toolkit, the werkinstructie, the story, the training, the news and the plain page.
    assert (doors["cluster-2"].count, doors["cluster-2"].url) == (6, "/cluster/cluster-2/")
    assert doors["cluster-1"].count == 0
    assert doors["cluster-2"].mark == "2"
    assert doors["cluster-x"].mark == "–"


def test_the_busiest_roles_come_first_and_equal_ones_stay_in_order():
    doors = [
        selectors.Door(name, name, "", count) for name, count in (("a", 1), ("b", 5), ("c", 5))
    ]
    assert [door.slug for door in selectors.busiest(doors, 2)] == ["b", "c"]


def test_the_quick_list_has_toolkits_of_ten_minutes_or_less(filled):
    factories.make_toolkit(filled, title="Kort", minutes=3)
    factories.make_toolkit(filled, title="Lang", minutes=45)
    worlds.index_all()
    titles = [shown.title for shown in selectors.quick_cards(timezone.localtime())]
    assert titles == ["Kort", "Zo geeft u een opdracht"]


def test_a_list_shows_different_needs_first_and_keeps_its_order():
    hits = [hit(1, "zien"), hit(2, "zien"), hit(3, "horen"), hit(4), hit(5, "horen")]
    assert [shown.key for shown in selectors.varied(hits, 3)] == [1, 3, 4]
    assert [shown.key for shown in selectors.varied(hits, 4)] == [1, 2, 3, 4]
    assert selectors.varied([], 3) == []


def test_the_agenda_shows_the_next_sessions_and_no_past_or_hidden_one(filled, front):
    factories.make_training(filled, title="Geweest", days=-3)
    factories.make_training(filled, title="Concept", days=2, publish=False)
    factories.make_training(filled, title="Morgen", days=1)
    for days in range(20, 26):
        factories.make_training(filled, title=f"Over {days} dagen", days=days)
    titles = [entry.title for entry in front()["sessions"]]
    assert titles == ["Morgen", "TOS herkennen", "Over 20 dagen", "Over 21 dagen"]


def test_without_an_agenda_there_are_no_sessions(filled, front):
    filled.agenda.delete()
    assert front()["sessions"] == []


def story_with(site, parts, **values):
    moments = [
        ("moment", {"title": "Moment", "parts": [{"voice": v, "text": "x", "quote": q}]})
        for v, q in parts
    ]
    return factories.make_praktijkverhaal(site, title="Verhaal", moments=moments, **values)


def test_a_story_gives_the_first_sentence_of_each_voice_at_most_four(site):
    parts = [("school", ""), ("school", "Eén"), ("school", "Twee"), ("ouder", "Drie")]
    parts += [(voice, voice) for voice in ("smw", "wijkteam", "jongere")]
    found = selectors.quotes(story_with(site, parts))
    assert [(quote.voice, quote.quote) for quote in found] == [
        ("school", "Eén"),
        ("ouder", "Drie"),
        ("smw", "smw"),
        ("wijkteam", "wijkteam"),
    ]
    assert found[0].label == Voice.SCHOOL.label


def test_a_story_that_was_taken_offline_is_not_quoted(filled, front):
    filled.home.story = story_with(filled, [("school", "Nu weet ik wie ik bel.")])
    filled.home.save()
    assert front()["voices"]
    filled.home.story.unpublish()
    filled.home.refresh_from_db()
    assert front()["voices"] == []


@pytest.mark.parametrize("where", ["story", "shelf"])
def test_a_story_that_was_closed_to_readers_is_neither_quoted_nor_named(filled, front, where):
    story = story_with(filled, [("school", "Nu weet ik wie ik bel.")])
    filled.home.story = story
    filled.home.save()
    closed = story.page_ptr if where == "story" else story.get_parent()
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    filled.home.refresh_from_db()
    shown = front()
    assert (shown["story"], shown["voices"]) == (None, [])


def test_a_story_past_its_moment_is_not_quoted(filled, front):
    filled.home.story = story_with(filled, [("school", "Nu weet ik wie ik bel.")])
    filled.home.save()
    Page.objects.filter(pk=filled.home.story.pk).update(expire_at=timezone.now())
    filled.home.refresh_from_db()
    assert front()["voices"] == []


def test_a_plan_shows_each_stage_that_it_reached(filled, front):
    plan = {"title": "Innovatieklas", "text": "Loopt.", "stage": "3", "owner": "Bestuur"}
    filled.home.plans = [("plan", plan | {"next_step": ""})]
    filled.home.save()
    filled.home.refresh_from_db()
    (shown,) = front()["plans"]
    assert (shown.number, shown.stage, shown.steps) == (1, "Loopt", (True, True, True, False))
