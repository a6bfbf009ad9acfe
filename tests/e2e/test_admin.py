"""The admin under its policy: editor, choosers and dates work, and nothing else is allowed."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.core import samples
from tests.e2e.pages import WATCH, axe

pytestmark = pytest.mark.browser


@pytest.fixture
def editor(staff):
    """A tab of the redactie that notes what its policy stops."""
    page = staff("demo-redacteur")
    page.add_init_script(WATCH)
    return page


def edit(page, path, demo_site):
    """Open the editor of a public page."""
    answer = page.request.get(f"/beheer/api/main/pages/find/?html_path={path}", max_redirects=0)
    number = re.search(r"/pages/(\d+)/", answer.headers["location"])[1]
    page.goto(f"/beheer/pages/{number}/edit/", wait_until="networkidle")


def stopped(page):
    """What the policy stopped."""
    return page.evaluate("window.__csp")


@pytest.mark.parametrize(
    "path",
    [
        "/beheer/",
        "/beheer/pages/",
        "/beheer/images/",
        "/beheer/documents/",
        "/beheer/images/multiple/add/",
        "/beheer/reports/aan-te-vullen/",
        "/beheer/account/",
    ],
)
def test_the_views_of_the_admin_break_no_rule(editor, path):
    errors = []
    editor.on("pageerror", lambda error: errors.append(str(error)))
    editor.goto(path, wait_until="networkidle")
    assert stopped(editor) == []
    assert errors == []


def test_login_page_and_menu_are_ours(editor):
    editor.goto("/beheer/", wait_until="networkidle")
    menu = editor.locator("#wagtail-sidebar")
    expect(menu.get_by_alt_text("Onderwijs-Zorg Academie")).to_be_visible()
    expect(menu).not_to_contain_text("Help")
    assert editor.evaluate("document.documentElement.lang") == "nl"


def test_the_editor_opens_types_and_saves_a_draft(editor, paths, demo_site):
    edit(editor, paths["toolkit"], demo_site)
    assert stopped(editor) == []
    editor.locator("#id_materials").fill("Drie kaarten en een klok")
    text = editor.locator(".Draftail-Editor [contenteditable=true]").first
    text.click()
    editor.keyboard.type("Nieuw begin. ")
    expect(editor.locator(".Draftail-Editor").first).to_contain_text("Nieuw begin.")
    # The editor hands its text to the form a quarter of a second after the last key.
    handed_over = editor.locator("[data-draftail-input]").first
    expect(handed_over).to_have_value(re.compile("Nieuw begin"))
    with editor.expect_navigation():
        editor.get_by_role("button", name="Bewaar concept").click()
    assert editor.locator("#id_materials").input_value() == "Drie kaarten en een klok"
    expect(editor.locator(".Draftail-Editor").first).to_contain_text("Nieuw begin.")
    assert stopped(editor) == []


def test_the_image_chooser_uploads_a_photo_and_puts_it_in(editor, paths, demo_site):
    # Of a width of its own: Wagtail asks what to do with a photo that it knows already.
    photo = samples.saved(samples.picture(60 + int(time.time()) % 3_000), "JPEG")
    edit(editor, paths["nieuws"], demo_site)
    panel = editor.locator("#id_image-chooser")
    if not panel.is_visible():
        editor.locator("[data-panel-toggle][aria-describedby*=beeld]").first.click()
    panel.locator("[data-chooser-action-choose]:visible").click()
    dialog = editor.locator(".modal-dialog")
    dialog.get_by_role("tab", name=re.compile("Upload")).click()
    dialog.locator("input[type=file]").set_input_files(
        {"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": photo}
    )
    dialog.locator("input[name$=title]").fill("Foto van de klas")
    dialog.locator("form[action*='create'] button[type=submit]").click()
    expect(panel).to_contain_text("Foto van de klas")
    assert stopped(editor) == []


def test_the_page_chooser_opens_and_chooses(editor, paths, demo_site):
    edit(editor, paths["toolkit"], demo_site)
    editor.locator("#id_escalate_to-chooser .w-dropdown__toggle").click()
    editor.locator("[data-chooser-action-choose]:visible").first.click()
    dialog = editor.locator(".modal-dialog")
    other = dialog.locator("a.choose-page").last
    title = other.inner_text().strip()
    other.click()
    expect(editor.locator("#id_escalate_to-title")).to_have_text(title)
    assert stopped(editor) == []


def test_a_date_is_picked(editor, paths, demo_site):
    edit(editor, paths["toolkit"], demo_site)
    field = editor.locator("#id_review_by")
    field.scroll_into_view_if_needed()
    field.click()
    picker = editor.locator(".xdsoft_datetimepicker:visible").first
    expect(picker).to_be_visible()
    picker.locator("td.xdsoft_date:not(.xdsoft_disabled)").first.click()
    assert re.match(r"\d", field.input_value())
    assert stopped(editor) == []


def test_the_preview_shows_the_page_in_its_frame(editor, paths, demo_site):
    edit(editor, paths["toolkit"], demo_site)
    editor.locator("[data-side-panel-toggle=preview]").click()
    frame = editor.frame_locator("[data-side-panel=preview] iframe").first
    expect(frame.locator("h1")).to_be_visible()
    assert stopped(editor) == []


def test_a_broken_upload_is_told_in_words(editor):
    editor.goto("/beheer/documents/add/", wait_until="networkidle")
    editor.locator("input[type=file]").set_input_files(
        {"name": "kaart.pdf", "mimeType": "application/pdf", "buffer": b"<script>alert(1)</script>"}
    )
    editor.locator("input[name=title]").fill("Kaart")
    editor.locator("main form button[type=submit], main form [type=submit]").first.click()
    expect(editor.locator("main")).to_contain_text("past niet bij een")


def test_the_proofing_panel_looks_at_what_is_typed_and_adds_no_barrier(
    editor, paths, demo_site, axe_js
):
    edit(editor, paths["toolkit"], demo_site)
    panel = editor.locator("[data-proof]")
    expect(panel).to_contain_text("Zo stond het er bij de laatste keer bewaren")
    materials = editor.locator("#id_materials").input_value()
    editor.locator("#id_materials").fill("BSN 111222333 middels een kaart")
    panel.get_by_role("button", name="Kijk nu na").click()
    expect(panel.get_by_role("status")).to_contain_text("1 punt kan zo niet")
    with_panel = axe(editor, axe_js, settle=False)
    panel.get_by_role("link", name="Ga naar: Nodig").first.click()
    expect(editor.locator("#id_materials")).to_be_focused()
    assert stopped(editor) == []
    # The autosave may not keep it, and says that it stopped.
    editor.wait_for_timeout(1_500)
    answer = editor.request.get(editor.url)
    assert "111222333" not in answer.text()
    editor.locator("#id_materials").fill(materials)
    panel.evaluate("panel => panel.closest('section').remove()")
    assert len(with_panel) == len(axe(editor, axe_js, settle=False))
