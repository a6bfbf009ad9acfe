"""Which pages show an image or a document, in the text that stands in the database.

By Wagtail's notes of what refers to what. They are about the published text of a page: a draft is
a revision and not noted. Wagtail makes them while a page is being saved, partly before its rows
(downloads) are, so they are made once more when it is published, in the same transaction.
"""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import (
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    Model,
    OuterRef,
    QuerySet,
)
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex
from wagtail.signals import page_published

from academie.core.visibility import public_pages


def shown_to_all(model: type[Model], number: str = "pk") -> Exists:
    """Return the condition that a page which everybody may read shows this file.

    ``number`` is the name of the file's number in the query that asks.
    """
    file_number = Cast(OuterRef(OuterRef(number)), CharField())
    references = page_references(model).filter(to_object_id=file_number)
    return Exists(public_pages().filter(pk__in=references.values(page=_page_number())))


def files_on(pages: QuerySet[Page], model: type[Model]) -> QuerySet[Any]:
    """Return the numbers of the files of this kind on these pages' published text."""
    on_them = page_references(model).alias(page=_page_number()).filter(page__in=pages.values("pk"))
    return on_them.values(file=Cast("to_object_id", IntegerField()))


def pages_with(model: type[Model], number: int) -> QuerySet[Any]:
    """Return the numbers of the pages whose text in the database shows this file."""
    return page_references(model).filter(to_object_id=str(number)).values(page=_page_number())


def page_references(model: type[Model]) -> QuerySet[ReferenceIndex]:
    """Return the notes of pages that refer to files of this kind."""
    types = ContentType.objects
    page_type = types.get_for_model(Page, for_concrete_model=False)
    # Added to nothing, so that a database begins at the file: SQLite would rather go through all
    # references of all pages.
    from_a_page = ReferenceIndex.objects.alias(
        source_type=ExpressionWrapper(F("base_content_type_id") + 0, IntegerField())
    ).filter(source_type=page_type.pk)
    return from_a_page.filter(to_content_type=types.get_for_model(model)).order_by()


def _page_number() -> Cast:
    return Cast("object_id", IntegerField())


def note_published(instance: Page, **kwargs: Any) -> None:
    """Note what a page refers to now that all of it is saved."""
    ReferenceIndex.create_or_update_for_object(instance)


def connect() -> None:
    """Called once, when the app is ready."""
    page_published.connect(note_published, dispatch_uid="media-access-published")
