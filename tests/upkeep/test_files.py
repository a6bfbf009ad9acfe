"""What nothing uses goes in time; what anything uses never does."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import Collection, ReferenceIndex, Revision, UploadedFile

from academie.core.jobs import jobs
from academie.core.models import AcademieDocument, AcademieImage
from academie.library.models import ToolkitDownload
from academie.upkeep.files.tidying import KEEP, KEEP_HALF, tidy
from academie.upkeep.models import PublishedVersion, UnusedFile
from academie.writing.models import Draft
from tests import factories
from tests.core import samples

pytestmark = pytest.mark.django_db

NOW = timezone.now()
LATER = NOW + KEEP
ALT = {"alt_text": "Een tafel", "alt_decision": "beschreven"}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def maker():
    return factories.make_user("maker", email="maker@academie.nl")


@pytest.fixture
def document(maker):
    return AcademieDocument.objects.create(
        title="Brief", file=ContentFile(b"Een brief.", name="brief.txt"), uploaded_by_user=maker
    )


@pytest.fixture
def image(maker):
    content = samples.saved(samples.picture(90, 60), "JPEG", quality=80)
    return AcademieImage.objects.create(
        title="Foto", file=ContentFile(content, name="foto.jpg"), uploaded_by_user=maker
    )


def stays(file, first=NOW, then=LATER):
    """Run once, and once more when the time of a file that nothing uses is over."""
    tidy(first)
    tidy(then)
    return type(file).objects.filter(pk=file.pk).exists()


def test_goes_with_its_file_and_its_copies(
    document, image, media, django_capture_on_commit_callbacks
):
    copy = image.get_rendition("width-40")
    paths = [Path(one.file.path) for one in (document, image, copy)]
    assert all(path.exists() for path in paths)
    with django_capture_on_commit_callbacks(execute=True):
        assert not tidy(NOW)
        assert not tidy(LATER - timedelta(seconds=1))
        assert all(path.exists() for path in paths)
        assert tidy(LATER)
        assert not tidy(LATER)
    assert not AcademieDocument.objects.exists()
    assert not AcademieImage.objects.exists()
    assert not any(path.exists() for path in paths)
    assert not UnusedFile.objects.exists()


def test_stays_long_enough_after_the_draft_that_used_it_is_gone(site, document):
    page = factories.make_toolkit(site, publish=False)
    page.purpose = f'<p><a linktype="document" id="{document.pk}">brief</a></p>'
    page.save_revision()
    tidy(NOW - 2 * KEEP)
    page.delete()
    tidy(NOW)
    assert stays(document, then=LATER - timedelta(days=1))
    assert not stays(document)


def download(site, document):
    page = factories.make_toolkit(site)
    page.downloads.add(ToolkitDownload(title="Brief", document=document))
    page.save_revision().publish()
    return page


def only_in_an_old_revision(site, document):
    page = download(site, document)
    page.downloads.set([])
    page.save_revision().publish()
    return page


def in_rich_text_of_a_draft(site, document):
    page = factories.make_toolkit(site)
    page.purpose = f'<p>Lees de <a linktype="document" id="{document.pk}">brief</a>.</p>'
    page.save_revision()


def by_its_address(site, document):
    page = factories.make_toolkit(site)
    page.purpose = f'<p><a href="/documenten/{document.pk}/brief.txt">brief</a></p>'
    page.save_revision()


def typed_beside_a_draft(site, document):
    page = factories.make_toolkit(site, publish=False)
    rest = {"downloads": [{"title": "", "document": str(document.pk)}]}
    Draft.objects.create(page_id=page.pk, rest=rest)


def in_a_revision_nobody_can_read(site, document):
    revision = factories.make_toolkit(site).save_revision()
    content = revision.content | {"downloads": {"of another make": document.pk}}
    Revision.objects.filter(pk=revision.pk).update(content=content)


def withdrawn(site, document):
    download(site, document).unpublish()


@pytest.mark.parametrize(
    "use",
    [
        download,
        only_in_an_old_revision,
        in_rich_text_of_a_draft,
        by_its_address,
        typed_beside_a_draft,
        in_a_revision_nobody_can_read,
        withdrawn,
    ],
)
def test_a_document_in_use_stays(site, document, use):
    use(site, document)
    assert stays(document)


def on_a_page(site, image):
    factories.make_toolkit(site, image=image, **ALT)


def only_in_a_draft(site, image):
    page = factories.make_toolkit(site, **ALT)
    page.image = image
    page.save_revision()


def in_rich_text(site, image):
    page = factories.make_toolkit(site)
    page.purpose = f'<embed embedtype="image" id="{image.pk}" format="left" alt="tafel"/>'
    page.save_revision()


@pytest.mark.parametrize("use", [on_a_page, only_in_a_draft, in_rich_text])
def test_an_image_in_use_stays(site, image, use):
    use(site, image)
    assert stays(image)


def test_the_same_number_elsewhere_is_no_use(site, document):
    """A page that takes as many minutes as the number of a file does not use that file."""
    page = factories.make_toolkit(site, minutes=document.pk)
    page.save_revision()
    assert not stays(document)


def test_what_is_taken_up_again_has_its_whole_time_again(site, document):
    tidy(NOW)
    page = factories.make_toolkit(site, publish=False)
    page.downloads.add(ToolkitDownload(title="Brief", document=document))
    page.save_revision()
    tidy(NOW + timedelta(days=80))
    assert not UnusedFile.objects.exists()
    page.delete()
    tidy(NOW + timedelta(days=81))
    assert stays(document, NOW + timedelta(days=90), NOW + timedelta(days=170))
    assert not stays(document, NOW + timedelta(days=171), NOW + timedelta(days=171))


def test_is_looked_at_once_more_before_it_goes(site, document, monkeypatch):
    """Somebody may take a file up between the finding and the removing."""
    from academie.upkeep.files import tidying

    tidy(NOW)
    look, looks = tidying.used, []

    def used(model, numbers):
        found = look(model, numbers)
        if model is AcademieDocument and not looks:
            looks.append(download(site, document))
        return found

    monkeypatch.setattr(tidying, "used", used)
    assert not tidy(LATER)
    assert AcademieDocument.objects.filter(pk=document.pk).exists()


@pytest.mark.parametrize("group", ["Redacteur", "Regioredacteur", "Beheerder"])
def test_the_library_of_an_editor_stays(document, maker, group):
    maker.groups.add(Group.objects.get(name=group))
    assert stays(document)


def test_what_is_put_into_a_collection_stays(document):
    document.collection = Collection.get_first_root_node().add_child(name="Bladen")
    document.save()
    assert stays(document)


def test_the_file_of_an_account_that_is_gone_goes(document, maker):
    maker.delete()
    assert not stays(document)


def test_a_half_upload_goes_after_a_week(maker):
    half = UploadedFile.objects.create(
        file=ContentFile(b"half", name="half.txt"), uploaded_by_user=maker
    )
    path = Path(half.file.path)
    tidy(timezone.now() + KEEP_HALF - timedelta(minutes=1))
    assert path.exists()
    assert tidy(timezone.now() + KEEP_HALF + timedelta(minutes=1))
    assert not path.exists()
    assert not UploadedFile.objects.exists()


def test_the_worker_does_it():
    assert any(job.run is tidy for job in jobs())


def test_stays_while_a_page_points_at_it_without_any_version(site, image, document):
    factories.make_toolkit(
        site, image=image, downloads=[ToolkitDownload(title="Brief", document=document)], **ALT
    )
    Revision.objects.all().delete()
    ReferenceIndex.objects.all().delete()
    assert stays(image)
    assert stays(document)


def test_stays_while_a_text_links_to_it_without_any_version(site, document):
    link = f'<p><a linktype="document" id="{document.pk}">De brief</a></p>'
    factories.make_toolkit(site, purpose=link)
    Revision.objects.all().delete()
    PublishedVersion.objects.all().delete()
    assert stays(document)
