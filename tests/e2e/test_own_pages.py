"""What somebody sees once she is logged in: saved cards, a collection, her own word about a card.

One walk as a visitor would make it; every page on the way is looked at wide and on a phone. Pages
about logging in are in test_login.py, those of writing in test_writing.py.
"""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.e2e.conftest import WIDE, number_of
from tests.e2e.demo import DemoSite
from tests.e2e.pages import WATCH, axe, probe

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PHONE, NARROW = {"width": 360, "height": 740}, {"width": 320, "height": 640}
MOST_BYTES = 60_000
MOST_REQUESTS = 8


class Walk:
    """A tab that gathers what is wrong with the pages it is at."""

    def __init__(self, page: Page, site: DemoSite, axe_js: str, folder: Path) -> None:
        self.page, self.site, self.axe_js, self.folder = page, site, axe_js, folder
        self.wrong: dict[str, object] = {}
        self.begun: list[Request] = []
        self.requests: list[Request] = []
        page.add_init_script(WATCH)
        page.on("request", self.begins)
        page.on("requestfinished", self.finished)
        page.on("pageerror", lambda error: self.note("script", str(error)))

    def note(self, what: str, found: object) -> None:
        """Keep what was found, when something was."""
        if found:
            self.wrong[what] = found

    def begins(self, request: Request) -> None:
        """Count from the document on: the page before may still ask for its icon."""
        if request.is_navigation_request() and not request.redirected_from:
            self.begun.clear()
            self.requests.clear()
        self.begun.append(request)

    def finished(self, request: Request) -> None:
        """Keep a request; not the last one of the page before, which may come in late."""
        if request in self.begun:
            self.requests.append(request)

    def first_view(self, name: str, path: str) -> None:
        """Go somewhere with an empty cache: light, and nothing from elsewhere."""
        wire = self.page.context.new_cdp_session(self.page)
        wire.send("Network.clearBrowserCache")
        self.page.goto(path, wait_until="networkidle")
        sizes = [request.sizes() for request in self.requests]
        total = sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes)
        self.note(f"{name}: bytes", total if total > MOST_BYTES else 0)
        asked = [request.url for request in self.requests]
        self.note(f"{name}: requests", asked if len(asked) > MOST_REQUESTS else [])
        self.note(f"{name}: hosts", [url for url in asked if not url.startswith(self.site.url)])
        wire.detach()
        self.look(name)

    def look(self, name: str) -> None:
        """Judge the page that is shown now; what the server sent of it is kept for later."""
        page = self.page
        (self.folder / f"{name}.html").write_text(page.request.get(page.url).text())
        probe(page)
        self.note(f"{name}: headings", page.locator("h1").count() - 1)
        self.note(f"{name}: policy", page.evaluate("window.__csp"))
        for size in (WIDE, PHONE):
            page.set_viewport_size(size)
            width = size["width"]
            self.note(f"{name}: axe {width}", axe(page, self.axe_js, settle=size is WIDE))
            self.note(f"{name}: small {width}", page.evaluate("probe.smallTargets()"))
        page.set_viewport_size(NARROW)
        wider = page.evaluate("probe.wider()")
        self.note(f"{name}: wider", wider["what"] or wider["over"] if wider["over"] > 0 else 0)
        page.set_viewport_size(WIDE)


@pytest.fixture
def walk(
    browser: Browser, demo_site: DemoSite, axe_js: str, html_validate: str, tmp_path: Path
) -> Iterator[Walk]:
    """Somebody on her way; at the end all is well with what she saw."""
    context = browser.new_context(base_url=demo_site.url, viewport=WIDE, locale="nl-NL")
    context.set_default_timeout(15_000)
    walk = Walk(context.new_page(), demo_site, axe_js, tmp_path)
    yield walk
    context.close()
    assert walk.wrong == {}
    assert mistakes(tmp_path, html_validate) == set()


def mistakes(folder: Path, html_validate: str) -> set[str]:
    """Return what html-validate says of the pages in a folder."""
    report = folder / "report.json"
    files = [str(file) for file in folder.glob("*.html")]
    command = [html_validate, "--preset", "standard,a11y", f"--formatter=json={report}", *files]
    subprocess.run(command, cwd=Path(html_validate).parent, check=False, capture_output=True)
    return {
        f"{Path(result['filePath']).stem}: {message['ruleId']} {message['message']}"
        for result in json.loads(report.read_text())
        for message in result["messages"]
        if message["severity"] == 2
    }


def log_in(page: Page, name: str, path: str) -> None:
    """Come in as a person of the demo."""
    page.goto(f"/inloggen/?next={path}")
    page.click(f"button[value={name}]")
    page.wait_for_url(f"**{path}")


