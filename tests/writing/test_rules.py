"""What may not be in a text, and files that come along."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Page

from academie.core.models import AcademieDocument, AcademieImage
from academie.writing import alike as alike_module
from tests import factories
from tests.writing.forms import read_form, send, writer
from tests.writing.test_flow import at, begun, newest

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture
def sam(site, client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    user = writer()
    client.force_login(user)
    return user


def picture():
    from io import BytesIO

    from PIL import Image

    file = BytesIO()
    Image.new("RGB", (40, 30), "yellow").save(file, "PNG")
    return SimpleUploadedFile("kring.png", file.getvalue(), "image/png")


@pytest.mark.parametrize(
    "words", ["Haar BSN is 111222333.", "Hij is geboren op 3 mei 2016.", "Jan de Wit uit groep 6b"]
)
def test_a_pupil_stops_every_save_and_the_text_stays_in_the_form(client, sam, words):
    page = begun(client)
    before = newest(page).latest_revision.content
    response = send(client, at(page, "titel"), {"purpose": words}, press=("doe", "stop"))
    assert response.status_code == 422
    text = response.content.decode()
    assert words in text
    assert "Wij bewaarden niets van dit scherm" in text
    assert 'href="#purpose"' in text
    assert newest(page).latest_revision.content == before
    response = send(client, "/deel-uw-kennis/nieuw/toolkit/", {"title": "x", "intro": words})
    assert response.status_code == 422
    assert Page.objects.filter(owner=sam).count() == 1


def test_a_pupil_in_a_row_or_in_the_note_is_stopped_too(client, sam, site):
    page = begun(client, "praktijkverhaal")
    typed = {"moments-0-title": "Week 1", "moments-0-parts-0-text": "Haar BSN is 111222333."}
    response = send(client, at(page, "verhaal"), typed)
    assert 'id="moments-0-parts-0-text-fout"' in response.content.decode()
    assert len(newest(page).moments) == 0
    toolkit = factories.make_toolkit(site, publish=False, owner=sam)
    last = reverse("writing:last", args=[toolkit.pk])
    response = client.post(last, {"bericht": "Gaat over BSN 111222333"})
    assert response.status_code == 422
    assert 'id="bericht-fout"' in response.content.decode()


def test_files_come_along_get_a_name_and_can_be_taken_away(client, sam):
    page = begun(client)
    url = at(page, "stappen")
    file = SimpleUploadedFile("drie-kaarten.pdf", PDF, "application/pdf")
    assert send(client, url, {"downloads-0-document-bestand": file}).status_code == 303
    (download,) = newest(page).downloads.all()
    assert download.title == "drie kaarten"
    assert download.document.uploaded_by_user == sam
    assert newest(page).latest_revision.user == sam
    send(client, url, {"downloads-0-document-weg": "ja", "downloads-0-title": ""})
    assert list(newest(page).downloads.all()) == []


def test_a_refused_file_is_explained_and_the_rest_is_kept(client, sam):
    page = begun(client)
    file = SimpleUploadedFile("spel.exe", b"MZ", "application/octet-stream")
    typed = {"downloads-0-document-bestand": file, "steps-0-title": "Week 1"}
    response = send(client, at(page, "stappen"), typed)
    assert response.status_code == 422
    html = response.content.decode()
    assert 'id="downloads-0-document-fout"' in html
    # Why, and not only that it is not there.
    assert "Kies het bestand, of haal deze regel weg." not in html
    assert newest(page).steps[0].value["title"] == "Week 1"
    assert not AcademieDocument.objects.exists()


def test_a_picture_needs_a_decision_about_its_words(client, sam):
    page = begun(client)
    url = at(page, "herkomst")
    assert send(client, url, {"image-bestand": picture()}).status_code == 303
    image = AcademieImage.objects.get()
    assert (newest(page).image, image.uploaded_by_user, image.width) == (image, sam, 40)
    last = client.get(reverse("writing:last", args=[page.pk])).content.decode()
    assert "Kies of de afbeelding iets vertelt" in last
    send(client, url, {"alt_decision": "beschreven", "alt_text": "Drie kaarten op tafel"})
    assert newest(page).alt_text == "Drie kaarten op tafel"


def test_a_file_of_somebody_else_cannot_be_named_by_its_number(client, sam):
    page = begun(client)
    other = AcademieDocument.objects.create(
        title="Van een ander", file=SimpleUploadedFile("a.pdf", PDF), uploaded_by_user=writer("b")
    )
    typed = {"downloads-0-document": str(other.pk), "downloads-0-title": "Mijn"}
    response = send(client, at(page, "stappen"), typed)
    assert response.status_code == 422
    assert "Van een ander" not in response.content.decode()
    assert list(newest(page).downloads.all()) == []


def test_what_is_nearly_the_same_is_shown_until_its_writer_says_no(client, sam, site, monkeypatch):
    other = factories.make_toolkit(site, title="Meepraten in de kring")
    from search.cards import make_cards  # noqa: F401 - the real cards carry this key

    class Card:
        key, css, url, title_html = f"page:{other.pk}", "is-toolkit", other.url, other.title
        type_label, number = "Toolkit", "T2S 001"

    monkeypatch.setattr(alike_module, "nearly_the_same", lambda *asked: [Card()])
    page = begun(client, title="Meepraten in de grote kring")
    text = client.get(at(page, "titel")).content.decode()
    assert "Bijna hetzelfde bestaat al" in text
    assert f"/klopt-niet-meer/{other.permanent_id}/" in text
    send(client, at(page, "titel"), {"anders": "ja"})
    assert "Bijna hetzelfde bestaat al" not in client.get(at(page, "titel")).content.decode()
    piece = client.get("/deel-uw-kennis/lijkt-op/", {"soort": "toolkit", "titel": "Meepraten"})
    assert other.title in piece.content.decode()
    assert client.get("/deel-uw-kennis/lijkt-op/", {"soort": "x"}).status_code == 404


def test_what_is_missing_is_told_at_its_field_when_somebody_comes_for_it(client, sam):
    page = begun(client)
    last = client.get(reverse("writing:last", args=[page.pk])).content.decode()
    assert f"{at(page, 'maandagochtend')}?mist=ja#minutes" in last
    shown = client.get(at(page, "maandagochtend"), {"mist": "ja"}).content.decode()
    assert 'id="minutes-fout"' in shown
    assert 'id="minutes-fout"' not in client.get(at(page, "maandagochtend")).content.decode()


def test_the_start_is_the_same_for_everybody_and_the_rest_asks_to_log_in(client, sam):
    page = begun(client)
    mine = client.get("/deel-uw-kennis/mijn/").content.decode()
    assert "Zo speelt een kind mee" in mine
    assert "Verder schrijven" in mine
    client.logout()
    start = client.get("/deel-uw-kennis/")
    assert start.status_code == 200
    assert not start.cookies
    assert "private" not in start.get("Cache-Control", "")
    assert "Cookie" not in start.get("Vary", "")
    for url in ("/deel-uw-kennis/mijn/", "/deel-uw-kennis/nieuw/toolkit/", at(page, "titel")):
        response = client.get(url)
        assert response.status_code == 302
        assert response["Location"].endswith(f"next={url}")


def test_what_does_not_exist_is_not_found(client, sam, site):
    page = begun(client)
    assert client.get("/deel-uw-kennis/nieuw/nieuws/").status_code == 404
    assert client.get(at(page, "iets-anders")).status_code == 404
    news = factories.make_nieuws(site, owner=sam)
    assert client.get(at(news, "titel")).status_code == 404
    assert read_form(client.get(at(page, "titel"))).values["title"] == ["Zo speelt een kind mee"]


def test_a_screen_with_something_missing_is_not_called_done(client, sam):
    page = begun(client)
    html = client.get(at(page, "voor-wie")).text
    tabs = {label: done for done, label in re.findall(r"(Klaar:</b> )?<a [^>]*\d ([^\"]+)\"", html)}
    assert tabs["Titel en doel"]
    assert not tabs["Maandagochtend"]
