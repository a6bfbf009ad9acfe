"""One browser and one demo site for all browser tests, which run last."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from tests.e2e import demo

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HERE = Path(__file__).parent
PATIENCE = 15_000
WIDE = {"width": 1280, "height": 900}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests go last: while the browser runs, Django refuses its ORM in this thread."""
    last = [item for item in items if HERE in item.path.parents]
    first = [item for item in items if HERE not in item.path.parents]
    items[:] = first + sorted(last, key=lambda item: str(item.path))


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[demo.DemoSite]:
    """The running demo."""
    folder = tmp_path_factory.mktemp("demo")
    demo.prepared(folder)
    with demo.running(folder) as site:
        yield site


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """The browser."""
    with sync_playwright() as playwright:
        # A browser that misses something should say so soon; the first page may be slow.
        expect.set_options(timeout=10_000)
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser, demo_site: demo.DemoSite) -> Iterator[BrowserContext]:
    """A visitor without a past, on a wide screen."""
    context = browser.new_context(base_url=demo_site.url, viewport=WIDE, locale="nl-NL")
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext):
    """A tab of that visitor."""
    return context.new_page()


@pytest.fixture
def without_script(browser: Browser, demo_site: demo.DemoSite):
    """A tab in which no script runs."""
    context = browser.new_context(
        base_url=demo_site.url, viewport=WIDE, java_script_enabled=False, locale="nl-NL"
    )
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


@pytest.fixture
def staff(browser: Browser, demo_site: demo.DemoSite):
    """Log in under a name; return a tab of that account."""
    opened = []

    def log_in(name: str):
        context = browser.new_context(base_url=demo_site.url, viewport=WIDE, locale="nl-NL")
        context.set_default_timeout(PATIENCE)
        opened.append(context)
        page = context.new_page()
        page.goto("/inloggen/wachtwoord/?next=/beheer/")
        page.fill("input[name=username]", name)
        page.fill("input[name=password]", demo.PASSWORD)
        page.click("button[type=submit]")
        page.wait_for_url("**/beheer/")
        return page

    yield log_in
    for context in opened:
        context.close()


@pytest.fixture(scope="session")
def paths(demo_site: demo.DemoSite) -> dict[str, str]:
    """Name -> address of one page of every type; details are the first that the search knows."""
    found: dict[str, str] = {}
    for kind in ("toolkit", "praktijkverhaal", "werkinstructie", "training", "nieuws", "pagina"):
        answer = json.loads(demo_site.get(f"/api/zoeken/?type={kind}&per_pagina=100"))
        found[kind] = sorted(hit["url"] for hit in answer["hits"])[0]
    training = json.loads(demo_site.get("/api/zoeken/?type=training&sorteer=datum"))["hits"][0]
    item = number_of(demo_site, found["toolkit"])
    return {
        "home": "/",
        "zoeken": "/zoeken/",
        "zoeken met woord": "/zoeken/?q=TOS+groep+3",
        "zoeken met filters": "/zoeken/?q=school&niveau=school&rol=leerkracht",
        "zoeken zonder resultaat": "/zoeken/?q=xqzvxqzv",
        "cluster": "/cluster/cluster-2/",
        "rol": "/rol/ib/",
        "toolkits": "/toolkits/",
        "agenda": "/agenda/",
        "maand": f"/agenda/maand/{month_of(demo_site, training['url'])}/",
        "voortgang": "/nieuws/",
        "werkinstructie met rol": f"{found['werkinstructie']}?rol=ib",
        "deel uw kennis": "/deel-uw-kennis/",
        "versies": f"/versies/{item}/",
        "klopt niet meer": f"/klopt-niet-meer/{item}/",
        "niet gevonden": "/bestaat-niet/",
        **found,
    }


def number_of(site: demo.DemoSite, url: str) -> str:
    """Return the permanent number of an item, from the way to report what is wrong with it."""
    return site.get(url).split("/klopt-niet-meer/")[1].split("/")[0]


def month_of(site: demo.DemoSite, url: str) -> str:
    """Return the month of an event from its calendar file: '2026-11'."""
    calendar = site.get(f"{url}agenda.ics")
    start = calendar.split("BEGIN:VEVENT")[1].split("DTSTART")[1].split(":")[1]
    return f"{start[:4]}-{start[4:6]}"
