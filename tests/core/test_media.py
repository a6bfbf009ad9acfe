"""The one door to images and documents: who gets a file, and how it is served."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from academie.core.media_access import keys
from academie.core.models import AcademieDocument, AcademieImage
from academie.library.models.toolkit import ToolkitDownload
from academie.settings.base import BASE_DIR
from academie.taxonomy.models import Region
from tests import factories
from tests.core import samples
from tests.leaks import people


@pytest.fixture
def root(db):
    return Collection.get_first_root_node() or Collection.add_root(name="Root")


@pytest.fixture
def uploader(db):
    return factories.make_user("uploader", email="uploader@voorbeeld.nl")


@pytest.fixture
def document(root, uploader):
    return AcademieDocument.objects.create(
        title="Kaart",
        file=ContentFile(samples.PDF, name="kaart.pdf"),
        collection=root,
        uploaded_by_user=uploader,
    )


@pytest.fixture
def image(root, uploader):
    return AcademieImage.objects.create(
        title="x",
        file=ContentFile(samples.png_with_text(), name="foto.png"),
        collection=root,
        uploaded_by_user=uploader,
    )


def toolkit_with(site, image, document, **values):
    return factories.make_toolkit(
        site,
        image=image,
        alt_decision="decoratief",
        downloads=[ToolkitDownload(title="Kaart", document=document)],
        **values,
    )


@pytest.fixture
def page(site, image, document):
    """A published page with both."""
    return toolkit_with(site, image, document, owner=factories.make_user("eigenaar"))


@pytest.fixture
def draft(site, image, document):
    """A draft with both."""
    return toolkit_with(site, image, document, publish=False, owner=factories.make_user("eigenaar"))


def content(response) -> bytes:
    """Read an answer to its end; closing it halfway would close the test's database too."""
    return b"".join(response.streaming_content) if response.streaming else response.content


def status(client, image, document) -> tuple[int, int]:
    """Return the answers for a copy of the image and for the document."""
    answers = client.get(image.get_rendition("width-30").url), client.get(document.url)
    for answer in answers:
        content(answer)
    return answers[0].status_code, answers[1].status_code


# --- how it is served ---------------------------------------------------------------------------


def test_a_rendition_is_served_as_a_picture_and_nothing_else(client, page, image):
    response = client.get(image.get_rendition("width-30").url)
    assert response.status_code == 200
    assert response["Content-Type"] == "image/png"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert not response.cookies
    content(response)


def test_a_picture_may_be_kept_by_its_reader_and_by_nobody_in_between(client, page, image):
    response = client.get(image.get_rendition("width-30").url)
    kept = set(response["Cache-Control"].split(", "))
    assert kept == {"public", "max-age=3600", "s-maxage=0", "must-revalidate"}
    assert "Cookie" not in response.get("Vary", "")
    content(response)


def test_a_public_picture_costs_one_query(client, page, image, django_assert_num_queries):
    url = image.get_rendition("width-30").url
    content(client.get(url))
    with django_assert_num_queries(1):
        content(client.get(url))


def test_a_file_that_did_not_change_is_not_sent_again(client, page, image, document):
    for url in (image.get_rendition("width-30").url, document.url):
        first = client.get(url)
        for header, mark in (("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")):
            again = client.get(url, headers={header: first[mark]})
            assert again.status_code == 304, header
            assert again["Cache-Control"] == first["Cache-Control"]
        assert client.get(url, headers={"If-None-Match": '"0-0"'}).status_code == 200
        content(first)


def test_behind_nginx_the_site_only_names_the_file(client, page, image, document, settings):
    settings.MEDIA_ACCEL = "/media-van-de-site/"
    picture = client.get(image.get_rendition("width-30").url)
    assert picture["X-Accel-Redirect"].startswith("/media-van-de-site/images/")
    assert picture.content == b""
    paper = client.get(document.url)
    assert paper["X-Accel-Redirect"] == f"/media-van-de-site/{document.file.name}"
    assert paper["Content-Type"] == "application/pdf"


def test_nginx_hands_out_no_media_that_is_asked_from_outside():
    conf = (BASE_DIR / "docker/nginx.conf").read_text()
    places = re.findall(r"location (\S+) \{([^}]*/srv/media[^}]*)\}", conf)
    assert [place for place, _ in places] == ["/media-van-de-site/"]
    assert all("internal;" in rules for _, rules in places)


def test_originals_and_documents_have_no_address_in_the_media_folder(client, page, image, document):
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
        "a%00b.png",
    ],
)
def test_no_path_leaves_the_folder_of_pictures(client, page, image, path):
    image.get_rendition("width-30")
    assert client.get(f"/media/images/{path}").status_code in {400, 404}


def test_a_picture_is_read_only(client, page, image):
    assert client.post(image.get_rendition("width-30").url).status_code == 405


def test_a_document_is_served_inert_and_without_a_hash_of_its_content(client, page, document):
    response = client.get(document.url)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("default-src 'none'")
    assert document.get_file_hash() not in str(response.headers)
    assert b"".join(response.streaming_content) == samples.PDF
    assert not response.cookies


def test_a_document_that_is_no_pdf_is_a_download(client, site, root, image):
    word = AcademieDocument.objects.create(
        title="Turfblad", file=ContentFile(samples.real_docx(), name="turf.docx"), collection=root
    )
    toolkit_with(site, image, word)
    response = client.get(word.url)
    assert response["Content-Disposition"].startswith("attachment")
    content(response)


def test_asking_by_hash_tells_nothing(client, page, document):
    for header in ("HTTP_IF_NONE_MATCH", "HTTP_IF_MATCH"):
        right = {header: f'"{document.get_file_hash()}"'}
        wrong = {header: '"0000"'}
        assert [client.get(document.url, **ask).status_code for ask in (right, wrong)] == [200, 200]


