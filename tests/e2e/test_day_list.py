"""The list of the day on a phone that loses its internet: nothing is lost, nothing sent twice.

The page is the real template with the real script; the test plays the server.
"""

import json
import re
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from django.template.loader import render_to_string
from django.utils import timezone
from playwright.sync_api import Browser, Page, Route, expect

from academie.core.enums import World
from academie.exchange.meeting.attendance import Counts
from academie.exchange.meeting.walk_in import WalkInForm
from academie.exchange.models import SignUp, TrainingSession
from academie.exchange.moments import moment_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]

STATIC = Path(__file__).resolve().parents[2] / "static"
SITE = "https://academie.example"
ADDRESS = f"{SITE}/op-de-dag/?t=teken"
TYPES = {".css": "text/css", ".js": "text/javascript", ".woff2": "font/woff2"}


def rendered() -> str:
    now = timezone.now()
    session = TrainingSession(pk=7, start=now, end=now + timedelta(hours=2), location="Wijkteam")
    people = [
        SignUp(number=number, name=name, side=World.CARE, organisation="Wijkteam")
        for number, name in ((3, "Anna"), (5, "Bilal"))
    ]
    context = {
        "session": session,
        "event": "Samen kijken",
        "moment": moment_of(session, now=now),
        "people": people,
        "counts": Counts(0, 0, 2),
        "form": WalkInForm(),
        "token": "teken",
    }
    return render_to_string("exchange/meeting/day_list.html", context)


class Server:
    """What arrives, and what it answers: `mode` is fine, gone, down, portal or refuses."""

    def __init__(self) -> None:
        self.html = rendered()
        self.mode = "fine"
        self.marks: list[tuple[str, str, int]] = []

    def answer(self, route: Route) -> None:
        request = route.request
        if request.method == "GET":
            file = STATIC / re.sub(r"^.*?/static/|\?.*$", "", request.url)
            if "/static/" in request.url and file.is_file():
                route.fulfill(path=file, content_type=TYPES.get(file.suffix, "image/svg+xml"))
            else:
                route.fulfill(body=self.html, content_type="text/html")
        elif self.mode == "gone":
            route.abort("internetdisconnected")
        elif self.mode == "down":
            route.fulfill(status=503, body="{}", content_type="application/json")
        elif self.mode == "portal":
            route.fulfill(body="<p>Log in op wifi</p>", content_type="text/html")
        elif self.mode == "refuses":
            body = json.dumps({"sentence": "De lijst is gesloten."})
            route.fulfill(status=409, body=body, content_type="application/json")
        else:
            sent = {key: value[0] for key, value in parse_qs(request.post_data or "").items()}
            self.marks.append((sent["number"], sent["present"], int(sent["age"])))
            body = {"number": int(sent["number"]), "present": sent["present"] == "1"}
            route.fulfill(body=json.dumps(body), content_type="application/json")


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.fixture
def page(browser: Browser, server: Server):
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="nl-NL")
    context.route("**/*", server.answer)
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.clock.install()
    page.goto(ADDRESS)
    yield page
    context.close()


def button(page: Page, words: str, name: str, **state: bool):
    # What only a screen reader hears stands apart, so there is a space before it.
    return page.get_by_role("button", name=re.compile(f"^{words} ?: {name}$"), **state)


def press(page: Page, words: str, name: str) -> None:
    button(page, words, name).click()


def pressed(page: Page, words: str, name: str):
    return button(page, words, name, pressed=True)


def test_a_mark_is_sent_in_place(page: Page, server: Server):
    press(page, "Aanwezig", "Anna")
    expect(page.locator("[data-unsent]")).to_be_hidden()
    expect(pressed(page, "Aanwezig", "Anna")).to_be_visible()
    expect(page.locator('[data-count="1"]')).to_have_text("1")
    assert [mark[:2] for mark in server.marks] == [("3", "1")]
    assert page.url == ADDRESS
    assert page.evaluate("scrollY >= 0 && document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("mode", ["gone", "down", "portal"])
def test_without_internet_marks_wait_and_leave_by_themselves(page: Page, server: Server, mode: str):
    server.mode = mode
    press(page, "Aanwezig", "Anna")
    press(page, "Niet aanwezig", "Bilal")
    press(page, "Niet aanwezig", "Anna")
    expect(page.locator("[data-unsent]")).to_have_text(re.compile("Nog niet verstuurd: 2"))
    expect(page.locator("#p3 [data-state]")).to_have_text("nog niet verstuurd")
    kept = page.evaluate("JSON.stringify(localStorage)")
    assert "Anna" not in kept
    assert "teken" not in kept
    assert server.marks == []
    server.mode = "fine"
    page.clock.run_for(16_000)
    expect(page.locator("[data-unsent]")).to_be_hidden()
    assert sorted(mark[:2] for mark in server.marks) == [("3", "0"), ("5", "0")]
    assert all(5_000 < age < 60_000 for *_, age in server.marks)
    assert page.evaluate("localStorage.getItem('op-de-dag-7')") == "{}"


def test_they_survive_a_reload(page: Page, server: Server):
    server.mode = "gone"
    press(page, "Aanwezig", "Bilal")
    expect(page.locator("#p5 [data-state]")).to_have_text("nog niet verstuurd")
    page.reload()
    expect(pressed(page, "Aanwezig", "Bilal")).to_be_visible()
    expect(page.locator('[data-count="1"]')).to_have_text("1")
    server.mode = "fine"
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("[data-unsent]")).to_be_hidden()
    assert [mark[:2] for mark in server.marks] == [("5", "1")]


def test_what_is_refused_is_said_and_not_sent_again(page: Page, server: Server):
    server.mode = "refuses"
    press(page, "Aanwezig", "Anna")
    expect(page.locator("#p3 [data-state]")).to_have_text("De lijst is gesloten.")
    expect(page.locator("[data-unsent]")).to_be_hidden()
    server.mode = "fine"
    page.clock.run_for(40_000)
    assert server.marks == []
