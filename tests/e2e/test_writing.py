"""Writing in a browser: somebody who never saw the site shares a toolkit, and a reader approves."""

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.demo import DemoSite
from tests.e2e.pages import axe

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PHONE, WIDE = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
MOST_SECONDS = 600
KEYSTROKE_MS = 20
MOST_CLICKS = 3
SCREENS = {
    "toolkit": ["titel", "maandagochtend", "stappen", "voor-wie", "herkomst", "nakijken"],
    "praktijkverhaal": ["titel", "verhaal", "lessen", "toestemming", "nakijken"],
    "werkinstructie": ["titel", "sectoren", "stappen", "vastlopen", "nakijken"],
    "training": ["titel", "momenten", "programma", "nakijken"],
}
"""What differs per type; the two shared screens are looked at once."""


@pytest.fixture
def visitor(browser: Browser, demo_site: DemoSite) -> Iterator:
    """Open a tab of somebody new: ``visitor(script=False, size=PHONE)``."""
    opened: list[BrowserContext] = []

    def come(*, script: bool = True, size: dict = WIDE) -> Page:
        context = browser.new_context(
            base_url=demo_site.url, viewport=size, java_script_enabled=script, locale="nl-NL"
        )
        context.set_default_timeout(15_000)
        opened.append(context)
        return context.new_page()

    yield come
    for context in opened:
        context.close()


def tab_to(page: Page, selector: str) -> None:
    """Go on with the Tab key until the focus is on an element."""
    for _ in range(150):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"{selector} is not reached with the keyboard")


def type_in(page: Page, selector: str, text: str) -> None:
    """Fill in one field by keyboard alone."""
    tab_to(page, selector)
    page.keyboard.type(text, delay=KEYSTROKE_MS)


