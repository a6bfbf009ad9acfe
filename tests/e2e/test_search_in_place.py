"""Searching by keyboard: results in place, the way back, suggestions; and without script."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

FOUND = "/zoeken/?q=TOS"
FILTER = "input[type=checkbox][name=rol][value=leerkracht]"


def test_a_filter_works_in_place_keeps_the_focus_and_is_announced(page):
    page.goto(FOUND)
    page.evaluate("window.samePage = true")
    before = page.locator("[data-count]").inner_text()
    page.locator(FILTER).check()
    expect(page.locator(".chip")).to_have_count(1)
    heading = page.locator("[data-count]").inner_text()
    assert heading != before
    assert page.evaluate("window.samePage") is True
    assert "rol=leerkracht" in page.url
    expect(page.locator(FILTER)).to_be_focused()
    expect(page.locator("body > p[role=status]")).to_have_text(heading)


def test_taking_a_filter_off_puts_the_focus_on_what_was_found(page):
    page.goto(f"{FOUND}&rol=leerkracht")
    page.locator(".chip").press("Enter")
    expect(page.locator(".chip")).to_have_count(0)
    expect(page.locator("[data-count]")).to_be_focused()


def test_the_back_button_restores_the_search_before(page):
    page.goto(FOUND)
    page.locator(FILTER).check()
    expect(page.locator(".chip")).to_have_count(1)
    page.go_back()
    expect(page.locator(".chip")).to_have_count(0)
    expect(page.locator(FILTER)).not_to_be_checked()
    assert page.url.endswith(FOUND)


def test_words_that_find_nothing_and_back_again(page):
    page.goto(FOUND)
    page.fill("#q", "xqzvxqzv")
    page.press("#q", "Enter")
    expect(page.locator("h1")).to_have_text("Deze kaart is er nog niet")
    expect(page.locator(":focus")).to_contain_text("Geen kaarten voor ‘xqzvxqzv’")
    page.go_back()
    expect(page.locator("#q")).to_have_value("TOS")
    expect(page.locator(".hit").first).to_be_visible()


def test_suggestions_are_chosen_with_the_arrows(page):
    page.goto("/")
    field = page.locator("#q")
    field.press_sequentially("warm")
    expect(page.locator("[role=option]").first).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowUp")
    chosen = page.locator("[role=option]").last
    expect(chosen).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", chosen.get_attribute("id"))
    target = chosen.get_attribute("data-url")
    field.press("Enter")
    page.wait_for_url(f"**{target}")


def test_escape_closes_the_suggestions_and_keeps_the_words(page):
    page.goto("/")
    field = page.locator("#q")
    field.press_sequentially("warm")
    expect(page.locator("[role=option]").first).to_be_visible()
    field.press("Escape")
    expect(page.locator("[role=listbox]")).to_be_hidden()
    expect(field).to_have_value("warm")
    expect(field).to_have_attribute("aria-expanded", "false")


def test_on_a_phone_the_filters_stay_open_while_choosing(page):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(FOUND)
    page.locator("#filters > summary").click()
    page.locator(FILTER).check()
    expect(page.locator(".chip")).to_have_count(1)
    expect(page.locator("#filters")).to_have_attribute("open", "")


def test_without_script_the_filters_are_a_form(without_script):
    without_script.goto(FOUND)
    without_script.locator(FILTER).check()
    without_script.locator("[data-filters] button").click()
    without_script.wait_for_url(re.compile(r"/zoeken/\?q=TOS&rol=leerkracht$"))
    expect(without_script.locator(".chip")).to_have_count(1)
