"""The addresses of an item as a file."""

import io
import uuid
import zipfile

import pytest
from django.core.files.base import ContentFile
from wagtail.models import Collection, CollectionViewRestriction

from academie.core.models import AcademieDocument
from academie.core.paper import press
from academie.library.models.toolkit import ToolkitDownload
from academie.outlet import archive, file_views
from academie.outlet.attachments import attached_to, unique_names
from tests import factories
from tests.core import samples
from tests.outlet import hidden

pytestmark = pytest.mark.django_db


@pytest.fixture
def printed(monkeypatch):
    """A press that needs no time; returns what was printed."""
    made = []

    def fake(sheet):
        made.append(sheet.version)
        return b"%PDF-1.7 " + sheet.version.encode()

    monkeypatch.setattr(file_views, "pdf", fake)
    return made


def document(title="Turfblad", name="turfblad.pdf", **values):
    return AcademieDocument.objects.create(
        title=title, file=ContentFile(samples.PDF, name=name), **values
    )


def with_files(site, *documents, **values):
    downloads = [ToolkitDownload(title=one.title, document=one) for one in documents]
    return factories.make_toolkit(site, downloads=downloads, **values)


def path(page, kind):
    return f"/kaart/{page.permanent_id}.{kind}"


def opened(response):
    return zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))


def test_a_pdf_is_sent_as_one(client, site):
    page = factories.make_toolkit(site, title="Zo geeft u één opdracht")
    response = client.get(path(page, "pdf"))
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF-")
    assert response["Content-Disposition"] == 'inline; filename="Zo-geeft-u-een-opdracht.pdf"'
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Link"] == f'<{page.full_url}>; rel="canonical"'
    assert "default-src 'none'" in response["Content-Security-Policy"]


