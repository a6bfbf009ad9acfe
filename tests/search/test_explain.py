"""Why a card stands where it stands: points that add up, and words that say what was seen."""

from functools import partial

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from academie.taxonomy.models import BestBet
from search import engines
from search.explain.reasons import NOT_FOUND, explain, explain_card, find_key
from search.guidance import ladder
from search.params import parse_params
from tests import factories

pytestmark = pytest.mark.django_db


def make_cards(site):
    """Cards that have the words of a question each in another way."""
    return {
        "title": factories.make_toolkit(site, title="Warme overdracht"),
        "forms": factories.make_toolkit(
            site, title="Naar de brugklas", intro="Over overdrachten en een warm gesprek."
        ),
        "compound": factories.make_werkinstructie(
            site, title="Het overdrachtsgesprek", intro="Een warm begin."
        ),
        "story": factories.make_praktijkverhaal(
            site, title="Warme overdracht bij Sam", themes=["warme-overdracht"]
        ),
        "synonym": factories.make_toolkit(
            site, title="Luisteren", intro="Bij een taalontwikkelingsstoornis."
        ),
        "far": factories.make_toolkit(site, title="Rekenen met blokken"),
    }


@pytest.fixture
def cards(site, indexed_once):
    return indexed_once("cards", partial(make_cards, site))


def key(page):
    return f"page:{page.pk}"


def cards_by_key(cards):
    return {key(card): card for card in cards.values()}


def climbed(words, **params):
    data = QueryDict(mutable=True)
    data.update({"q": words, **params})
    return ladder.climb(parse_params(data), timezone.localtime())


def asked(words, **params):
    """Return the explanations of a search by key."""
    climb = climbed(words, **params)
    found = explain(engines.get_engine(climb.answer.engine), climb, timezone.localtime())
    assert [one.hit.key for one in found] == [hit.key for hit in climb.answer.page.hits]
    return {one.hit.key: one for one in found}


def about(words, card, **params):
    climb = climbed(words, **params)
    engine = engines.get_engine(climb.answer.engine)
    return explain_card(engine, climb, key(card), timezone.localtime())


def lines(explanation):
    return {reason.label: " / ".join(reason.found) for reason in explanation.reasons}


@pytest.mark.parametrize(
    "words",
    [
        "overdracht",
        "warme overdracht",
        '"warme overdracht"',
        "warme overdracht brugklas sam",
        "tos",
        "warme overdracht -sam",
        "overdragt",
        "toolkit overdracht",
        "toolkit leerkracht",
        "werkinstructie",
    ],
)
def test_the_points_add_up_to_the_score_of_the_engine(cards, words):
    explained = asked(words)
    assert explained
    for one in explained.values():
        assert one.words == pytest.approx(sum(reason.points for reason in one.reasons))
        if one.hit.factors.pinned:
            continue
        assert one.words == pytest.approx(one.hit.factors.words, rel=1e-4)
        product = one.words
        for _, factor in one.factors:
            product *= factor
        assert one.score == pytest.approx(product, rel=1e-4)


def test_places_count_on_over_the_pages(cards):
    every = list(asked("overdracht").values())
    assert [one.place for one in every] == list(range(1, len(every) + 1))
    (second,) = [one for one in every if one.place == 2]
    alone = about("overdracht", cards_by_key(cards)[second.hit.key])
    assert (alone.place, alone.score) == (2, second.score)


def test_a_word_is_named_as_it_was_typed_with_where_and_how_it_stands(cards):
    found = asked("warme overdracht")
    assert lines(found[key(cards["title"])])["‘warme’"].startswith("in de titel")
    forms = lines(about("warme overdracht", cards["forms"]))
    assert "in de inleiding als ‘warm’" in forms["‘warme’"]
    assert "in de inleiding als ‘overdrachten’" in forms["‘overdracht’"]


def test_words_next_to_each_other_earn_a_bonus_that_is_shown(cards):
    found = asked("warme overdracht")
    (bonus,) = [
        reason
        for reason in found[key(cards["title"])].reasons
        if reason.label == "naast elkaar: ‘warme overdracht’"
    ]
    assert bonus.points > 0
    assert bonus.found[0].startswith("in de titel")
    assert "naast elkaar: ‘warme overdracht’" not in lines(
        about("warme overdracht", cards["forms"])
    )


def test_a_part_of_a_compound_is_said_to_be_one(cards):
    found = lines(about("overdracht", cards["compound"]))
    assert found["‘overdracht’"] == "in de titel als deel van ‘overdrachtsgesprek’"


def test_a_compound_by_its_parts_names_them(cards):
    found = about("overdrachtsgesprek", cards["forms"])
    reason, letters = found.reasons
    assert reason.points > letters.points > 0
    assert reason.found[0] == "door de delen: ‘overdrachten’ + ‘gesprek’"
    assert letters.label == "letters van ‘overdrachtsgesprek’"
    assert letters.found[0].startswith("in de inleiding door ‘over’, ‘overdrachten’, ‘gesprek’")


def test_a_filter_that_was_named_is_a_bonus_beside_other_words(cards):
    found = lines(about("toolkit overdracht", cards["title"]))
    assert found["filter soort: Toolkit"] == "dit is een toolkit"
    assert "filter soort: Toolkit" not in lines(about("toolkit overdracht", cards["story"]))


def test_a_filter_by_itself_is_its_name_or_its_value(cards):
    found = about("werkinstructie", cards["compound"])
    assert lines(found)["‘werkinstructie’"] == "dit is een werkinstructie"
    assert found.words > 0
    theirs = lines(about("toolkit leerkracht", cards["title"]))
    assert theirs["‘leerkracht’"] == "voor wie: Leerkracht / docent / mentor"


