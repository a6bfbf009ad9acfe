"""The ways to run a script, each as a document in a real browser, before and after cleaning."""

import time

import pytest

from academie.core.sanitize import linkify_plain
from tests.core.payloads import PAYLOADS, SIGN

pytestmark = pytest.mark.browser

LAST = "the last frame"

# Every document in a frame of its own; when all are there, everything in them is clicked.
FRAMES = """async (documents) => {
  const frames = documents.map((html) => {
    const frame = document.createElement('iframe');
    frame.srcdoc = `<!DOCTYPE html><body>${html}`;
    return frame;
  });
  const loaded = frames.map((frame) => new Promise((done) => {
    frame.addEventListener('load', done);
    setTimeout(done, 3000);
  }));
  document.body.append(...frames);
  await Promise.all(loaded);
  for (const frame of frames) {
    try {
      for (const one of frame.contentDocument.querySelectorAll('a,button,summary,p')) one.click();
    } catch { /* This one went elsewhere. */ }
  }
}"""


def numbered():
    """Return the payloads, each of which says its own number when it runs."""
    return [payload.replace(SIGN, f"{SIGN}{n:03d}") for n, payload in enumerate(PAYLOADS)]


def running(browser, clean, at_least=0):
    """Return the numbers of the payloads of which a script ran, after ``clean``."""
    return heard(browser, [str(clean(payload)) for payload in numbered()], at_least)


def heard(browser, documents, at_least=0):
    """Return the numbers of the payloads that ran when these documents were opened and clicked.

    Each lies in a frame of its own, without the policy that the site sends along with it. When
    ``at_least`` so many have to run they get the time for it; for the others a last frame is waited
    for, whose script always runs, so that silence on a busy machine proves nothing by itself.
    """
    context = browser.new_context()
    context.set_offline(True)
    page = context.new_page()
    heard = []
    page.on("console", lambda message: heard.append(message.text))
    page.set_content("<!DOCTYPE html><title>Proef</title><body>")
    page.evaluate(FRAMES, [*documents, f"<script>console.log('{LAST}')</script>"])
    until = time.monotonic() + 15
    while time.monotonic() < until:
        page.wait_for_timeout(500)
        if LAST in heard and len(_signs(heard)) >= at_least:
            break
    context.close()
    assert LAST in heard
    return _signs(heard)


def _signs(heard):
    return {text for text in heard if text.startswith(SIGN) and len(text) == len(SIGN) + 3}


def test_the_payloads_are_no_toys(browser):
    assert len(running(browser, str, at_least=45)) >= 45


def test_none_runs_as_plain_text(browser):
    assert running(browser, linkify_plain) == set()
