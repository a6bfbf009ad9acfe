"""Addresses that stay: an item keeps its number when its page moves or gets another title."""

import uuid
from typing import Any

from django.urls import reverse
from wagtail.models import Site

from academie.mail.links import absolute

__all__ = ["absolute", "page_url", "path_of", "permanent_url", "root_path", "urn"]


def root_path() -> str:
    """Return the tree address of the front page, as every page below it begins; one query."""
    site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    return site.root_page.url_path if site else "/"


def path_of(url_path: str, root: str) -> str:
    """Return the path on the site of a page below the front page."""
    return reverse("wagtail_serve", args=(url_path.removeprefix(root),))


def page_url(page: Any, root: str) -> str:
    """Return the whole address of a page; no query."""
    return absolute(path_of(page.url_path, root))


def permanent_path(permanent_id: uuid.UUID | str, suffix: str = "") -> str:
    """Return the path that keeps working for an item, or for its file ('pdf', 'zip')."""
    if suffix:
        return reverse(f"outlet:{suffix}", args=[permanent_id])
    return reverse("outlet:permanent", args=[permanent_id])


def permanent_url(permanent_id: uuid.UUID | str, suffix: str = "") -> str:
    """Return the same as a whole address."""
    return absolute(permanent_path(permanent_id, suffix))


def urn(permanent_id: uuid.UUID) -> str:
    """Return the number as a URI that is no address: it outlives every host name (RFC 9562)."""
    return permanent_id.urn
