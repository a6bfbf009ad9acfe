"""Scaled copies are made by the editor's actions, never by a reader's request."""

import pytest
from django.core.files.base import ContentFile

from academie.core.models import AcademieImage, AcademieRendition
from academie.core.renditions import SIZES, images_of, make, ready
from tests import factories
from tests.core import samples


def make_image(name="foto.png"):
    content = samples.saved(samples.picture(700, 500), "PNG")
    return AcademieImage.objects.create(title="Foto", file=ContentFile(content, name=name))


@pytest.fixture
def image(site):
    return make_image()


def specs(image):
    return set(image.renditions.values_list("filter_spec", flat=True))


def test_saving_an_image_makes_every_size(site, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        image = make_image()
    assert specs(image) == set(SIZES.values())


def test_publishing_makes_the_sizes_that_a_page_lacks(
    site, image, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        factories.make_content_page(
            site, body=[("figure", {"image": image, "alt_text": "Tafel", "caption": ""})]
        )
    assert specs(image) == set(SIZES.values())


def test_images_are_found_in_fields_and_in_text(site, image):
    other = make_image("ander.png")
    make_image("ongebruikt.png")
    page = factories.make_content_page(
        site,
        image=other,
        alt_decision="decoratief",
        body=[("figure", {"image": image, "alt_text": "", "caption": ""})],
    )
    assert {found.pk for found in images_of(page)} == {image.pk, other.pk}


def test_looking_up_a_size_never_makes_it(image):
    assert ready(image, "head") is None
    assert ready(None, "head") is None
    assert not AcademieRendition.objects.exists()


def test_a_made_size_is_found_and_then_asks_the_database_nothing(image, django_assert_num_queries):
    make([image])
    fresh = AcademieImage.objects.get(pk=image.pk)
    assert (ready(fresh, "head").width, ready(fresh, "head").height) == (600, 400)
    with django_assert_num_queries(0):
        assert ready(fresh, "head").url.startswith("/media/images/")


def test_a_new_focal_point_gives_a_new_copy(image, django_capture_on_commit_callbacks):
    make([image])
    with django_capture_on_commit_callbacks(execute=True):
        image.focal_point_x, image.focal_point_y = 10, 10
        image.focal_point_width, image.focal_point_height = 20, 20
        image.save()
    assert ready(image, "head").focal_point_key


def test_an_unknown_size_is_a_mistake_of_the_template(image):
    with pytest.raises(KeyError):
        ready(image, "reuzengroot")
