"""What of the media folder a reader can reach, and how it is served."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction

from academie.core.models import AcademieDocument, AcademieImage
from tests import factories
from tests.core import samples


@pytest.fixture
def root(db):
    return Collection.get_first_root_node() or Collection.add_root(name="Root")


@pytest.fixture
def document(root):
    return AcademieDocument.objects.create(
        title="Kaart", file=ContentFile(samples.PDF, name="kaart.pdf"), collection=root
    )


@pytest.fixture
def private_document(root):
    collection = root.add_child(instance=Collection(name="Werkgroep"))
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    return AcademieDocument.objects.create(
        title="Notulen", file=ContentFile(samples.PDF, name="notulen.pdf"), collection=collection
    )


@pytest.fixture
def image(root):
    return AcademieImage.objects.create(
        title="x", file=ContentFile(samples.png_with_text(), name="foto.png"), collection=root
    )


def test_a_rendition_is_served_as_a_picture_and_nothing_else(client, image):
    response = client.get(image.get_rendition("width-30").url)
    assert response.status_code == 200
    assert response["Content-Type"] == "image/png"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "public, max-age=604800"
    assert not response.cookies
    response.close()


def test_originals_and_documents_have_no_address_in_the_media_folder(client, image, document):
    assert client.get(image.file.url).status_code == 404
    assert client.get(document.file.url).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "",
        "../original_images/foto.png",
        "..%2foriginal_images%2ffoto.png",
        "%2e%2e/original_images/foto.png",
        "....//original_images/foto.png",
        "/etc/passwd",
        "x.html",
        "bestaat-niet.png",
    ],
)
def test_no_path_leaves_the_folder_of_pictures(client, image, path):
    image.get_rendition("width-30")
    assert client.get(f"/media/images/{path}").status_code in {400, 404}


def test_a_picture_is_read_only(client, image):
    assert client.post(image.get_rendition("width-30").url).status_code == 405


def test_a_document_is_served_inert_and_without_a_hash_of_its_content(client, document):
    response = client.get(document.url)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("default-src 'none'")
    assert "ETag" not in response
    assert document.get_file_hash() not in str(response.headers)
    assert b"".join(response.streaming_content) == samples.PDF
    assert not response.cookies


def test_a_document_that_is_no_pdf_is_a_download(client, root):
    word = AcademieDocument.objects.create(
        title="Turfblad", file=ContentFile(samples.real_docx(), name="turf.docx"), collection=root
    )
    response = client.get(word.url)
    assert response["Content-Disposition"].startswith("attachment")
    response.close()


def test_asking_by_hash_tells_nothing(client, document):
    right = {"HTTP_IF_NONE_MATCH": f'"{document.get_file_hash()}"'}
    wrong = {"HTTP_IF_NONE_MATCH": '"0000"'}
    assert [client.get(document.url, **ask).status_code for ask in (right, wrong)] == [200, 200]
    right = {"HTTP_IF_MATCH": f'"{document.get_file_hash()}"'}
    wrong = {"HTTP_IF_MATCH": '"0000"'}
    assert [client.get(document.url, **ask).status_code for ask in (right, wrong)] == [200, 200]


def test_a_reader_asks_again_only_for_a_changed_document(client, document):
    first = client.get(document.url)
    again = client.get(document.url, headers={"If-Modified-Since": first["Last-Modified"]})
    assert again.status_code == 304
    assert "ETag" not in again


def test_a_private_document_is_for_those_with_an_account(client, private_document):
    private_hash = f'"{private_document.get_file_hash()}"'
    for headers in ({}, {"If-None-Match": private_hash}, {"If-Match": private_hash}):
        response = client.get(private_document.url, headers=headers)
        assert response.status_code == 302
        assert reverse("wagtailadmin_login") in response["Location"]
    client.force_login(factories.make_user("lid"))
    response = client.get(private_document.url)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert "ETag" not in response
    response.close()


def test_an_unknown_document_and_a_wrong_name_are_not_found(client, document):
    assert client.get(f"/documenten/{document.pk}/anders.pdf").status_code == 404
    assert client.get("/documenten/999/kaart.pdf").status_code == 404
