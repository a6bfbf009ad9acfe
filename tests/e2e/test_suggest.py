"""Suggestions below the search field: by keyboard, by finger, read out, and while typing on."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.e2e.pages import WATCH, axe

pytestmark = pytest.mark.browser

ANSWER = "**/zoeken/suggesties/**"
WORDS = [{"text": "warme overdracht", "url": None, "type": ""}]
CARDS = [
    {"text": "Hét warme begin", "url": "/a/", "type": "toolkit"},
    {"text": "Opwarmen: Één stap", "url": "/b/", "type": "training"},
]


def answer_with(page, suggestions):
    """Let the server say this; return the questions it gets."""
    asked = []

    def fulfil(route):
        asked.append(route.request.url.rpartition("q=")[2])
        route.fulfill(
            content_type="application/json", body=json.dumps({"suggestions": suggestions})
        )

    page.route(ANSWER, fulfil)
    return asked


@pytest.fixture
def field(page):
    """The field on the search page."""
    page.add_init_script(WATCH)
    page.goto("/zoeken/", wait_until="networkidle")
    return page.locator("#q")


@pytest.fixture
def opened(page, field):
    """The field with an open list of known suggestions."""
    answer_with(page, WORDS + CARDS)
    field.fill("warm")
    expect(page.get_by_role("option")).to_have_count(3)
    return field


def until_asked(page, times):
    """Wait for that many questions. Asked from here: the policy of the page lets nothing poll."""
    for _ in range(100):
        if page.evaluate("window.answers.length") >= times:
            break
        page.wait_for_timeout(100)
    assert page.evaluate("window.answers.length") == times


def spoken(page):
    return page.locator("form [role=status]").inner_text()


def pointed(page, field):
    """The option the field points at; it is the only one that is selected."""
    name = field.get_attribute("aria-activedescendant")
    chosen = page.locator("[role=option][aria-selected=true]")
    expect(chosen).to_have_count(1 if name else 0)
    return page.locator(f"#{name}").inner_text() if name else ""


def test_words_and_cards_stand_apart_and_say_what_they_are(page, opened):
    groups = page.get_by_role("listbox").get_by_role("group")
    assert [one.get_attribute("aria-label") for one in groups.all()] == ["Woorden", "Kaarten"]
    assert "Toolkit" in groups.last.get_by_role("option").first.inner_text()
    assert spoken(page) == "3 suggesties, kies met de pijltjes"


def test_what_was_typed_is_marked_whatever_its_accents(page, opened):
    assert page.locator("[role=option] mark").all_inner_texts() == ["warm", "warm", "warm"]
    opened.fill("een HET")
    expect(page.locator("[role=option] mark").first).to_have_text("Hét")
    assert page.locator("[role=option] mark").all_inner_texts() == ["Hét", "Één"]
    assert page.locator("[role=option]").nth(1).locator("span").inner_text() == "Hét warme begin"


def test_a_real_answer_is_found_inside_a_compound_word(page, field):
    field.press_sequentially("overdr")
    marks = page.locator("[role=option] mark")
    expect(marks.first).to_be_visible()
    assert {text.lower() for text in marks.all_inner_texts()} == {"overdr"}


def test_the_arrows_go_round_past_the_field(page, opened):
    seen = []
    for _ in range(5):
        opened.press("ArrowDown")
        seen.append(pointed(page, opened).split("\n")[0])
    assert seen[0] == seen[4] == "warme overdracht"
    assert seen[3] == ""
    opened.press("ArrowUp")
    assert pointed(page, opened) == ""
    opened.press("ArrowUp")
    assert pointed(page, opened).startswith("Opwarmen")


@pytest.mark.parametrize(("key", "cursor"), [("Home", 0), ("End", 4)])
def test_home_and_end_go_back_to_the_words(page, opened, key, cursor):
    opened.press("ArrowDown")
    opened.press(key)
    assert pointed(page, opened) == ""
    assert opened.evaluate("field => field.selectionStart") == cursor
    expect(opened).to_have_attribute("aria-expanded", "true")


def test_enter_on_nothing_searches_for_what_was_typed(page, opened):
    opened.press("Enter")
    page.wait_for_url("**/zoeken/?q=warm")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_enter_on_words_searches_for_those(page, opened):
    opened.press("ArrowDown")
    opened.press("Enter")
    page.wait_for_url("**/zoeken/?q=warme+overdracht")
    expect(opened).to_have_value("warme overdracht")


def test_escape_closes_and_an_arrow_opens_again(page, opened):
    opened.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(opened).to_have_value("warm")
    assert spoken(page) == ""
    opened.press("ArrowDown")
    expect(page.get_by_role("option")).to_have_count(3)
    expect(opened).to_have_attribute("aria-expanded", "true")


def test_leaving_the_field_closes_the_list(page, opened):
    opened.press("ArrowDown")
    opened.press("Tab")
    expect(page.get_by_role("listbox", include_hidden=True)).to_be_hidden()
    expect(opened).to_have_attribute("aria-expanded", "false")
    assert opened.get_attribute("aria-activedescendant") is None


def test_nothing_to_suggest_is_said_and_an_empty_field_is_quiet(page, field):
    answer_with(page, [])
    field.press_sequentially("xq")
    expect(page.locator("form [role=status]")).to_have_text("Geen suggesties")
    expect(page.get_by_role("listbox")).to_be_hidden()
    field.fill("")
    assert spoken(page) == ""


def test_one_suggestion_is_counted_as_one(page, field):
    answer_with(page, WORDS)
    field.press_sequentially("warm")
    expect(page.locator("form [role=status]")).to_have_text("1 suggestie, kies met de pijltjes")


def test_quick_typing_asks_once(page, field):
    asked = answer_with(page, WORDS)
    # All in one task, for keys that come from here may come late.
    field.evaluate(
        """field => { for (const letter of "warme") {
          field.value += letter;
          field.dispatchEvent(new InputEvent("input", { bubbles: true }));
        } }"""
    )
    expect(page.get_by_role("option")).to_have_count(1)
    assert asked == ["warme"]


def test_a_late_answer_to_earlier_words_is_dropped(page, field):
    page.evaluate(
        """() => {
          window.answers = [];
          window.fetch = () => new Promise((done) => window.answers.push((suggestions) =>
            done(new Response(JSON.stringify({ suggestions })))));
        }"""
    )
    field.fill("wa")
    until_asked(page, 1)
    field.fill("warm")
    until_asked(page, 2)
    page.evaluate("found => window.answers[1](found)", WORDS)
    expect(page.get_by_role("option")).to_have_count(1)
    page.evaluate("found => window.answers[0](found)", CARDS)
    page.wait_for_timeout(200)
    expect(page.get_by_role("option")).to_have_count(1)
    expect(page.get_by_role("option")).to_contain_text("warme overdracht")


def test_the_list_does_not_flash_while_typing_on(page, opened):
    page.evaluate(
        """() => {
          window.hidden = 0;
          const list = document.querySelector('[role=listbox]');
          new MutationObserver(() => { if (list.hidden) window.hidden += 1; })
            .observe(list, { attributes: true, attributeFilter: ['hidden'] });
        }"""
    )
    opened.press_sequentially("er", delay=250)
    page.wait_for_timeout(400)
    assert page.evaluate("window.hidden") == 0
    expect(page.get_by_role("option")).to_have_count(3)


def test_a_server_that_fails_leaves_the_field_as_it_was(page, field):
    page.route(ANSWER, lambda route: route.fulfill(status=500, body="kapot"))
    field.press_sequentially("warm")
    expect(page.locator("form [role=status]")).to_have_text("Geen suggesties")
    field.press("Enter")
    page.wait_for_url("**/zoeken/?q=warm")


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_open_list(page, opened, axe_js, width, scheme):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    opened.press("ArrowDown")
    # What lies below the list is looked at elsewhere (test_pages), without a list over it.
    assert axe(page, axe_js, settle=False) == []
    assert page.evaluate("window.__csp") == []


def test_above_the_keyboard_of_a_phone_every_suggestion_can_be_reached(page, field):
    page.set_viewport_size({"width": 360, "height": 330})  # What a phone's keyboard leaves.
    answer_with(page, WORDS + CARDS * 4)
    field.press_sequentially("warm")
    options = page.get_by_role("option")
    expect(options).to_have_count(9)
    box = page.get_by_role("listbox").bounding_box()
    assert box["y"] + box["height"] <= 330
    assert box["width"] <= 360
    assert all(one.bounding_box()["height"] >= 44 for one in options.all())
    options.last.scroll_into_view_if_needed()
    options.last.click()
    page.wait_for_url(re.compile(r"/b/$"))


def test_without_script_the_field_is_a_plain_form(without_script):
    page = without_script
    page.goto("/zoeken/")
    assert page.locator("#q").get_attribute("role") is None
    page.fill("#q", "warme overdracht")
    page.press("#q", "Enter")
    page.wait_for_url("**/zoeken/?q=warme+overdracht")
