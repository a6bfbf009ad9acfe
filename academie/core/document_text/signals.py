"""What happens to documents and collections -> which pages to look at again."""

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction

from academie.core.document_text.access import COLLECTION_HINT, DOCUMENT_HINT
from academie.core.document_text.keeping import note_change
from academie.core.search_source import PageSource
from search.sync import enqueue, enqueue_wide

_BOOKKEEPING = frozenset({"file_size", "file_hash"})
"""What Wagtail counts at the first download; the file is the same."""


def document_saved(
    instance: Any, update_fields: frozenset[str] | None = None, **kwargs: Any
) -> None:
    """A document was made or changed: its file, its name or its collection."""
    if update_fields is None or not _BOOKKEEPING.issuperset(update_fields):
        note_change(instance)


def document_deleting(instance: Any, **kwargs: Any) -> None:
    """A document goes. Afterwards nobody knows which pages had it, so they are noted now."""
    enqueue(PageSource().expand(f"{DOCUMENT_HINT}{instance.pk}"))


def collection_saved(instance: Collection, created: bool, **kwargs: Any) -> None:
    """A collection was changed, perhaps on its way to another place among the others."""
    if not created:
        enqueue_wide(f"{COLLECTION_HINT}{instance.pk}")


def restriction_changed(instance: CollectionViewRestriction, **kwargs: Any) -> None:
    """A collection was closed to some readers or opened again."""
    enqueue_wide(f"{COLLECTION_HINT}{instance.collection_id}")


def connect() -> None:
    """Called once, when all apps are ready."""
    document = get_document_model()
    post_save.connect(document_saved, sender=document, dispatch_uid="text-document-saved")
    pre_delete.connect(document_deleting, sender=document, dispatch_uid="text-document-deleting")
    post_save.connect(collection_saved, sender=Collection, dispatch_uid="text-collection-saved")
    for signal, name in ((post_save, "saved"), (post_delete, "deleted")):
        signal.connect(
            restriction_changed,
            sender=CollectionViewRestriction,
            dispatch_uid=f"text-restriction-{name}",
        )
