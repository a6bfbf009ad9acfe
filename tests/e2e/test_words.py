"""The preview of synonyms follows what an editor types, and works without a script."""

import pytest
from playwright.sync_api import expect

from tests.e2e.pages import WATCH

pytestmark = pytest.mark.browser
ADD = "/beheer/snippets/taxonomy/synonym/add/"


@pytest.fixture
def editor(staff):
    """A tab of the redactie that notes what its policy stops."""
    page = staff("demo-redacteur")
    page.add_init_script(WATCH)
    return page


def test_preview_follows_what_is_typed(editor):
    editor.goto(ADD, wait_until="networkidle")
    place = editor.locator("[data-preview-place]")
    expect(place).to_contain_text("Vul een voorkeursterm en een ander woord in.")
    editor.fill("#id_term", "warme overdracht")
    editor.fill("#id_words", "estafettestokje")

    expect(place).to_contain_text("Wie ‘estafettestokje’ zoekt, vindt")
    expect(place.get_by_text("nieuw", exact=True).first).to_be_visible()
    expect(editor.get_by_role("status").filter(has_text="bijgewerkt")).to_be_visible()
    editor.fill("#id_words", "warme overdracht")
    expect(place).to_contain_text("‘warme overdracht’ staat er al.")
    assert editor.evaluate("window.__csp") == []


def test_the_button_says_what_it_did(editor):
    editor.goto(f"{ADD}?term=warme+overdracht&words=estafettestokje", wait_until="networkidle")
    editor.get_by_role("button", name="Voorbeeld", exact=True).last.click()
    expect(editor.get_by_role("status").filter(has_text="bijgewerkt")).to_be_visible()
    assert ADD in editor.url


def test_without_a_script_the_button_opens_a_page(editor, browser, demo_site):
    context = browser.new_context(
        base_url=demo_site.url,
        java_script_enabled=False,
        storage_state=editor.context.storage_state(),
    )
    page = context.new_page()
    page.goto(ADD)
    page.fill("#id_term", "warme overdracht")
    page.fill("#id_words", "estafettestokje")
    with context.expect_page() as opened:
        page.locator("[data-preview-ask]").click()
    expect(opened.value.get_by_text("Er is niets opgeslagen.")).to_be_visible()
    expect(opened.value.get_by_text("Wie ‘estafettestokje’ zoekt, vindt")).to_be_visible()
    context.close()