def test_saving_collecting_and_sharing(walk: Walk, demo_site: DemoSite, paths):
    page = walk.page
    page.goto(paths["toolkit"])
    title = page.locator("h1").inner_text()
    # Who is not logged in comes back to what she wanted.
    page.get_by_role("button", name="Bewaar", exact=True).click()
    page.click("button[value=demo-deelnemer]")
    page.wait_for_url("**/bewaren/**")
    page.get_by_role("button", name="Bewaar op Mijn academie").click()
    expect(page.locator("h1")).to_have_text("Bewaard")
    walk.look("bewaard")
    walk.first_view("mijn-academie", "/mijn-academie/")
    expect(page.locator("#bewaard")).to_contain_text(title)

    page.goto("/mijn-academie/verzamelingen/nieuw/")
    walk.look("nieuwe-verzameling")
    page.fill("#title", "Voor de studiedag")
    page.get_by_role("button", name="Maak de verzameling").click()
    page.wait_for_url(re.compile(r"/verzamelingen/\d+/$"))
    own = page.url
    page.goto(f"/bewaren/{number_of(demo_site, paths['toolkit'])}/")
    walk.look("bewaren")
    page.get_by_role("button", name="Zet erbij").click()
    page.goto(own)
    page.get_by_role("button", name="Maak een link").click()
    walk.look("verzameling")
    link = page.locator("#delen a[href*='/verzameling/']").get_attribute("href")
    assert link
    page.context.clear_cookies()
    walk.first_view("gedeeld", "/" + link.split("/", 3)[3])
    expect(page.locator("main")).to_contain_text(title)
    assert page.context.cookies() == []


def test_telling_how_it_went(walk: Walk, demo_site: DemoSite, paths):
    page, item = walk.page, number_of(demo_site, paths["werkinstructie"])
    path = f"/ervaring/{item}/"
    log_in(page, "demo-deelnemer", path)
    walk.first_view("ervaring", path)
    page.get_by_role("button", name="Vertel het").click()
    expect(page).to_have_title(re.compile("^Fout: "))
    walk.note("fouten", axe(page, walk.axe_js))
    page.get_by_label("Een hele klas").check()
    page.get_by_label("Het werkte", exact=True).check()
    page.select_option("select[name=role]", index=1)
    page.select_option("select[name=sector]", index=1)
    page.fill("textarea[name=text]", "Wij deden het in twee rondes.")
    page.get_by_role("button", name="Vertel het").click()
    page.wait_for_url("**/bedankt/")
    walk.look("verteld")
    page.goto("/mijn-academie/")
    expect(page.locator("#ervaringen")).to_contain_text("Uw tekst: wacht op een redacteur.")
    walk.look("mijn-academie-ervaring")


def test_reading_along_without_an_account(walk: Walk):
    page = walk.page
    log_in(page, "demo-deelnemer", "/deel-uw-kennis/mijn/")
    page.goto("/deel-uw-kennis/nieuw/toolkit/")
    page.fill("#title", "Zo leest een ander mee")
    page.click("button[value=verder]:not([aria-hidden])")
    page.wait_for_url("**/maandagochtend/")
    number = re.search(r"/(\d+)/", page.url)
    assert number
    walk.first_view("vragen", f"/meelezen/vragen/{number[1]}/")
    page.fill("#role", "ambulant begeleider")
    page.get_by_role("button", name="Maak een link").click()
    expect(page.locator("#adres")).to_be_visible()
    link = re.search(r"/meelezen/\?t=[^\s\"<&]+", page.content())
    assert link
    page.context.clear_cookies()
    walk.first_view("meelezen", link[0])
    page.get_by_label("Ja, de tekst klopt").check()
    page.locator("main form button[type=submit]").click()
    expect(page.locator("main, h1").first).to_contain_text("Dank u wel")
    assert page.context.cookies() == []


def test_a_version_and_a_report(walk: Walk, demo_site: DemoSite, paths):
    item = number_of(demo_site, paths["toolkit"])
    walk.first_view("versie", f"/versies/{item}/1/")
    page = walk.page
    page.goto(f"/klopt-niet-meer/{item}/")
    page.get_by_role("button", name="Verstuur").click()
    expect(page).to_have_title(re.compile("^Fout: "))
    walk.note("fouten", axe(page, walk.axe_js))
    page.get_by_label("Het is verouderd").check()
    page.get_by_role("button", name="Verstuur").click()
    page.wait_for_url("**/verstuurd/")
    walk.look("gemeld")
    assert page.context.cookies() == []
