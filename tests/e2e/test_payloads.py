"""The ways to run a script, each as a document in a real browser, before and after cleaning."""

from contextlib import suppress

import pytest
from playwright.sync_api import Error

from academie.core.sanitize import clean_html, linkify_plain
from tests.core.payloads import PAYLOADS

pytestmark = pytest.mark.browser

SIGN = "7357"
CLICK = (
    "document.querySelectorAll('a,button,summary,p').forEach(e => { try { e.click() } catch {} })"
)


def ran(page, html):
    """Load ``html``, click everything, and tell whether a script of it ran."""
    heard = []
    page.on("console", lambda message: heard.append(message.text))
    # A payload, or a link that is fine, may lead the tab elsewhere in the middle of this.
    with suppress(Error):
        page.set_content(f"<!DOCTYPE html><body>{html}", wait_until="load", timeout=1500)
        page.evaluate(CLICK)
    page.wait_for_timeout(30)
    return SIGN in heard


@pytest.fixture
def bare(browser):
    """A tab without any policy that would stop a script."""
    context = browser.new_context()
    context.route("**/*", lambda route: route.abort())
    yield context
    context.close()


def count(context, payloads, enough=1_000):
    """Return the payloads that ran, each in a tab of its own; stop when that is enough."""
    found = []
    for payload in payloads:
        page = context.new_page()
        if ran(page, payload):
            found.append(payload)
        page.close()
        if len(found) == enough:
            break
    return found


def test_the_payloads_are_no_toys(bare):
    assert len(count(bare, PAYLOADS, enough=25)) == 25


def test_none_runs_after_cleaning(bare):
    assert count(bare, [str(clean_html(payload)) for payload in PAYLOADS]) == []


def test_none_runs_as_plain_text(bare):
    assert count(bare, [str(linkify_plain(payload)) for payload in PAYLOADS]) == []
