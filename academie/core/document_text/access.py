"""Which documents every visitor may download: only their text may be found."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import (
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast, Concat, Length, Substr
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, Page, ReferenceIndex

from search.models import SearchOutbox
from search.sync.outbox import WIDE_PREFIX, configured_engines

DOCUMENT_HINT, COLLECTION_HINT = "document:", "collection:"
"""Begin of a wide change: the pages with this document, or with one out of this collection."""


def closed_collections() -> QuerySet[Any]:
    """Return the collections that are for some people only, by themselves or by one above.

    The same question as Wagtail asks at a download, for all collections at once.
    """
    restricted_path = Collection.objects.filter(pk=OuterRef("collection_id")).order_by()
    restrictions = CollectionViewRestriction.objects.annotate(
        restricted_path=Subquery(restricted_path.values("path"))
    )
    covered = restrictions.filter(
        restricted_path=Substr(OuterRef("path"), 1, Length("restricted_path"))
    )
    return Collection.objects.filter(Exists(covered)).order_by()


def pages_that_may_still_tell() -> RawSQL:
    """Return the numbers of the pages of which an engine may know a text that is closed by now.

    Between closing a collection and the moment that the engine heard of it, a page is found by
    words that are no longer for everybody. For that time (normally within a second) the page stays
    out of the results: only the engine can tell by which words it was found. To be put in the
    query of the second gate, which every search asks.
    """
    sql, params = _compiled(
        connection.vendor, configured_engines(), *(kind.pk for kind in _reference_types())
    )
    return RawSQL(sql, params)  # noqa: S611 - made below, from nothing that anybody typed


@cache
def _compiled(vendor: str, engines: tuple[str, ...], *types: int) -> tuple[str, tuple[Any, ...]]:
    """Return the query as text: Django takes longer to write it than a database to answer it.

    Each condition begins at what is closed, which is little or nothing.
    """
    closed = get_document_model()._default_manager.filter(
        collection__in=closed_collections().values("pk"), document_text__isnull=False
    )
    any_collection = Collection.objects.filter(
        Exists(_changes(engines, Value(WIDE_PREFIX + COLLECTION_HINT), _number("pk")))
    )
    not_sent = (
        Exists(_changes(engines, Value("page:"), OuterRef("object_id")))
        | Exists(_changes(engines, Value(WIDE_PREFIX + DOCUMENT_HINT), OuterRef("to_object_id")))
        | Exists(any_collection.order_by())
    )
    told = pages_with(closed.order_by().values_list(_text_number()))
    sql, params = told.filter(not_sent).query.sql_with_params()
    return sql, tuple(params)


def _changes(engines: tuple[str, ...], *key: Any) -> QuerySet[SearchOutbox]:
    """Return what still has to be sent under this key, for whichever engine."""
    return SearchOutbox.objects.filter(engine__in=engines, doc_key=Concat(*key))


def pages_with(documents: Iterable[str] | QuerySet[Any]) -> QuerySet[Any]:
    """Return the numbers of the pages that have one of these documents (numbers as text).

    By Wagtail's own notes of what refers to what.
    """
    page_type, document_type = _reference_types()
    # Added to nothing, so that a database begins at the documents: SQLite would rather go through
    # all references of all pages.
    from_a_page = ReferenceIndex.objects.annotate(
        source_type=ExpressionWrapper(F("base_content_type_id") + 0, IntegerField())
    ).filter(source_type=page_type.pk)
    references = from_a_page.filter(to_content_type=document_type, to_object_id__in=documents)
    return references.order_by().values_list(Cast("object_id", IntegerField()))


def _reference_types() -> tuple[ContentType, ContentType]:
    types = ContentType.objects
    return (
        types.get_for_model(Page, for_concrete_model=False),
        types.get_for_model(get_document_model(), for_concrete_model=False),
    )


def _text_number() -> Cast:
    return Cast("pk", CharField())


def _number(name: str) -> Cast:
    return Cast(OuterRef(name), CharField())