def test_an_unknown_document_and_a_wrong_name_are_not_found(client, page, document):
    assert client.get(f"/documenten/{document.pk}/anders.pdf").status_code == 404
    assert client.get("/documenten/999/kaart.pdf").status_code == 404


# --- who gets it --------------------------------------------------------------------------------


def test_a_file_on_a_public_page_is_for_everybody(client, page, image, document):
    assert status(client, image, document) == (200, 200)


def test_a_file_on_no_page_or_a_draft_is_as_if_it_were_not_there(
    client, site, image, document, draft
):
    missing = client.get("/documenten/999/kaart.pdf")
    for url in (image.get_rendition("width-30").url, document.url):
        answer = client.get(url)
        assert answer.status_code == 404
        assert answer.content.replace(url.encode(), b"") == missing.content.replace(
            b"/documenten/999/kaart.pdf", b""
        )


def unpublish(page):
    page.unpublish()


def restrict(page):
    PageViewRestriction.objects.create(page=page.page_ptr, restriction_type="login")


def restrict_above(page):
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")


def expire(page):
    page.expire_at = timezone.now() - timedelta(seconds=1)
    page.save()


def delete(page):
    page.delete()


def publish_without(page):
    page.image = None
    page.downloads = []
    page.save_revision().publish()


@pytest.mark.parametrize(
    "hide", [unpublish, restrict, restrict_above, expire, delete, publish_without]
)
def test_a_file_goes_together_with_its_page(client, page, image, document, hide):
    assert status(client, image, document) == (200, 200)
    hide(page)
    assert status(client, image, document) == (404, 404)


def test_one_public_page_of_two_is_enough(client, site, page, image, document):
    other = toolkit_with(site, image, document, slug="ander")
    unpublish(page)
    assert status(client, image, document) == (200, 200)
    unpublish(other)
    assert status(client, image, document) == (404, 404)


def test_a_file_that_only_the_new_draft_of_a_public_page_shows_stays_hidden(
    client, site, image, document
):
    page = factories.make_toolkit(site)
    page.image, page.alt_decision = image, "decoratief"
    page.downloads = [ToolkitDownload(title="Kaart", document=document)]
    revision = page.save_revision()
    assert status(client, image, document) == (404, 404)
    revision.publish()
    assert status(client, image, document) == (200, 200)


def test_a_file_in_running_text_counts_as_shown(client, site, image, document):
    link = f'<p><a linktype="document" id="{document.pk}">Kaart</a></p>'
    figure = ("figure", {"image": image, "alt_text": "", "caption": ""})
    page = factories.make_content_page(site, body=[figure, ("paragraph", link)])
    assert status(client, image, document) == (200, 200)
    unpublish(page)
    assert status(client, image, document) == (404, 404)


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("uploader", 200),
        ("eigenaar", 200),
        ("redacteur", 200),
        ("beheerder", 200),
        ("regioredacteur-hier", 200),
        ("regioredacteur-elders", 404),
        ("specialist-van-elders", 404),
        ("deelnemer", 404),
    ],
)
def test_a_hidden_file_is_for_those_who_may_see_the_draft(
    client, draft, image, document, who, expected
):
    people.make_all(here=Region.objects.get(slug="rotterdam"))
    client.force_login(factories.make_user(who))
    assert status(client, image, document) == (expected, expected)


def test_a_hidden_file_is_kept_nowhere(client, draft, image, document, uploader):
    client.force_login(uploader)
    for url in (image.get_rendition("width-30").url, document.url):
        response = client.get(url)
        assert response["Cache-Control"] == "private, no-store"
        content(response)


def test_who_may_read_a_closed_page_sees_its_pictures(client, page, image, document):
    restrict(page)
    client.force_login(factories.make_user("lid"))
    assert status(client, image, document) == (200, 200)
    unpublish(page)
    assert status(client, image, document) == (404, 404)


def test_an_app_may_hand_out_a_key(client, draft, image, document, monkeypatch):
    asked = []

    def key(request, pages):
        asked.append(set(pages))
        return request.GET.get("sleutel") == "goed"

    monkeypatch.setattr(keys, "_keys", [key])
    url = image.get_rendition("width-30").url
    assert client.get(url).status_code == 404
    assert client.get(f"{url}?sleutel=goed").status_code == 200
    assert asked == [{draft.pk}, {draft.pk}]


# --- closed collections -------------------------------------------------------------------------


@pytest.fixture
def closed(root, image, document):
    """Both lie in a collection for people with an account."""
    collection = root.add_child(instance=Collection(name="Werkgroep"))
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    for file in (image, document):
        file.collection = collection
        file.save()


def test_a_public_page_may_name_a_document_for_those_with_an_account(
    client, page, image, document, closed
):
    own_hash = f'"{document.get_file_hash()}"'
    for headers in ({}, {"If-None-Match": own_hash}, {"If-Match": own_hash}):
        response = client.get(document.url, headers=headers)
        assert response.status_code == 302
        assert response["Location"].startswith(str(settings.LOGIN_URL))
    assert client.get(image.get_rendition("width-30").url).status_code == 404
    client.force_login(factories.make_user("lid"))
    assert status(client, image, document) == (200, 200)
    response = client.get(document.url)
    assert response["Cache-Control"] == "private, no-store"
    content(response)


def test_a_document_in_a_closed_collection_without_a_public_page_is_not_there(
    client, draft, image, document, closed
):
    assert status(client, image, document) == (404, 404)
    client.force_login(factories.make_user("lid"))
    assert status(client, image, document) == (404, 404)
