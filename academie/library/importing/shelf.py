"""New pages below one shelf: place in the tree and slug, counted once for a batch."""

from collections.abc import Sequence

from django.db.models import F
from django.utils.text import slugify
from wagtail.models import Page

from academie.core.import_targets import ImportTarget

MAX_SLUG = 80


class Shelf:
    """The index page of one type."""

    def __init__(self, target: ImportTarget) -> None:
        """Raises ``DoesNotExist`` when the site has no such shelf yet."""
        self._target = target
        self._parent: Page = target.shelf._default_manager.get()
        self._slugs = set(self._parent.get_children().values_list("slug", flat=True))

    def add(self, pages: Sequence[Page]) -> None:
        """Give the unsaved pages of this type their place; the caller saves them.

        Does for many pages what treebeard's ``add_child`` does for one. The shelf stays locked
        until the transaction ends, so nobody else takes the same place.
        """
        pages = [page for page in pages if isinstance(page, self._target.model)]
        if not pages:
            return
        parent = Page.objects.select_for_update().get(pk=self._parent.pk)
        last = parent.get_last_child()
        for page in pages:
            page.depth = parent.depth + 1
            page.path = last._inc_path() if last else Page._get_path(parent.path, page.depth, 1)
            page._cached_parent_obj = parent
            last = page
        Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(pages))

    def free_slug(self, title: str) -> str:
        """Return a slug that no page below this shelf has, and keep it."""
        base = slugify(title)[:MAX_SLUG].strip("-") or self._target.kind
        slug, number = base, 1
        while slug in self._slugs:
            number += 1
            slug = f"{base}-{number}"
        self._slugs.add(slug)
        return slug
