"""What a teacher does: search, choose filters, go back; with script, without, and by keyboard."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.pages import WATCH

pytestmark = pytest.mark.browser

CARDS = re.compile(r"^\d+ kaart")


def how_many(page):
    """The number in the heading above the results."""
    return int(page.locator("[data-count]").inner_text().split()[0].replace(".", ""))


def spoken(page):
    """What the page said to a screen reader last."""
    return " ".join(page.locator("body > [role=status]").all_inner_texts())


# --- without script -----------------------------------------------------------------------------


def test_without_script_a_search_gives_cards(without_script):
    page = without_script
    page.goto("/")
    page.fill("main input[name=q]", "TOS groep 3")
    page.click("main [role=search] button")
    expect(page).to_have_url(re.compile(r"/zoeken/\?q=TOS\+groep\+3$"))
    expect(page.locator("[data-count]")).to_have_text(CARDS)
    assert page.locator(".hits > li").count() > 0
    assert page.locator(".hits mark").count() > 0


def test_without_script_filters_narrow_and_chips_widen(without_script):
    page = without_script
    page.goto("/zoeken/?q=school")
    before = how_many(page)
    page.check("input[name=niveau][value=school]")
    page.check("input[name=rol][value=leerkracht]")
    page.click("#filters button[type=submit]")
    assert "niveau=school" in page.url
    assert "rol=leerkracht" in page.url
    assert "q=school" in page.url
    narrowed = how_many(page)
    assert 0 < narrowed < before
    assert page.locator(".chip").count() == 2
    page.click(".chip >> nth=0")
    assert page.locator(".chip").count() == 1
    assert narrowed <= how_many(page) <= before
    page.click("text=Wis alles")
    assert page.locator(".chip").count() == 0


def test_without_script_pages_and_order_are_links(without_script):
    page = without_script
    page.goto("/zoeken/")
    first = page.locator(".hits h3").first.inner_text()
    page.locator("a[href*='pagina=2']").first.click()
    assert page.locator(".hits h3").first.inner_text() != first
    page.goto("/zoeken/")
    page.click("text=Kortste tijd")
    assert "sorteer=kort" in page.url


def test_without_script_nothing_found_offers_ways_on(without_script):
    page = without_script
    page.goto("/zoeken/?q=xqzvxqzv")
    assert page.locator("h1").inner_text() == "Deze kaart is er nog niet"
    assert page.locator("main a[href]").count() > 3


def test_without_script_a_role_shows_its_own_steps(without_script, paths):
    page = without_script
    page.goto(paths["werkinstructie"])
    role = page.locator("#kies a").first
    name = role.inner_text()
    role.click()
    assert "rol=" in page.url
    assert page.locator("#kies b[aria-current]").first.inner_text() == name
    assert page.get_by_text("Uw stap").count() > 0


def test_without_script_every_menu_tab_opens(without_script):
    page = without_script
    page.goto("/")
    for link in page.locator("header nav.tabs a").all():
        answer = page.request.get(link.get_attribute("href"))
        assert answer.status == 200, link.get_attribute("href")


def test_without_script_a_phone_has_its_menu_and_filters(without_script):
    page = without_script
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/zoeken/")
    page.click("header details.menu summary")
    assert page.locator("header details.menu a").first.is_visible()
    page.click("header details.menu summary")
    page.click("#filters > summary")
    assert page.locator("#filters input[type=checkbox]").first.is_visible()


# --- with script --------------------------------------------------------------------------------


def test_filters_change_the_results_in_place(page):
    page.add_init_script(WATCH)
    page.goto("/zoeken/?q=school", wait_until="networkidle")
    page.evaluate("window.samePage = true")
    before = how_many(page)
    page.check("input[name=niveau][value=buurt]")
    expect(page.locator(".chip")).to_have_count(1)
    assert page.evaluate("window.samePage") is True
    assert "niveau=buurt" in page.url
    after = how_many(page)
    assert after < before
    assert str(after) in spoken(page)
    assert page.evaluate("document.activeElement.name + document.activeElement.value") == (
        "niveaubuurt"
    )
    assert page.evaluate("window.__csp") == []


def test_back_brings_the_former_results(page):
    page.goto("/zoeken/?q=school", wait_until="networkidle")
    before = how_many(page)
    page.check("input[name=niveau][value=buurt]")
    expect(page.locator(".chip")).to_have_count(1)
    page.go_back()
    expect(page.locator(".chip")).to_have_count(0)
    assert how_many(page) == before
    assert not page.locator("input[name=niveau][value=buurt]").is_checked()
    page.go_forward()
    expect(page.locator(".chip")).to_have_count(1)


def test_a_chip_is_taken_away_in_place(page):
    page.goto("/zoeken/?q=school&niveau=buurt&rol=leerkracht", wait_until="networkidle")
    page.evaluate("window.samePage = true")
    page.locator(".chip").first.click()
    expect(page.locator(".chip")).to_have_count(1)
    assert page.evaluate("window.samePage") is True
    assert page.evaluate("document.activeElement !== document.body")


def test_a_search_by_keyboard_alone(page):
    page.goto("/", wait_until="networkidle")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "q":
            break
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type("warme over", delay=20)
    field = page.locator("#q")
    expect(field).to_have_attribute("aria-expanded", "true")
    options = page.locator("[role=listbox] [role=option]")
    assert options.count() > 0
    page.keyboard.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]")
    expect(chosen).to_have_count(1)
    assert field.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    page.keyboard.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    page.wait_for_url("**/zoeken/?q=warme+over")
    expect(page.locator("main h1, main [data-count]").first).to_be_attached()


def test_a_suggestion_opens_by_keyboard(page):
    page.goto("/zoeken/", wait_until="networkidle")
    page.focus("#q")
    page.keyboard.type("warme", delay=20)
    expect(page.locator("#q")).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    wanted = page.locator("[role=option][aria-selected=true]").get_attribute("data-url")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{wanted}")
    assert page.locator("h1").count() == 1


def test_a_facet_is_chosen_by_keyboard(page):
    page.goto("/zoeken/?q=school", wait_until="networkidle")
    page.focus("input[name=rol] >> nth=0")
    value = page.evaluate("document.activeElement.value")
    page.keyboard.press("Space")
    expect(page.locator(".chip")).to_have_count(1)
    assert f"rol={value}" in page.url
    assert page.evaluate("document.activeElement.value") == value


def test_the_menu_of_a_phone_closes_with_escape(page):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/", wait_until="networkidle")
    page.focus("header details.menu summary")
    page.keyboard.press("Enter")
    assert page.locator("header details.menu").get_attribute("open") is not None
    page.keyboard.press("Escape")
    assert page.locator("header details.menu").get_attribute("open") is None
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("TOS groep 3", "TOS"),
        ("thuiszitter", "thuis"),
        ("warme overdracht", "overdracht"),
        ("escalatie wijkteam", "wijkteam"),
    ],
)
def test_a_teachers_own_words_find_cards(page, words, expected):
    page.goto(f"/zoeken/?q={words}", wait_until="networkidle")
    assert how_many(page) > 0
    assert expected.lower() in page.locator(".hits > li").first.inner_text().lower()


def test_a_toolkit_prints_on_one_sheet(page, paths):
    page.goto(f"{paths['toolkit']}?print", wait_until="networkidle")
    paper = page.pdf(format="A4", print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