@pytest.mark.parametrize("kind", ["pdf", "zip"])
def test_who_has_it_already_makes_nobody_work(client, site, printed, kind):
    page = factories.make_toolkit(site)
    first = client.get(path(page, kind))
    printed.clear()
    again = client.get(path(page, kind), headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    head = client.head(path(page, kind))
    assert head.status_code == 200
    assert head["ETag"] == first["ETag"]
    assert printed == []
    page.intro = "Anders."
    page.save_revision().publish()
    changed = client.get(path(page, kind), headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200


@pytest.mark.parametrize("kind", ["pdf", "zip"])
def test_a_busy_press_is_calm(client, site, monkeypatch, kind):
    def busy(sheet):
        raise press.PressBusy

    monkeypatch.setattr(file_views, "pdf", busy)
    response = client.get(path(factories.make_toolkit(site), kind))
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    assert response["Cache-Control"] == "no-store"
    assert "probeer het nog eens" in response.content.decode()


def test_what_cannot_be_set_is_calm(client, site, monkeypatch):
    def broken(sheet):
        raise press.CannotSet

    monkeypatch.setattr(file_views, "pdf", broken)
    response = client.get(path(factories.make_toolkit(site), "pdf"))
    assert response.status_code == 503
    assert "De kaart zelf kunt u wel lezen" in response.content.decode()


@pytest.mark.parametrize("address", [f"/kaart/{uuid.UUID(int=5)}", "/kaart/x", "/kaart/%00"])
def test_other_addresses_are_not_found(client, site, address):
    for suffix in (".pdf", ".zip", "/"):
        assert client.get(address + suffix).status_code == 404


def test_a_post_is_refused(client, site, printed):
    page = factories.make_toolkit(site)
    assert client.post(path(page, "pdf")).status_code == 405


def test_the_permanent_address_leads_to_the_page(client, site):
    page = factories.make_toolkit(site)
    response = client.get(f"/kaart/{page.permanent_id}/")
    assert response.status_code == 302
    assert response["Location"] == page.get_url()


def test_the_address_on_an_old_sheet_leads_to_the_banner(client, site):
    page = factories.make_werkinstructie(site)
    hidden.expired(page)
    response = client.get(f"/kaart/{page.permanent_id}/")
    assert response["Location"] == page.get_url()
    assert "niet meer geldig" in client.get(page.get_url()).content.decode().lower()
    for way in (hidden.restricted, hidden.draft):
        way(page)
        assert client.get(f"/kaart/{page.permanent_id}/").status_code == 404


def test_an_archive_holds_the_card_the_files_and_a_note(client, site, printed):
    page = with_files(site, document(), organisation_text="De school")
    response = client.get(path(page, "zip"))
    assert response["Content-Type"] == "application/zip"
    assert response.streaming
    made = opened(response)
    assert made.testzip() is None
    assert made.namelist() == ["Zo-geeft-u-een-opdracht.pdf", "Turfblad.pdf", "LEESMIJ.txt"]
    assert made.read("Turfblad.pdf") == samples.PDF
    note = made.read("LEESMIJ.txt").decode("utf-8-sig")
    for said in (
        page.title,
        page.full_url,
        "CC BY 4.0",
        str(page.permanent_id),
        "De school",
        "Turfblad.pdf: Turfblad",
    ):
        assert said in note
    assert "\r\n" in note


def test_the_same_content_gives_the_same_archive(client, site, printed):
    page = with_files(site, document())
    first = b"".join(client.get(path(page, "zip")).streaming_content)
    assert b"".join(client.get(path(page, "zip")).streaming_content) == first


def test_a_closed_file_stays_out(client, site, printed):
    closed = Collection.get_first_root_node().add_child(name="Besloten")
    inner = closed.add_child(name="Nog dieper")
    secret = document(title="Geheim", name="geheim.pdf", collection=inner)
    page = with_files(site, document(), secret)
    before = client.get(path(page, "zip"))["ETag"]
    CollectionViewRestriction.objects.create(
        collection=closed, restriction_type=CollectionViewRestriction.LOGIN
    )
    response = client.get(path(page, "zip"))
    assert response["ETag"] != before
    made = opened(response)
    assert "Geheim.pdf" not in made.namelist()
    assert "Geheim" not in made.read("LEESMIJ.txt").decode()


def test_files_in_texts_and_steps_are_there_too(client, site, printed):
    linked, form = document(title="Gelinkt"), document(title="Formulier")
    page = factories.make_toolkit(
        site, purpose=f'<p><a linktype="document" id="{linked.pk}">x</a></p>'
    )
    assert [one.name for one in attached_to(page)] == ["Gelinkt.pdf"]
    step = {"title": "A", "role": "ib", "term_days": 1, "form_document": form, "variants": []}
    page = factories.make_werkinstructie(site, steps=[("step", step)])
    assert [one.name for one in attached_to(page)] == ["Formulier.pdf"]


def test_a_lost_file_is_left_out(client, site, printed):
    lost = document(title="Weg")
    page = with_files(site, lost)
    lost.file.storage.delete(lost.file.name)
    made = opened(client.get(path(page, "zip")))
    assert "Weg.pdf" not in made.namelist()
    assert "Weg.pdf" not in made.read("LEESMIJ.txt").decode()


def test_too_much_is_said_calmly(client, site, printed, monkeypatch):
    one = document()
    page = with_files(site, one)
    monkeypatch.setattr(archive, "LARGEST", 10)
    response = client.get(path(page, "zip"))
    assert response.status_code == 413
    html = response.content.decode()
    assert "Haal ze één voor één op" in html
    assert one.url in html
    assert printed == []


def test_names_are_safe_and_each_another_one():
    made = unique_names(
        [
            ("../../etc/passwd", "pdf"),
            ("Één blad", "docx"),
            ("één BLAD", "DOCX"),
            ("CON", "txt"),
            ("  .hidden ", "pdf"),
            ("漢字", "pdf"),
            ("a" * 200, "pdf"),
            ('x"\r\n; y', "p/df"),
        ]
    )
    assert made == [
        "etc-passwd.pdf",
        "Een-blad.docx",
        "een-BLAD-2.docx",
        "CON-bestand.txt",
        "hidden.pdf",
        "bestand.pdf",
        "a" * 60 + ".pdf",
        "x-y.p-df",
    ]


def test_a_page_links_to_its_files(client, site):
    page = factories.make_toolkit(site)
    html = client.get(page.get_url()).content.decode()
    assert path(page, "pdf") in html
    assert path(page, "zip") in html
