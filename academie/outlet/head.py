"""What the head of a page tells machines, from what the page has read already: no query."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.safestring import SafeString

from academie.outlet import public
from academie.outlet.addresses import absolute
from academie.outlet.records import Meeting, Record, Term, record
from academie.outlet.schema_org.common import (
    Node,
    crumbs,
    in_page,
    organisation,
    website,
)
from academie.outlet.schema_org.items import described


def item_data(context: Mapping[str, Any]) -> SafeString:
    """Return the data of a detail page; nothing for a preview, an alias or an expired item."""
    page, detail = context.get("page"), context.get("detail")
    if page is None or detail is None or not public.may_be_told(page, context.get("request")):
        return SafeString("")
    if detail.print_view:
        return SafeString("")
    made = _record(page, detail, context)
    return in_page([described(made), website(), _trail(made, detail)])


def site_data() -> SafeString:
    """Return the data of the front page."""
    whole: Node = {**organisation(), "logo": absolute("/static/img/favicon.svg")}
    return in_page([whole, website()])


def _record(page: Any, detail: Any, context: Mapping[str, Any]) -> Record:
    terms = tuple(
        Term(facet, label.slug, label.label)
        for facet in ("cluster", "niveau", "rol", "sector", "behoefte", "thema")
        for label in detail.terms(facet).labels
    )
    return record(
        page,
        url=absolute(page.get_url(context.get("request")) or ""),
        terms=terms,
        place=detail.region_words,
        meetings=tuple(_meetings(context)),
        image=absolute(detail.photo.url) if detail.photo else "",
    )


def _meetings(context: Mapping[str, Any]) -> Iterator[Meeting]:
    """Yield the moments that the page read, with how many places are free when it says it too."""
    shown = [*context.get("past", ()), *context.get("coming", ())]
    for one in sorted(shown, key=lambda moment: moment.start):
        told = bool(one.sides) and not one.past
        yield Meeting(
            pk=one.pk,
            start=one.start,
            end=one.end,
            place=one.location,
            online=one.online,
            capacity=one.capacity,
            cancelled=one.cancelled,
            free=sum(row.free for row in one.sides) if told else None,
        )


def _trail(made: Record, detail: Any) -> Node:
    steps = [("Voorpagina", absolute("/"))]
    steps += [(crumb.label, absolute(crumb.url)) for crumb in detail.crumbs]
    return crumbs([*steps, (made.title, made.url)])
