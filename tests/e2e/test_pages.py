"""Every type of page, as a reader's browser gets it: accessible, strict, light and private."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.e2e.pages import PAGES, WATCH, axe, probe, too_faint

pytestmark = pytest.mark.browser

WIDTHS = (1280, 800, 360)
MOST_BYTES = 60_000
MOST_REQUESTS = 8
MIN_REFLOW = {"width": 320, "height": 640}


def visit(context, path):
    """Open a path; return (page, finished requests, script errors)."""
    page = context.new_page()
    page.add_init_script(WATCH)
    requests, errors = [], []
    page.on("requestfinished", lambda request: requests.append(request))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(path, wait_until="networkidle")
    return page, requests, errors


@pytest.fixture
def opened(page, paths):
    """Open a page by its name and wait until it is quiet."""

    def open_page(name):
        page.add_init_script(WATCH)
        page.goto(paths[name], wait_until="networkidle")
        return page

    return open_page


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_at_three_widths_and_in_the_dark(opened, axe_js, name):
    page = opened(name)
    assert all_looks(page, axe_js) == {}


def test_the_living_page_of_components_is_clean_for_staff(staff, axe_js):
    page = staff("demo-redacteur")
    page.add_init_script(WATCH)
    page.goto("/stijl/", wait_until="networkidle")
    assert page.locator("h1").count() == 1
    assert page.evaluate("window.__csp") == []
    assert all_looks(page, axe_js) == {}


def all_looks(page, axe_js):
    """Return look -> what is wrong: three widths in light, the colours again in dark."""
    wrong = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        wrong[f"light {width}"] = axe(page, axe_js, settle=width != WIDTHS[1])
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    page.emulate_media(color_scheme="dark")
    wrong["dark"] = axe(page, axe_js, ["color-contrast"])
    return {look: found for look, found in wrong.items() if found}


@pytest.mark.parametrize("width", [1120, 1200, 1280])
def test_the_tabs_of_the_menu_stay_on_one_line(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/toolkits/")
    lines = page.evaluate(
        """[...document.querySelectorAll('.tabs li a')].map(a => {
          const range = document.createRange();
          range.selectNodeContents(a.lastChild);
          return range.getClientRects().length;
        })"""
    )
    assert lines == [1] * 6
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_text_that_is_hard_to_read_is_seen(page):
    page.set_content(
        "<p style='background:linear-gradient(#fff,#fff)'><b id=faint style='color:#999'>licht</b>"
        "<b id=clear style='color:#111'>donker</b></p>"
    )
    probe(page)
    assert too_faint(page, ["#clear"]) == []
    assert len(too_faint(page, ["#faint"])) == 1


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_strict_light_and_private(context, demo_site, paths, name):
    page, requests, errors = visit(context, paths[name])
    assert errors == []
    assert page.evaluate("window.__csp") == []
    assert {request.url[: len(demo_site.url)] for request in requests} == {demo_site.url}
    failed = [r.url for r in requests[1:] if r.response().status >= 400 and r.url != page.url]
    assert failed == []
    assert context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    sizes = [request.sizes() for request in requests]
    total = sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes)
    assert total <= MOST_BYTES
    assert len(requests) <= MOST_REQUESTS, [request.url for request in requests]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_one_heading_and_a_title_of_its_own(opened, name):
    page = opened(name)
    assert page.evaluate("document.documentElement.lang") == "nl"
    assert page.locator("h1").count() == 1
    assert page.locator("main").count() == 1
    assert page.title().endswith("Onderwijs-Zorg Academie")
    assert page.locator("meta[name=description]").get_attribute("content")
    assert page.locator("footer a[href*=toegankelijkheid]").count() >= 1


@pytest.mark.parametrize("name", PAGES)
def test_a_keyboard_reaches_everything_and_shows_where_it_is(opened, name):
    page = opened(name)
    probe(page)
    stops = []
    for _ in range(250):
        page.keyboard.press("Tab")
        stop = page.evaluate("probe.focused()")
        if stop is None or stop["again"]:
            break
        stops.append(stop)
    assert stops[0]["text"] == "Naar de inhoud"
    assert len(stops) > 10
    assert [stop["what"] for stop in stops if not stop["ring"]] == []
    assert [stop["what"] for stop in stops if not stop["inView"]] == []
    assert [stop["what"] for stop in stops if stop["covered"]] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_small_screens_large_letters_and_big_fingers(opened, name):
    page = opened(name)
    probe(page)
    assert page.evaluate("probe.smallTargets()") == []
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("probe.smallTargets()") == []
    page.set_viewport_size(MIN_REFLOW)
    wider = page.evaluate("probe.wider()")
    assert wider["over"] <= 0, wider["what"]
    page.set_viewport_size({"width": 1280, "height": 900})
    before = page.evaluate("probe.clipped()")
    page.evaluate("probe.spacing()")
    assert [text for text in page.evaluate("probe.clipped()") if text not in before] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_can_be_read_without_script(without_script, paths, name):
    page = without_script
    page.goto(paths[name])
    assert len(page.locator("main").inner_text()) > 100


@pytest.mark.parametrize("name", ["home", "zoeken met woord", "toolkit", "werkinstructie"])
def test_nothing_moves_for_who_asks_for_rest_and_forced_colours_work(
    browser, demo_site, paths, name
):
    context = browser.new_context(
        base_url=demo_site.url, forced_colors="active", reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(paths[name])
    moving = page.evaluate("document.getAnimations().filter(a => a.playState === 'running').length")
    context.close()
    assert moving == 0


def test_html_validate_finds_no_errors(demo_site, paths, html_validate, tmp_path, browser):
    context = browser.new_context(base_url=demo_site.url, java_script_enabled=False)
    files = []
    for name in PAGES:
        answer = context.request.get(paths[name])
        file = tmp_path / f"{name.replace(' ', '-')}.html"
        file.write_text(answer.text())
        files.append(str(file))
    context.close()
    report = tmp_path / "report.json"
    subprocess.run(
        [html_validate, "--preset", "standard,a11y", f"--formatter=json={report}", *files],
        cwd=Path(html_validate).parent,
        check=False,
        capture_output=True,
    )
    found = {
        f"{Path(result['filePath']).stem}: {message['ruleId']} {message['message']}"
        for result in json.loads(report.read_text())
        for message in result["messages"]
        if message["severity"] == 2
    }
    assert not found
