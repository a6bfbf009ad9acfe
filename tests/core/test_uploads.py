"""What may come in through the admin's upload views, and what is left of it on disk."""

import re
from html import unescape
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from PIL import Image
from wagtail.models import Collection, UploadedFile

from academie.core.models import AcademieDocument, AcademieImage
from academie.core.uploads.archives import check_archive
from academie.core.uploads.documents import check_document
from academie.core.uploads.images import clean_image
from academie.core.uploads.signatures import EICAR, VirusScan
from tests import factories
from tests.core import samples

IMAGES = samples.image_samples()
DOCUMENTS = samples.document_samples()


def by_name(sample):
    return sample.name


@pytest.fixture
def editor(client, db):
    Collection.objects.exists() or Collection.add_root(name="Root")
    client.force_login(factories.make_user("beheer", is_superuser=True, is_staff=True))
    return client


def upload(client, sample, *, single, multiple, chooser):
    """Send the file through the three views; return {view: error text or ''}."""
    collection = Collection.get_first_root_node().pk
    answers = {}

    def file():
        return SimpleUploadedFile(sample.name, sample.content)

    response = client.post(
        reverse(single), {"title": "x", "collection": collection, "file": file()}
    )
    answers["single"] = "" if response.status_code == 302 else page_errors(response)
    response = client.post(
        reverse(multiple), {"title": "x", "collection": collection, "files[]": file()}
    )
    assert response.status_code == 200
    answers["multiple"] = response.json().get("error_message", "")
    prefix = "image" if "images" in chooser else "document"
    response = client.post(
        reverse(chooser),
        {
            f"{prefix}-chooser-upload-title": "x",
            f"{prefix}-chooser-upload-collection": collection,
            f"{prefix}-chooser-upload-file": file(),
        },
    )
    assert response.status_code == 200
    answer = response.json()
    refused = answer["step"] == "reshow_creation_form"
    answers["chooser"] = error_text(answer["htmlFragment"]) if refused else ""
    return answers


def page_errors(response):
    assert response.status_code == 200
    return error_text(response.content.decode())


def stored(file):
    """The bytes on disk."""
    with file.storage.open(file.name) as opened:
        return opened.read()


def error_text(html):
    found = re.findall(r'class="error-message"[^>]*>(.*?)</', html, re.S)
    return unescape(" ".join(found)).strip() or "geen uitleg gevonden"


# --- the matrix through the admin's own views -------------------------------------------------


@pytest.mark.parametrize("sample", IMAGES, ids=by_name)
def test_an_image_is_taken_or_refused_with_a_sentence_in_every_view(editor, sample):
    answers = upload(
        editor,
        sample,
        single="wagtailimages:add",
        multiple="wagtailimages:add_multiple",
        chooser="wagtailimages_chooser:create",
    )
    for view, error in answers.items():
        if sample.refused:
            assert sample.refused in error, (view, error)
        else:
            assert error == "", view
    assert AcademieImage.objects.exists() != bool(sample.refused)


@pytest.mark.parametrize("sample", DOCUMENTS, ids=by_name)
def test_a_document_is_taken_or_refused_with_a_sentence_in_every_view(editor, sample):
    answers = upload(
        editor,
        sample,
        single="wagtaildocs:add",
        multiple="wagtaildocs:add_multiple",
        chooser="wagtaildocs_chooser:create",
    )
    for view, error in answers.items():
        if sample.refused:
            assert sample.refused in error, (view, error)
        else:
            assert error == "", view
    assert AcademieDocument.objects.count() == (0 if sample.refused else 3)
    assert not UploadedFile.objects.exists()


def test_a_document_can_be_replaced_and_the_new_one_is_checked(editor):
    document = AcademieDocument.objects.create(
        title="Kaart", file=ContentFile(samples.PDF, name="kaart.pdf")
    )
    url = reverse("wagtaildocs:edit", args=[document.pk])
    values = {"title": "Kaart", "collection": document.collection_id}
    bad = SimpleUploadedFile("kaart.pdf", b"<html>")
    assert "past niet bij" in page_errors(editor.post(url, values | {"file": bad}))
    assert editor.post(url, values).status_code == 302
    good = SimpleUploadedFile("kaart.pdf", samples.PDF + b"%nieuw")
    assert editor.post(url, values | {"file": good}).status_code == 302
    document.refresh_from_db()
    assert stored(document.file).endswith(b"%nieuw")


@pytest.mark.parametrize(
    ("kind", "name", "content"),
    [
        ("documents", "kaart.pdf", samples.PDF),
        ("images", "foto.jpg", samples.jpeg_with_everything()),
    ],
)
def test_a_file_that_waits_for_a_better_title_is_taken_in_later(editor, kind, name, content):
    app = "wagtaildocs" if kind == "documents" else "wagtailimages"
    word = "document" if kind == "documents" else "image"
    collection = Collection.get_first_root_node().pk
    file = SimpleUploadedFile(name, content)
    answer = editor.post(
        reverse(f"{app}:add_multiple"),
        {"title": "x" * 300, "collection": collection, "files[]": file},
    )
    assert answer.json()["success"] is True
    waiting = UploadedFile.objects.get()
    prefix = f"uploaded-{word}-{waiting.pk}"
    done = editor.post(
        reverse(f"{app}:create_multiple_from_uploaded_{word}", args=[waiting.pk]),
        {f"{prefix}-title": "Kort", f"{prefix}-collection": collection},
    )
    assert done.json()["success"] is True, done.content
    model = AcademieDocument if kind == "documents" else AcademieImage
    assert samples.CANARY not in stored(model.objects.get().file)


