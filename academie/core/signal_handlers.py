"""What happened -> which documents to look at again. Wiring only: the worker reads the state.

Everything runs inside the transaction that makes the change, so a rollback leaves nothing. Wagtail
sends ``page_slug_changed`` after the commit and ``post_page_move`` after its own transaction; the
address of a branch is therefore watched when its top page is saved, and the two signals come as a
second net.
"""

from typing import Any

from django.apps import apps
from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from taggit.models import Tag
from wagtail.models import Page, PageViewRestriction, Site, get_page_models
from wagtail.signals import page_slug_changed, post_page_move

from academie.core.models import TaggedPage
from academie.core.page_keys import key_of
from academie.core.search_source import ALL, PageSource
from search.sync import enqueue, enqueue_wide

TERMS = ("Cluster", "Level", "Role", "Sector", "SupportNeed", "Theme", "Region")
BOOKKEEPING = frozenset(
    {
        "draft_title",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        "locked",
        "locked_at",
        "locked_by",
    }
)
"""Fields that Wagtail saves on their own for a draft: nothing that a reader finds."""


def page_saving(instance: Page, **kwargs: Any) -> None:
    """Before a page with pages below it is saved: see whether its address changes."""
    if instance.pk and instance.numchild and not kwargs.get("raw"):
        before = Page.objects.filter(pk=instance.pk).values_list("url_path", flat=True).first()
        instance._moves_branch = before is not None and before != instance.url_path


def page_saved(instance: Page, update_fields: frozenset[str] | None = None, **kwargs: Any) -> None:
    """A page was made, published, unpublished, moved, or changed in any other way."""
    if update_fields is not None and BOOKKEEPING.issuperset(update_fields):
        return
    enqueue([key_of(instance.pk)])
    if instance.__dict__.pop("_moves_branch", False):
        enqueue_wide(f"subtree:{instance.pk}")


def page_deleted(instance: Page, **kwargs: Any) -> None:
    """A page is gone; the pages below it send their own signal."""
    enqueue([key_of(instance.pk)])


def branch_changed(instance: Page, **kwargs: Any) -> None:
    """A page got another address, and with it everything below."""
    enqueue_wide(f"subtree:{instance.pk}")


def restriction_changed(instance: PageViewRestriction, **kwargs: Any) -> None:
    """A branch was closed to some readers or opened again; Wagtail sends no page signal."""
    enqueue_wide(f"subtree:{instance.page_id}")


def term_saved(instance: Any, created: bool, **kwargs: Any) -> None:
    """A term was renamed. Nothing carries a new one yet."""
    if not created:
        enqueue_wide(f"term:{instance.facet}:{instance.slug}")


def term_deleting(instance: Any, **kwargs: Any) -> None:
    """A term goes. Afterwards nobody knows which pages carried it, so they are noted now."""
    enqueue(PageSource().expand(f"term:{instance.facet}:{instance.slug}"))


def tag_saved(instance: Tag, created: bool, **kwargs: Any) -> None:
    """A free tag was renamed."""
    if not created:
        enqueue_wide(f"tag:{instance.pk}")


def tag_taken_off(instance: TaggedPage, **kwargs: Any) -> None:
    """A page lost a tag, perhaps because the tag itself was deleted."""
    enqueue([key_of(instance.content_object_id)])


def site_changed(**kwargs: Any) -> None:
    """Another root page changes every address."""
    enqueue_wide(ALL)


def connect() -> None:
    """Called once, when all apps are ready."""
    for model in get_page_models():
        name = model._meta.label_lower
        pre_save.connect(page_saving, sender=model, dispatch_uid=f"search-saving-{name}")
        post_save.connect(page_saved, sender=model, dispatch_uid=f"search-saved-{name}")
    # Deleting a page of any type deletes its row in the table of all pages.
    post_delete.connect(page_deleted, sender=Page, dispatch_uid="search-page-deleted")
    page_slug_changed.connect(branch_changed, dispatch_uid="search-slug-changed")
    post_page_move.connect(branch_changed, dispatch_uid="search-page-moved")
    for signal, name in ((post_save, "saved"), (post_delete, "deleted")):
        signal.connect(
            restriction_changed, sender=PageViewRestriction, dispatch_uid=f"search-view-{name}"
        )
        signal.connect(site_changed, sender=Site, dispatch_uid=f"search-site-{name}")
    for name in TERMS:
        term: type[Model] = apps.get_model("taxonomy", name)
        post_save.connect(term_saved, sender=term, dispatch_uid=f"search-{name}-saved")
        pre_delete.connect(term_deleting, sender=term, dispatch_uid=f"search-{name}-deleting")
    post_save.connect(tag_saved, sender=Tag, dispatch_uid="search-tag-saved")
    post_delete.connect(tag_taken_off, sender=TaggedPage, dispatch_uid="search-tag-taken-off")
