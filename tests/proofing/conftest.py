"""A browser for tests that also need the database."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import sync_playwright

from tests.e2e.conftest import FLAGS
from tests.e2e.test_payloads import heard

Ran = Callable[[list[str]], set[str]]


@pytest.fixture(scope="package")
def _documents(chromium: str) -> Iterator[Ran]:
    # The browser has a thread of its own: where its loop runs, Django refuses the database.
    with ThreadPoolExecutor(1) as thread:
        playwright = thread.submit(lambda: sync_playwright().start()).result()
        browser = thread.submit(
            lambda: playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        ).result()
        yield lambda documents: thread.submit(heard, browser, documents).result()
        thread.submit(browser.close).result()
        thread.submit(playwright.stop).result()


@pytest.fixture
def ran(_documents: Ran) -> Ran:
    """Return which payloads ran in these documents, each opened and clicked in a browser."""
    return _documents