# --- nothing hidden stays ---------------------------------------------------------------------

HIDING = [sample for sample in IMAGES if not sample.refused]


@pytest.mark.parametrize("sample", HIDING, ids=by_name)
def test_a_stored_image_and_its_renditions_hold_the_picture_only(db, sample):
    image = AcademieImage.objects.create(
        title="x", file=ContentFile(sample.content, name=sample.name)
    )
    rendition = image.get_rendition("width-30")
    for file in (image.file, rendition.file):
        content = stored(file)
        assert samples.CANARY not in content
        with Image.open(BytesIO(content)) as opened:
            opened.load()
            assert not dict(opened.getexif())
            assert not {"exif", "xmp", "comment", "icc_profile", "Author"} & set(opened.info)


def test_a_picture_taken_sideways_is_stored_upright(db):
    content = samples.jpeg_with_everything(orientation=6)
    image = AcademieImage.objects.create(title="x", file=ContentFile(content, name="foto.jpg"))
    assert (image.width, image.height) == (40, 60)
    with Image.open(BytesIO(stored(image.file))) as upright:
        red, blue = upright.getpixel((20, 5)), upright.getpixel((20, 55))
    assert red[0] > 150 > blue[0]
    assert blue[2] > 150 > red[2]


def test_size_and_hash_are_those_of_the_cleaned_file(editor):
    sample = IMAGES[0]
    editor.post(
        reverse("wagtailimages:add"),
        {
            "title": "x",
            "collection": Collection.get_first_root_node().pk,
            "file": SimpleUploadedFile(sample.name, sample.content),
        },
    )
    image = AcademieImage.objects.get()
    assert image.get_file_size() == len(stored(image.file)) != len(sample.content)
    stored_hash = image.file_hash
    image._set_file_hash()
    assert image.file_hash == stored_hash


def test_the_picture_itself_hardly_changes():
    noise = Image.effect_noise((200, 200), 60).convert("RGB")
    before = samples.saved(noise, "JPEG", quality=95)
    cleaned = Image.open(BytesIO(clean_image(ContentFile(before, name="a.jpg")).read()))
    original = Image.open(BytesIO(before))
    pairs = zip(original.tobytes(), cleaned.tobytes(), strict=True)
    assert sum(abs(a - b) for a, b in pairs) / (200 * 200 * 3) < 4


def test_colours_of_a_wide_profile_are_kept_without_the_profile():
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    content = samples.saved(samples.picture(), "PNG", icc_profile=profile)
    cleaned = Image.open(BytesIO(clean_image(ContentFile(content, name="a.png")).read()))
    assert "icc_profile" not in cleaned.info
    assert cleaned.getpixel((5, 5)) == pytest.approx((208, 16, 16), abs=2)


def test_transparency_stays():
    see_through = Image.new("RGBA", (8, 8), (10, 20, 30, 0))
    content = samples.saved(see_through, "PNG")
    cleaned = Image.open(BytesIO(clean_image(ContentFile(content, name="a.png")).read()))
    assert cleaned.getpixel((4, 4))[3] == 0
    palette = see_through.quantize(4)
    content = samples.saved(palette, "GIF", transparency=0)
    cleaned = Image.open(BytesIO(clean_image(ContentFile(content, name="a.gif")).read()))
    assert cleaned.convert("RGBA").getpixel((4, 4))[3] == 0


def test_a_moving_picture_keeps_moving():
    for kind, name in (("GIF", "a.gif"), ("WEBP", "a.webp")):
        cleaned = clean_image(ContentFile(samples.animation(kind), name=name))
        with Image.open(BytesIO(cleaned.read())) as image:
            assert image.n_frames == 3


def test_an_image_is_cleaned_once():
    cleaned = clean_image(ContentFile(samples.png_with_text(), name="a.png"))
    assert clean_image(cleaned) is cleaned


# --- paths around the forms -------------------------------------------------------------------


def test_code_that_skips_the_form_cannot_store_a_bad_document(db):
    document = AcademieDocument(title="x", file=ContentFile(b"<html>", name="x.pdf"))
    with pytest.raises(ValidationError), transaction.atomic():
        document.save()
    document = AcademieDocument(title="x")
    with pytest.raises(ValidationError):
        document.file.save("x.docx", ContentFile(samples.EXE))
    assert not AcademieDocument.objects.exists()


def test_code_that_skips_the_form_cannot_store_a_broken_image(db):
    with pytest.raises(ValidationError):
        AcademieImage.objects.create(title="x", file=ContentFile(b"GIF89a....", name="x.gif"))


def test_a_checked_file_can_be_read_from_the_start():
    file = ContentFile(samples.real_docx(), name="a.docx")
    check_document(file)
    assert file.read(2) == b"PK"


def test_a_virus_is_seen_across_two_chunks():
    scan = VirusScan()
    scan.feed(b"x" * 10 + EICAR[:30])
    with pytest.raises(ValidationError):
        scan.feed(EICAR[30:])


@pytest.mark.parametrize("cut", range(0, 600, 7))
def test_a_document_cut_anywhere_is_refused_and_never_crashes(cut):
    content = samples.office()
    if cut < len(content):
        with pytest.raises(ValidationError):
            check_archive(BytesIO(content[:cut]), "docx")


def test_the_account_page_takes_no_profile_picture(editor):
    page = editor.get(reverse("wagtailadmin_account"))
    assert page.status_code == 200
    assert 'type="file"' not in page.content.decode()
