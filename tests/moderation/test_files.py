"""What stands behind an approved page stays what was approved: its pictures and documents."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Collection

from academie.core.models import AcademieDocument, AcademieImage
from academie.library.models import ToolkitDownload
from tests import factories
from tests.core import samples
from tests.moderation.people import person

ANOTHER_PDF = samples.PDF.replace(b"%%EOF", b"% een ander blad\n%%EOF")


@pytest.fixture
def document(writer):
    return AcademieDocument.objects.create(
        title="Kaart",
        file=ContentFile(samples.PDF, name="kaart.pdf"),
        collection=Collection.get_first_root_node(),
        uploaded_by_user=writer,
    )


@pytest.fixture
def image(writer):
    return AcademieImage.objects.create(
        title="Foto",
        file=ContentFile(samples.png_with_text(), name="foto.png"),
        collection=Collection.get_first_root_node(),
        uploaded_by_user=writer,
    )


def with_both(site, image, document, **values):
    download = ToolkitDownload(title="Kaart", document=document)
    return factories.make_toolkit(
        site, image=image, alt_decision="decoratief", downloads=[download], **values
    )


def change(client, user, thing, title, file=None):
    """Send Wagtail's form of a file; returns the answer."""
    client.force_login(user)
    app = "wagtailimages" if isinstance(thing, AcademieImage) else "wagtaildocs"
    data = {"title": title, "collection": thing.collection_id, "tags": "", "description": ""}
    return client.post(
        reverse(f"{app}:edit", args=[thing.pk]), data | ({"file": file} if file else {})
    )


def form_of(client, user, thing):
    """Return the page with Wagtail's form of a file."""
    client.force_login(user)
    app = "wagtailimages" if isinstance(thing, AcademieImage) else "wagtaildocs"
    return client.get(reverse(f"{app}:edit", args=[thing.pk])).content.decode()


def pdf():
    return SimpleUploadedFile("kaart.pdf", ANOTHER_PDF, "application/pdf")


def png():
    return SimpleUploadedFile("foto.png", samples.saved(samples.picture(), "PNG"), "image/png")


@pytest.mark.parametrize("group", ["Specialist", "Redacteur", "Beheerder", "superuser"])
def test_nobody_puts_another_file_in_the_place_of_one(client, site, image, document, group):
    """Not even on a draft: somebody may have read it a moment ago."""
    with_both(site, image, document, publish=False)
    user = person("iemand", "" if group == "superuser" else group)
    user.is_superuser = group == "superuser"
    user.save()
    for thing, new in ((document, pdf()), (image, png())):
        type(thing).objects.filter(pk=thing.pk).update(uploaded_by_user=user)
        before = thing.file.name
        assert "blijft daarom zoals het is" in form_of(client, user, thing)
        change(client, user, thing, "Kaart", new)
        thing.refresh_from_db()
        assert thing.file.name == before
        # Another form than Wagtail's, such as one of its API, asks the model itself.
        thing.file = new
        with pytest.raises(ValidationError, match="blijft daarom"):
            thing.clean()


def test_a_file_of_a_planned_text_stays_too(client, site, writer, image, document):
    page = with_both(site, image, document, owner=writer, publish=False)
    plan = page.save_revision()
    plan.approved_go_live_at = timezone.now() + timedelta(days=2)
    plan.save()
    # The newest text shows neither, and the plan still does.
    page.downloads.all().delete()
    page.image = None
    page.save()
    page.save_revision()
    assert "blijft daarom" in form_of(client, writer, document)


def test_a_file_on_no_page_may_be_another(client, writer, document):
    assert "blijft daarom" not in form_of(client, writer, document)
    assert change(client, writer, document, "Kaart", pdf()).status_code == 302


def test_a_file_of_a_draft_may_be_renamed_and_deleted_by_who_brought_it(
    client, site, writer, image, document
):
    with_both(site, image, document, owner=writer, publish=False)
    for thing in (document, image):
        assert change(client, writer, thing, "Andere naam").status_code == 302
        thing.refresh_from_db()
        assert thing.title == "Andere naam"


def test_a_file_that_readers_see_is_out_of_the_hands_of_who_brought_it(
    client, site, writer, image, document
):
    page = with_both(site, image, document, owner=writer)
    for thing in (document, image):
        app = "wagtailimages" if isinstance(thing, AcademieImage) else "wagtaildocs"
        change(client, writer, thing, "Niemand las dit")
        client.post(reverse(f"{app}:delete", args=[thing.pk]))
        thing.refresh_from_db()
        assert thing.title != "Niemand las dit"
    # The other way round: what comes off the site is hers again.
    page.unpublish()
    assert change(client, writer, document, "Andere naam").status_code == 302


def test_who_has_the_right_may_mend_a_name(client, site, image, document):
    with_both(site, image, document)
    assert change(client, person("beheer", "Beheerder"), document, "Nieuwe naam").status_code == 302
