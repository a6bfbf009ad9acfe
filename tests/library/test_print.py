"""Every demo toolkit on paper: printed by Chromium, one A4 each."""

import re

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import sync_playwright

from academie.library.models import Toolkit
from academie.taxonomy import selectors
from academie.taxonomy.loading import load_vocabulary
from home.demo.loader import load_demo
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.browser, pytest.mark.slow]

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HIDDEN = """
    [...document.querySelectorAll(".monday li, .monday dd, .up p, .steps h3, .steps p, .onprint")]
        .filter(element => !element.getClientRects().length)
        .map(element => element.textContent)
"""


def save(client, page, folder):
    """Write the page as a file that Chromium opens without a server; return its address."""
    static = (settings.BASE_DIR / "static").as_uri()
    html = client.get(page.url).content.decode()
    file = folder / f"{page.slug}.html"
    file.write_text(html.replace(f'"{settings.STATIC_URL}', f'"{static}/'))
    return file.as_uri()


def count_pages(pdf):
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.fixture
def toolkits(client, tmp_path, settings):
    """Slug -> address of every demo toolkit."""
    settings.DEMO = True  # the demo accounts are refused elsewhere
    load_vocabulary(settings.BASE_DIR / "fixtures" / "vocabulary")
    selectors.forget()
    load_demo(settings.BASE_DIR / "fixtures" / "demo", today=timezone.localdate())
    pages = list(Toolkit.objects.live())
    assert len(pages) >= 25
    return {page.slug: save(client, page, tmp_path) for page in pages}


@pytest.fixture
def endless(client, tmp_path, toolkits):
    """A toolkit with so many steps that their texts cannot be on the card."""
    page = Toolkit.objects.live().first()
    step = {"title": "Nog een stap", "text": f"<p>{'Zo doet u dat het beste. ' * 20}</p>"}
    page.steps = [("step", step)] * 14
    page.save()
    return save(client, page, tmp_path)


def test_every_toolkit_prints_on_one_sheet_and_hides_nothing(chromium, toolkits):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        tab = browser.new_page()
        tab.emulate_media(media="print")
        for slug, address in toolkits.items():
            tab.goto(address)
            assert count_pages(tab.pdf(prefer_css_page_size=True)) == 1, slug
            assert tab.evaluate(HIDDEN) == [], slug
        browser.close()


def test_what_does_not_fit_is_said_to_stand_on_the_site(chromium, endless):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        tab = browser.new_page()
        tab.goto(endless)
        assert tab.locator(".stp p").first.is_visible()
        assert count_pages(tab.pdf(prefer_css_page_size=True)) == 1
        tab.emulate_media(media="print")
        assert tab.locator(".stp h3").count() == 14
        assert not tab.locator(".stp p").first.is_visible()
        assert "De uitleg bij elke stap en de bestanden:" in tab.locator(".onprint").inner_text()
        browser.close()


def test_without_script_the_print_button_is_not_there_and_the_link_is(
    site, client, chromium, tmp_path
):
    address = save(client, factories.make_toolkit(site), tmp_path)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        tab = browser.new_context(java_script_enabled=False).new_page()
        tab.goto(address)
        assert not tab.locator("[data-print]").is_visible()
        assert tab.locator('a[href="?print=1"]').is_visible()
        browser.close()
