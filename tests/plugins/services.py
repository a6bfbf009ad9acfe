"""Which services this machine has: skip with a reason without them, fail when ``CI=true``.

A test says what it needs with a marker (``live``, ``postgres``, ``browser``); at the end one line
per reason counts what was not run.
"""

import os
import shutil
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import psycopg
import pytest

CI = os.environ.get("CI", "").lower() == "true"
TOOLS = (
    Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    / "onderwijs-zorg-academie/node/node_modules"
)


def chromium_path() -> str | None:
    """Return the browser's program: ``CHROMIUM``, else the first one on PATH."""
    names = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if name and (found := shutil.which(name))), None)


@cache
def missing_elasticsearch() -> str | None:
    """Return why there is no Elasticsearch, or None when there is one."""
    url = os.environ.get("ELASTICSEARCH_URL", "").split(",")[0]
    if not url:
        return "Elasticsearch: ELASTICSEARCH_URL is niet gezet (make elasticsearch)"
    try:
        with urllib.request.urlopen(f"{url}/_cluster/health", timeout=5):
            return None
    except (urllib.error.URLError, OSError):
        return "Elasticsearch: ELASTICSEARCH_URL geeft geen antwoord (make elasticsearch)"


@cache
def missing_postgres() -> str | None:
    """Return why there is no PostgreSQL, or None when there is one."""
    url = os.environ.get("TEST_POSTGRES_URL", "")
    if not url:
        return "PostgreSQL: TEST_POSTGRES_URL is niet gezet (een lege database voor tests)"
    try:
        psycopg.connect(url, connect_timeout=5).close()
    except psycopg.OperationalError:
        return "PostgreSQL: TEST_POSTGRES_URL geeft geen antwoord"
    return None


@cache
def missing_browser() -> str | None:
    """Return why there is no browser, or None when there is one."""
    return None if chromium_path() else "Chromium: niet gevonden (apt install chromium)"


CHECKS: dict[str, Callable[[], str | None]] = {
    "live": missing_elasticsearch,
    "postgres": missing_postgres,
    "browser": missing_browser,
}


def need(reason: str | None) -> None:
    """Go on without a reason; with one, skip the running test here and fail it in CI."""
    if reason is None:
        return
    if CI:
        pytest.fail(f"In CI is dit verplicht. {reason}", pytrace=False)
    pytest.skip(reason)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker, check in CHECKS.items():
        if item.get_closest_marker(marker):
            need(check())


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = Counter(report.longrepr[2].removeprefix("Skipped: ") for report in skipped)
    if reasons:
        terminalreporter.section("Niet gedraaid op deze computer (not run here)")
        for reason, count in reasons.most_common():
            terminalreporter.write_line(f"{count:5} x  {reason}")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser's program."""
    need(missing_browser())
    return str(chromium_path())


def _tool(variable: str, path: str) -> str:
    found = Path(os.environ.get(variable) or TOOLS / path)
    need(None if found.exists() else f"{found.name}: niet gevonden (.ci/page-checks)")
    return str(found)


@pytest.fixture(scope="session")
def axe_js() -> str:
    """The file of axe-core, to be run inside a page."""
    return _tool("AXE_JS", "axe-core/axe.min.js")


@pytest.fixture(scope="session")
def html_validate() -> str:
    """The program html-validate."""
    return _tool("HTML_VALIDATE", ".bin/html-validate")