def press(page: Page, selector: str) -> None:
    """Press a button or follow a link by keyboard alone."""
    tab_to(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def log_in(page: Page, name: str) -> None:
    """Come through the door as a demo person; it leads on to where somebody was going."""
    page.click(f"button[value={name}]")
    page.wait_for_url("**/deel-uw-kennis/**")


def share_a_toolkit(page: Page, title: str, *, keyboard: bool = False) -> None:
    """Go from the front page to 'Dank u wel'."""
    page.goto("/")
    if page.viewport_size == PHONE:
        page.click(".menu summary")
        page.click(".menu nav a[href='/deel-uw-kennis/']")
    else:
        page.click(".tabs a[href='/deel-uw-kennis/']")
    page.click("a[href='/deel-uw-kennis/nieuw/toolkit/']")
    log_in(page, "demo-deelnemer")
    fill, go = (type_in, press) if keyboard else (lambda p, s, t: p.fill(s, t), _click)
    fill(page, "#title", title)
    fill(page, "#intro", "Een kind dat stil is in de kring, doet mee.")
    go(page, "button[value=verder]:not([aria-hidden])")
    fill(page, "#actions-0-title", "Leg drie kaarten klaar")
    fill(page, "#minutes", "10")
    fill(page, "#group_size", "Hele klas")
    fill(page, "#escalate_when", "het na drie weken niet helpt.")
    for _ in range(4):
        go(page, "button[value=verder]:not([aria-hidden])")
    expect(page.locator("#mist")).to_have_text("Alles is ingevuld")
    go(page, "form button.btn[type=submit]")
    expect(page.locator("h1")).to_have_text("Dank u wel")


def _click(page: Page, selector: str) -> None:
    with page.expect_navigation():
        page.click(selector)


@pytest.mark.parametrize(
    ("script", "size", "keyboard"),
    [(True, WIDE, True), (True, PHONE, False), (False, PHONE, False)],
    ids=["keyboard", "phone", "phone without script"],
)
def test_somebody_new_shares_a_toolkit_within_ten_minutes(visitor, script, size, keyboard):
    page = visitor(script=script, size=size)
    begin = time.monotonic()
    title = f"Zo doet een stil kind mee {begin:.0f}"
    share_a_toolkit(page, title, keyboard=keyboard)
    assert time.monotonic() - begin < MOST_SECONDS
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_reader_approves_within_three_clicks_and_it_is_online(visitor, browser, demo_site):
    title = f"Zo leest een tweede mee {time.monotonic():.0f}"
    share_a_toolkit(visitor(), title)
    context = browser.new_context(base_url=demo_site.url, viewport=WIDE, locale="nl-NL")
    context.set_default_timeout(15_000)
    reader = context.new_page()
    reader.goto("/inloggen/?next=/beheer/nakijken/")
    reader.click("button[value=demo-redacteur]")
    reader.wait_for_url("**/beheer/**")
    if "/nakijken/" not in reader.url:
        reader.goto("/beheer/nakijken/")
    clicks = 0
    reader.click(f"a:has-text('{title}')")
    clicks += 1
    reader.wait_for_url("**/beheer/nakijken/*/")
    with reader.expect_navigation():
        reader.click("form[action$='/akkoord/'] button[type=submit]")
    clicks += 1
    assert clicks <= MOST_CLICKS
    reader.goto(f"/toolkits/{title.lower().replace(' ', '-')}/")
    expect(reader.locator("h1")).to_have_text(title)
    context.close()


def test_what_is_typed_is_kept_by_itself(visitor):
    page = visitor()
    page.goto("/deel-uw-kennis/nieuw/toolkit/")
    log_in(page, "demo-deelnemer")
    page.fill("#title", f"Vanzelf bewaard {time.monotonic():.0f}")
    expect(page.locator("[data-said]")).to_contain_text("Concept bewaard om", timeout=15_000)
    page.wait_for_url("**/titel/")
    with page.expect_response(
        lambda answer: answer.request.method == "POST" and answer.url == page.url
    ):
        page.fill("#intro", "En dit ook.")
    page.reload()
    expect(page.locator("#intro")).to_have_value("En dit ook.")


@pytest.mark.parametrize("kind", SCREENS)
def test_no_screen_has_a_barrier_or_wrong_html(
    kind, visitor, axe_js, html_validate, tmp_path: Path
):
    page = visitor(size=PHONE)
    page.goto(f"/deel-uw-kennis/nieuw/{kind}/")
    log_in(page, "demo-deelnemer")
    page.fill("#title", f"Nagekeken {kind} {time.monotonic():.0f}")
    _click(page, "button[value=verder]:not([aria-hidden])")
    base = page.url.rsplit("/", 2)[0]
    files = []
    wrong = {}
    for name in SCREENS[kind]:
        page.goto(f"{base}/{name}/?mist=ja")
        files.append(tmp_path / f"{kind}-{name}.html")
        files[-1].write_text(page.request.get(page.url).text())
        for size in (PHONE, WIDE):
            page.set_viewport_size(size)
            wrong[f"{name} {size['width']}"] = axe(page, axe_js)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
    assert not {name: found for name, found in wrong.items() if found}
    run = subprocess.run(
        [html_validate, "--preset", "standard,a11y", *map(str, files)],
        cwd=Path(html_validate).parent,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout


def test_the_pages_around_writing_have_no_barrier(visitor, axe_js):
    page = visitor()
    wrong = {}
    page.goto("/deel-uw-kennis/")
    wrong["start"] = axe(page, axe_js)
    page.goto("/deel-uw-kennis/mijn/")
    log_in(page, "demo-specialist")
    wrong["mijn"] = axe(page, axe_js)
    page.goto("/deel-uw-kennis/nieuw/toolkit/")
    page.fill("#title", "Haar BSN is 111222333")
    page.click("button[value=verder]:not([aria-hidden])")
    expect(page.locator("#fouten")).to_be_visible()
    wrong["gestopt"] = axe(page, axe_js)
    assert not {name: found for name, found in wrong.items() if found}
