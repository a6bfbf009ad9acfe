"""Reading before publishing in a browser: handed in, sent back, handed in again, read along."""

import re
import time

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.pages import axe
from tests.e2e.test_writing import PHONE, WIDE, share_a_toolkit, visitor

__all__ = ["visitor"]  # a fixture

pytestmark = [pytest.mark.browser, pytest.mark.slow]

OF_WAGTAIL = ("landmark-unique: <form role=", "open: aria-valid-attr-value: <section class=")
"""What axe finds on Wagtail's own frame and start screen."""
NO_SCRIPT_INSIDE = "open: frame-tested"
"""The text stands in a frame in which no script runs, axe's neither; it is looked at by itself."""


def barriers(page: Page, axe_js: str) -> list[str]:
    """Return what is wrong with a screen, on a phone and wide; Wagtail's own left out."""
    found = []
    for size in (PHONE, WIDE):
        page.set_viewport_size(size)
        found += axe(page, axe_js)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(f"wider than {size['width']}")
    return [one for one in found if not one.startswith((*OF_WAGTAIL, NO_SCRIPT_INSIDE))]


def test_sent_back_and_handed_in_again(visitor, staff, axe_js: str):
    maker = visitor()
    title = f"Zo gaat het heen en weer {time.monotonic():.0f}"
    share_a_toolkit(maker, title)
    number = re.search(r"/(\d+)/", maker.url)[1]

    reader = staff("demo-redacteur")
    reader.goto("/beheer/nakijken/")
    assert barriers(reader, axe_js) == []
    reader.click(f"a:has-text('{title}')")
    reader.wait_for_url(re.compile(r"/nakijken/\d+/$"))
    assert barriers(reader, axe_js) == []
    frame = reader.frame_locator("iframe.oza-review-text")
    expect(frame.locator("h1")).to_have_text(title)
    back = reader.locator("form[action$='/terug/']")
    back.get_by_role("button", name="Stuur terug").click()
    expect(reader).to_have_title(re.compile("^Fout: "))
    assert barriers(reader, axe_js) == []
    reader.fill("#reden", "Zeg erbij hoeveel tijd het kost om alles klaar te leggen.")
    back.get_by_role("button", name="Stuur terug").click()
    reader.wait_for_url("**/beheer/nakijken/")

    maker.goto(f"/deel-uw-kennis/{number}/nakijken/")
    expect(maker.locator("main")).to_contain_text("Zeg erbij hoeveel tijd het kost")
    maker.goto(f"/deel-uw-kennis/{number}/maandagochtend/")
    maker.fill("#minutes", "25")
    with maker.expect_navigation():
        maker.click("button[value=verder]:not([aria-hidden])")
    maker.goto(f"/deel-uw-kennis/{number}/nakijken/")
    maker.click("form button.btn[type=submit]")
    expect(maker.locator("h1")).to_have_text("Dank u wel")

    reader.goto("/beheer/nakijken/")
    reader.click(f"a:has-text('{title}')")
    reader.wait_for_url(re.compile(r"/nakijken/\d+/$"))
    changes = reader.locator(".oza-review-changes")
    expect(changes).to_contain_text("25")
    expect(reader.get_by_role("heading", name="Veranderd sinds hij terugging")).to_be_visible()
    assert barriers(reader, axe_js) == []


def test_somebody_without_an_account_reads_along(visitor, axe_js: str):
    maker, other = visitor(), visitor(script=False, size=PHONE)
    title = f"Zo leest een derde mee {time.monotonic():.0f}"
    share_a_toolkit(maker, title)
    number = re.search(r"/(\d+)/", maker.url)[1]
    maker.goto(f"/meelezen/vragen/{number}/")
    maker.fill("#role", "ambulant begeleider")
    maker.get_by_role("button", name="Maak een link").click()
    address = maker.locator("#adres").input_value()
    assert barriers(maker, axe_js) == []
    path = "/" + address.split("/", 3)[3]
    looker = visitor()
    looker.goto(path)
    assert barriers(looker, axe_js) == []
    looker.goto(path.replace("/meelezen/?", "/meelezen/tekst/?"))
    expect(looker.locator("h1")).to_have_text(title)
    # The answer works without a script, and says first what is missing.
    other.goto(path)
    other.get_by_role("button", name="Verstuur").click()
    expect(other).to_have_title(re.compile("^Fout: "))
    other.check("input[name=verdict][value=klopt-niet]")
    other.fill("#remarks", "De tweede stap duurt langer.")
    other.get_by_role("button", name="Verstuur").click()
    expect(other.locator("h1")).to_have_text("Dank u wel")
    maker.reload()
    maker.goto(f"/meelezen/vragen/{number}/")
    expect(maker.locator("main")).to_contain_text("De tweede stap duurt langer.")