def test_a_synonym_is_named_with_its_weight(cards):
    found = lines(about("TOS", cards["synonym"]))
    assert "synoniem ‘taalontwikkelingsstoornis’ (telt 0,8): in de inleiding" in found["‘TOS’"]


def test_a_word_in_a_looser_form_keeps_its_name_and_its_part_is_called_a_part(cards):
    explained = asked("overdrachtsgesprek blokken")
    (far,) = [one for one in explained.values() if one.hit.key == key(cards["far"])]
    words = {"‘overdrachtsgesprek’", "‘blokken’"}
    assert set(lines(far)) == words | {f"letters van {word}" for word in words}
    forms = lines(explained[key(cards["title"])])
    assert forms["‘overdrachtsgesprek’"].startswith("deel ‘overdracht’ (telt 0,3): in de titel")


def test_a_word_that_is_missing_says_so(cards):
    found = lines(asked("warme overdracht rekenen")[key(cards["title"])])
    assert found["‘rekenen’"] == NOT_FOUND


def test_the_kind_of_page_and_its_age_are_factors_in_words(cards):
    story = asked("overdracht")[key(cards["story"])]
    factors = dict(story.factors)
    assert factors["soort: Praktijkverhaal"] < 1
    assert any(label.startswith("geplaatst op") for label in factors)


def test_the_readers_own_role_is_a_factor(cards):
    found = asked("overdracht", mijn_rol="leerkracht")[key(cards["title"])]
    assert dict(found.factors)["voor uw eigen rol of niveau"] > 1
    assert "voor uw eigen rol of niveau" not in dict(
        asked("overdracht")[key(cards["title"])].factors
    )


def test_a_best_bet_is_told(cards):
    BestBet.objects.create(expressions="overdracht", page=cards["far"].page_ptr)
    first = next(iter(asked("overdracht").values()))
    assert first.hit.key == key(cards["far"])
    assert first.notes == ("De redactie zette deze kaart bovenaan (zoektip).",)
    assert first.factors == ()
    assert lines(first)["‘overdracht’"] == NOT_FOUND


def test_a_card_with_all_the_words_says_that_it_stands_above_the_others(cards):
    found = list(asked("overdracht brugklas").values())
    assert found[0].hit.key == key(cards["forms"])
    assert "staat daarom boven" in found[0].notes[0]
    assert len(found) > 1
    assert found[1].notes == ()


def test_why_a_card_is_absent(cards):
    gone = about("overdracht", cards["far"])
    assert gone.place == 0
    # Letters in common with 'over' are points, and never make a hit.
    assert {one.label for one in gone.reasons if one.points} == {"letters van ‘overdracht’"}
    assert "niet gevonden" in gone.notes[0]
    assert lines(gone)["‘overdracht’"] == NOT_FOUND
    filtered = about("overdracht", cards["title"], type="praktijkverhaal")
    assert "past niet bij de gekozen filters" in filtered.notes[0]
    assert filtered.words > 0


def test_a_card_is_named_by_its_number_or_its_key(cards):
    climb = climbed("overdracht")
    engine, now = engines.get_engine(climb.answer.engine), timezone.localtime()
    number = next(iter(asked("overdracht").values())).hit.document.number
    assert find_key(engine, number, now) == climb.answer.page.hits[0].key
    assert find_key(engine, " page:12 ", now) == "page:12"
    assert explain_card(engine, climb, "page:0", now) is None


# --- the command and the page ---------------------------------------------------------------------


def test_the_command_prints_the_reading_the_hits_and_their_reasons(cards, capsys):
    call_command("search_explain", "warme overdracht")
    printed = capsys.readouterr().out
    assert "woord 'overdracht'" in printed
    assert "1." in printed
    assert "‘warme’: in de titel" in printed
    call_command("search_explain", "overdracht", kaart=key(cards["far"]))
    assert NOT_FOUND in capsys.readouterr().out
    with pytest.raises(CommandError, match="staat niet in de zoekindex"):
        call_command("search_explain", "overdracht", kaart="page:0")


@pytest.fixture
def editor(client):
    user = factories.make_user("redactie")
    user.groups.add(Group.objects.get(name="Redacteur"))
    client.force_login(user)
    return client


def test_the_page_explains_a_search_to_an_editor(cards, editor):
    address = reverse("search_explain")
    assert address == "/beheer/zoeken/uitleg/"
    assert "Leg uit" in editor.get(address).content.decode()
    shown = editor.get(address, {"q": "warme <b>overdracht"}).content.decode()
    assert "in de titel" in shown
    assert "<b>overdracht" not in shown
    assert "geplaatst op" in shown
    one = editor.get(address, {"q": "overdracht", "kaart": key(cards["far"])}).content.decode()
    assert NOT_FOUND in one
    unknown = editor.get(address, {"q": "overdracht", "kaart": "page:0"}).content.decode()
    assert "staat niet in de zoekindex" in unknown
    assert "Zoekuitleg" in editor.get(reverse("wagtailadmin_home")).content.decode()


def test_the_page_is_calm_when_no_engine_answers(cards, editor, flaky):
    flaky.away = True
    answer = editor.get(reverse("search_explain"), {"q": "overdracht"})
    assert answer.status_code == 200
    assert "Geen zoekmachine antwoordt nu" in answer.content.decode()
    with pytest.raises(CommandError, match="Geen zoekmachine"):
        call_command("search_explain", "overdracht")


def test_the_page_is_for_who_publishes(client, site):
    writer = factories.make_user("schrijver")
    writer.groups.add(Group.objects.get(name="Specialist"))
    client.force_login(writer)
    assert client.get(reverse("search_explain")).status_code in (302, 403)
    assert "Zoekuitleg" not in client.get(reverse("wagtailadmin_home")).content.decode()
