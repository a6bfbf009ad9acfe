"""Scaled copies of images: made when an image is saved and when a page is published.

A reader's request only looks them up, so it never writes and never waits for one.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models.signals import post_save
from wagtail.images.models import Filter
from wagtail.models import Page, ReferenceIndex
from wagtail.signals import page_published

from academie.core.models.media import AcademieImage, AcademieRendition

SIZES = {
    # In a page's head: two pixels for each of its 300 by 200 on the page.
    "head": "fill-600x400|format-webp",
    # Inside running text, at most as wide as the text on a sharp screen.
    "figure": "max-1200x1200|format-webp",
}


def ready(image: AcademieImage | None, size: str) -> AcademieRendition | None:
    """Return the copy that was made before; None without an image or while it is not made yet.

    Raises ``KeyError`` for a size that is not in ``SIZES``.
    """
    wanted = Filter(spec=SIZES[size])
    if image is None:
        return None
    found = image.find_existing_renditions(wanted).get(wanted)
    if found is not None:
        key = found.construct_cache_key(image, wanted.get_cache_key(image), wanted.spec)
        found.cache_backend.set(key, found)
    return found


def make(images: Iterable[AcademieImage]) -> None:
    """Make every size of these images; what exists is left alone."""
    for image in images:
        image.get_renditions(*SIZES.values())


def images_of(page: Page) -> list[AcademieImage]:
    """Return the images that a page refers to, in its fields and in its text."""
    references = ReferenceIndex.get_references_for_object(page).filter(
        to_content_type=ContentType.objects.get_for_model(AcademieImage)
    )
    keys = {int(key) for key in references.values_list("to_object_id", flat=True)}
    return list(AcademieImage.objects.filter(pk__in=keys))


def _on_image_saved(sender: Any, instance: AcademieImage, raw: bool = False, **rest: Any) -> None:
    if not raw:
        transaction.on_commit(lambda: make([instance]), robust=True)


def _on_published(sender: Any, instance: Page, **kwargs: Any) -> None:
    transaction.on_commit(lambda: make(images_of(instance)), robust=True)


def connect() -> None:
    """Called once, when the app is ready."""
    post_save.connect(_on_image_saved, sender=AcademieImage, dispatch_uid="renditions-on-save")
    page_published.connect(_on_published, dispatch_uid="renditions-on-publish")
