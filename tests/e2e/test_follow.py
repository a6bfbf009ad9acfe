"""Following a search in a browser: by form and mail, on the screen of a phone, without script."""

import re
import time

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.demo import DemoSite
from tests.e2e.pages import axe
from tests.e2e.post import mail_to

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PHONE, WIDE = {"width": 360, "height": 740}, {"width": 1280, "height": 900}


def assert_good(page: Page, axe_js: str) -> None:
    for size in (WIDE, PHONE):
        page.set_viewport_size(size)
        assert axe(page, axe_js, settle=size is WIDE) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_from_the_form_to_following_and_leaving(page: Page, demo_site: DemoSite, axe_js: str):
    address = f"e2e-{time.time_ns()}@school.nl"
    page.goto("/op-de-hoogte/?q=TOS&niveau=school")
    assert_good(page, axe_js)

    page.fill("#email", "e2e@")
    page.get_by_role("button", name="Houd mij op de hoogte").click()
    expect(page.locator(".errs")).to_be_visible()
    expect(page.locator("#email")).to_have_value("e2e@")
    assert page.title().startswith("Fout: ")
    assert_good(page, axe_js)

    page.fill("#email", address)
    page.get_by_label("Elke dag").check()
    page.get_by_role("button", name="Houd mij op de hoogte").click()
    expect(page.get_by_role("heading", name="Kijk in uw mail")).to_be_visible()

    link = re.search(r"http\S+/bevestigen/\S+", mail_to(demo_site, address))[0]
    page.goto(link)
    assert_good(page, axe_js)
    page.get_by_role("button", name="Ja, dit wil ik volgen").click()
    expect(page.get_by_role("heading", name="U volgt dit nu")).to_be_visible()

    page.get_by_role("link", name="Bekijk alles wat u volgt").click()
    page.get_by_role("button", name="Liever elke week").click()
    expect(page.get_by_text("Wij hebben het veranderd.")).to_be_visible()
    assert_good(page, axe_js)

    page.get_by_role("link", name="Stop met alles").click()
    assert_good(page, axe_js)
    page.get_by_role("button", name="Stop met alle mail").click()
    expect(page.get_by_role("heading", name="U krijgt geen mail meer")).to_be_visible()
    assert page.context.cookies() == []


def test_the_form_works_without_script(without_script: Page, demo_site: DemoSite):
    address = f"e2e-{time.time_ns()}@school.nl"
    without_script.goto("/op-de-hoogte/?rol=ib")
    without_script.fill("#email", address)
    without_script.get_by_role("button", name="Houd mij op de hoogte").click()

    expect(without_script.get_by_role("heading", name="Kijk in uw mail")).to_be_visible()
    assert "/bevestigen/" in mail_to(demo_site, address)
