"""The frame of every page: menu tabs and footer links."""

from dataclasses import dataclass

from django.core.cache import cache
from django.db.models.signals import post_delete, post_save
from wagtail.models import PageViewRestriction

from academie.core.visibility import is_public
from home.models import ContentPage
from search.sources import register_help_page

FOOTER_CACHE_KEY = "home:footer-links"
FOOTER_CACHE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One tab; ``css`` is the type's colour class, ``glyph`` the symbol beside the word."""

    url: str
    label: str
    css: str
    glyph: str
    current: bool


@dataclass(frozen=True, slots=True)
class Link:
    """One link of the footer."""

    url: str
    label: str


_TABS = (
    ("/zoeken/", "Zoeken", "plain", "zoek"),
    ("/toolkits/", "Toolkits", "is-toolkit", "g-toolkit"),
    ("/werkinstructies/", "Werkinstructies", "is-werk", "g-werk"),
    ("/praktijkverhalen/", "Praktijkverhalen", "is-verhaal", "g-verhaal"),
    ("/agenda/", "Trainingen en uitwisselingen", "is-uit", "g-uit"),
    ("/deel-uw-kennis/", "Deel uw kennis", "is-expert", "g-expert"),
)


# This is a plain page, which a site that has just begun does not have yet.
_HELP_PAGE = "/vraag-stellen/"


def menu(path: str) -> list[MenuItem]:
    """Return the tabs; the one that ``path`` lies in is current."""
    return [
        MenuItem(url, label, css, glyph, path.startswith(url)) for url, label, css, glyph in _TABS
    ]


def help_page() -> str:
    """Return the address where a reader can ask people, or '' when there is no such page."""
    return _HELP_PAGE if _HELP_PAGE in _plain_pages() else ""


def _plain_pages() -> set[str]:
    return {link.url for links in footer_links().values() for link in links}


def footer_links() -> dict[str, list[Link]]:
    """Return writing and the plain pages per footer column, from a short-lived cache.

    A callable in the template context, so that pages without a footer ask nothing.
    """
    links: dict[str, list[Link]] | None = cache.get(FOOTER_CACHE_KEY)
    if links is None:
        links = {"meedoen": [Link("/deel-uw-kennis/", "Deel uw kennis")], "over": []}
        for page in ContentPage.objects.filter(is_public()).exclude(nav="").order_by("path"):
            url = page.get_url()
            if url:
                links[page.nav].append(Link(url, page.title))
        cache.set(FOOTER_CACHE_KEY, links, FOOTER_CACHE_SECONDS)
    return links


def forget_footer(**kwargs: object) -> None:
    """Drop the cached links: a plain page changed, or a page was closed or opened."""
    cache.delete(FOOTER_CACHE_KEY)


def connect() -> None:
    """Keep the footer fresh; called when all apps are ready."""
    register_help_page(help_page)
    for model in (ContentPage, PageViewRestriction):
        name = f"footer-{model.__name__}"
        post_save.connect(forget_footer, sender=model, dispatch_uid=f"{name}-save")
        post_delete.connect(forget_footer, sender=model, dispatch_uid=f"{name}-delete")
