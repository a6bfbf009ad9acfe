"""The small words and signs of templates."""

from types import SimpleNamespace

import pytest
from django.template.loader import get_template

from academie.core.card_number import card_number
from academie.core.enums import ContentType, Illustration
from academie.core.templatetags import academie
from search.cards import LOOKS


def test_every_type_looks_the_same_on_a_page_as_in_the_search_results():
    assert {slug: tuple(look) for slug, look in academie.LOOKS.items()} == dict(LOOKS)
    assert set(academie.LOOKS) == set(ContentType.values)


def test_an_unknown_type_looks_like_a_plain_page():
    assert academie.type_css("onbekend") == "is-nieuws"
    assert academie.type_glyph("onbekend") == "g-pagina"
    assert academie.type_label("onbekend") == "onbekend"


def test_every_symbol_that_a_page_can_ask_for_is_drawn():
    drawn = get_template("components/icons.html").render()
    asked = {look.glyph for look in academie.LOOKS.values()} | set(academie.VOICE_GLYPHS.values())
    missing = [name for name in asked if f'<symbol id="{name}"' not in drawn]
    assert missing == []


@pytest.mark.parametrize("name", [name for name in Illustration.values if name])
def test_every_illustration_has_a_drawing_without_style_of_its_own(name):
    drawing = get_template("components/illustration.html").render({"name": name})
    assert "<svg" in drawing
    assert "<style" not in drawing
    assert "style=" not in drawing


def test_an_icon_is_hidden_from_screen_readers_and_its_name_is_escaped():
    drawn = academie.icon('x"><script>')
    assert 'aria-hidden="true"' in drawn
    assert "<script>" not in drawn


@pytest.mark.parametrize(
    ("number", "cells"),
    [
        ("T2S 041", ["T", "2", "S", "041"]),
        ("P 7", ["P", "7"]),
        ("zonder", ["zonder"]),
        (
            card_number("T", "041", clusters=["cluster-2"], levels=["school"]),
            ["T", "2", "S", "041"],
        ),
    ],
)
def test_a_card_number_falls_apart_in_its_cells(number, cells):
    assert academie.card_cells(number) == cells


@pytest.mark.parametrize(
    ("days", "words"),
    [(None, ""), (0, "dezelfde dag"), (1, "1 werkdag"), (25, "25 werkdagen")],
)
def test_a_term_is_said_in_working_days(days, words):
    assert academie.working_days(days) == words


@pytest.mark.parametrize(("count", "words"), [(0, "0 kaarten"), (1, "1 kaart"), (2, "2 kaarten")])
def test_cards_are_counted_in_words(count, words):
    assert academie.cards(count) == words


@pytest.mark.parametrize(
    ("labels", "words"),
    [
        ([], ""),
        (["Leerkracht"], "Leerkracht"),
        (["Leerkracht", "IB'er"], "Leerkracht, IB'er"),
        (["Leerkracht", "IB'er", "SMW", "ZOCO"], "Leerkracht, IB'er en 2 meer"),
        (["Leerkracht", "Ondersteuner in de klas"], "Leerkracht en 1 meer"),
        (["Een heel lange naam van een ondersteuningsbehoefte"], None),
    ],
)
def test_a_list_of_labels_keeps_to_two_lines_and_names_at_least_one(labels, words):
    assert academie.in_short(labels) == (labels[0] if words is None else words)


def _card(**values):
    plain = {"type": "toolkit", "needs": [], "roles": ["Leerkracht"], "card": {}}
    return SimpleNamespace(**plain | {"is_past": False, "adopted": False} | values)


@pytest.mark.parametrize(
    ("card", "facts"),
    [
        (_card(), []),
        (_card(needs=["Zien", "Horen"]), ["Zien", "Horen"]),
        (_card(type="training", is_past=True), ["Voor Leerkracht", "Is geweest"]),
        (_card(type="training", roles=[]), []),
        (_card(card={"voices": ["School", "Ouder"]}), ["Stemmen: School, Ouder"]),
        (_card(adopted=True), ["Overgenomen van een andere organisatie"]),
    ],
)
def test_the_small_line_of_a_result_says_only_what_there_is(card, facts):
    assert academie.card_facts(card) == facts


def test_seats_are_drawn_taken_ones_first():
    assert academie.seat_marks(4, 1) == [True, False, False, False]


def test_more_seats_than_a_row_can_show_are_not_drawn():
    assert len(academie.seat_marks(academie.MOST_SEATS, 0)) == academie.MOST_SEATS
    assert academie.seat_marks(academie.MOST_SEATS + 1, 0) == []


def _options(count, *chosen):
    return [SimpleNamespace(number=n, selected=n in chosen) for n in range(count)]


def test_a_long_facet_folds_its_tail_but_never_a_chosen_value():
    options = _options(10, 9)
    shown = [option.number for option in academie.open_options(options)]
    folded = [option.number for option in academie.folded_options(options)]
    assert shown == [0, 1, 2, 3, 4, 5, 9]
    assert folded == [6, 7, 8]


def test_facets_come_in_the_order_of_a_readers_questions():
    names = ["type", "cluster", "regio", "thema", "rol"]
    facets = [SimpleNamespace(name=name) for name in names]
    ordered = [facet.name for facet in academie.in_reading_order(facets)]
    assert ordered == ["rol", "type", "cluster", "regio", "thema"]


@pytest.mark.parametrize(
    ("slug", "css"), [("school", "lv"), ("gebied", "lv lv-g"), ("onbekend", "lv")]
)
def test_a_level_is_drawn_in_squares(slug, css):
    assert academie.level_class(slug) == css


def test_a_voice_without_a_seat_of_its_own_stands_in_the_middle():
    assert academie.voice_glyph("school") == "v1"
    assert academie.voice_glyph("onbekend") == "v5"
