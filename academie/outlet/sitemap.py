"""All public pages for search machines (sitemaps.org)."""

from collections.abc import Iterator
from datetime import UTC, datetime

from django.urls import reverse

from academie.core.search_pages import searchable_pages
from academie.outlet import public
from academie.outlet.addresses import absolute, path_of, root_path
from academie.outlet.xml import Xml, document, tag
from search.sources import vocabulary

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST = 50_000
"""Addresses in one file (the protocol's own limit)."""
LANDINGS = ("cluster", "niveau", "rol")

Entry = tuple[str, datetime | None]


def entries() -> list[Entry]:
    """Return (path, last change) of every public page, in an order that stays."""
    root = root_path()
    return [*_shelves(root), *_landings(), *_items(root)]


def newest(found: list[Entry]) -> datetime | None:
    """Return when the newest of these changed."""
    return max((changed for _, changed in found if changed), default=None)


def url_set(found: list[Entry]) -> bytes:
    """Return one file of addresses."""
    return document(
        tag(
            "urlset",
            [tag("url", tag("loc", absolute(path)), _changed(at)) for path, at in found],
            xmlns=NAMESPACE,
        )
    )


def index(found: list[Entry]) -> bytes:
    """Return the list of files, for a site with more addresses than one file holds."""
    parts = [found[at : at + MOST] for at in range(0, len(found), MOST)]
    return document(
        tag(
            "sitemapindex",
            [
                tag(
                    "sitemap",
                    tag("loc", absolute(reverse("outlet:sitemap_part", args=[number]))),
                    _changed(newest(part)),
                )
                for number, part in enumerate(parts, start=1)
            ],
            xmlns=NAMESPACE,
        )
    )


def _items(root: str) -> Iterator[Entry]:
    for model in public.models():
        rows = public.items(model).filter(url_path__startswith=root)
        for url_path, changed in rows.values_list("url_path", "last_published_at"):
            yield path_of(url_path, root), changed


def _shelves(root: str) -> Iterator[Entry]:
    """Yield the pages that are no items: the front page and the shelves."""
    others = public.open_pages().filter(url_path__startswith=root)
    others = others.exclude(pk__in=searchable_pages().values("pk")).order_by("path")
    for url_path, changed in others.values_list("url_path", "last_published_at"):
        yield path_of(url_path, root), changed


def _landings() -> Iterator[Entry]:
    for facet in LANDINGS:
        for slug in vocabulary(facet):
            yield reverse(f"landing_{facet}", args=[slug]), None


def _changed(at: datetime | None) -> Xml | None:
    return tag("lastmod", at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")) if at else None
