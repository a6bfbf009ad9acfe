"""Use of a card in a browser: counted, one tap in place, and the same without a script."""

import sqlite3
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.demo import DemoSite
from tests.e2e.pages import axe

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PHONE, WIDE = {"width": 360, "height": 740}, {"width": 1280, "height": 900}


def counted(site: DemoSite, what: str) -> int:
    """Return how often something was counted, over all cards."""
    with sqlite3.connect(Path(site.folder, "academie.sqlite3")) as connection:
        rows = connection.execute("SELECT sum(count) FROM figures_daycount WHERE what = ?", [what])
        return rows.fetchone()[0] or 0


def wait_for(site: DemoSite, what: str, number: int) -> None:
    """Wait until so many were counted: a beacon is sent when the browser has time."""
    until = time.monotonic() + 15
    while counted(site, what) != number:
        assert time.monotonic() < until, (what, counted(site, what), number)
        time.sleep(0.1)


def assert_good(page: Page, axe_js: str) -> None:
    for size in (WIDE, PHONE):
        page.set_viewport_size(size)
        assert axe(page, axe_js, settle=size is WIDE) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_reading_is_counted_once_and_a_machine_is_no_reader(page: Page, demo_site: DemoSite, paths):
    before = counted(demo_site, "gezien")
    page.goto(paths["toolkit"])
    page.add_init_script("Object.defineProperty(navigator, 'webdriver', { get: () => false })")
    page.goto(paths["toolkit"])
    wait_for(demo_site, "gezien", before + 1)
    page.reload()
    page.goto(paths["werkinstructie"])
    wait_for(demo_site, "gezien", before + 2)
    assert page.context.cookies() == []


def test_one_tap_in_place(page: Page, demo_site: DemoSite, paths, axe_js: str):
    before = counted(demo_site, "niet-bruikbaar")
    page.goto(paths["toolkit"])
    assert_good(page, axe_js)
    place = page.locator("[data-place]")
    place.get_by_role("button", name="Nee").click()
    expect(place.get_by_role("status")).to_contain_text("Dank u wel")
    expect(place).to_be_focused()
    assert page.url.endswith(paths["toolkit"])
    assert counted(demo_site, "niet-bruikbaar") == before + 1
    assert_good(page, axe_js)
    place.get_by_role("button", name="Het klopt niet meer").click()
    expect(place.get_by_role("status")).to_contain_text("Wie het was, bewaren wij niet")
    assert page.context.cookies() == []


def test_one_tap_without_a_script(without_script: Page, demo_site: DemoSite, paths):
    page = without_script
    page.goto(paths["werkinstructie"])
    page.get_by_role("button", name="Ja", exact=True).click()
    expect(page.get_by_role("heading", name="Dank u wel")).to_be_visible()
    page.get_by_role("link", name="Terug naar de kaart").click()
    assert page.url.endswith(paths["werkinstructie"])
