"""'Eerst', 'daarna' and 'opschalen': from slugs in the files to pages in the tree."""

from collections.abc import Mapping
from typing import Any

from wagtail.models import Page

from academie.library.models import ReadingLink, Toolkit
from home.demo.context import DemoContext
from home.demo.files import DemoItem

PLACES = {"first": ReadingLink.Place.FIRST, "next": ReadingLink.Place.NEXT}


def set_links(page: Any, item: DemoItem, pages: Mapping[str, Page], context: DemoContext) -> None:
    """Give an unpublished page its links; a slug that is no demo item is noted and left out."""
    links: list[ReadingLink] = []
    for key, place in PLACES.items():
        for slug in item.slugs(key):
            if slug in pages:
                links.append(
                    ReadingLink(place=place, target_id=pages[slug].pk, sort_order=len(links))
                )
            else:
                context.problems.append(f"{item.name}: '{slug}' onder '{key}' bestaat niet.")
    page.reading_links = links
    if isinstance(page, Toolkit) and (slug := item.text("escalate_to")):
        if item.text("escalate_to") in pages:
            page.escalate_to_id = pages[slug].pk
        else:
            context.problems.append(
                f"{item.name}: 'escalate_to' wijst naar '{slug}', dat er niet is."
            )
