"""What all nodes share: who publishes, terms, times, and how they stand in a page."""

import json
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from academie.outlet import concepts
from academie.outlet.addresses import absolute
from academie.outlet.records import Term
from academie.outlet.standards import OBK, SECTORS
from academie.outlet.xml import clean_all

Node = dict[str, Any]

CONTEXT = "https://schema.org"
NAME = "Onderwijs-Zorg Academie"
LANGUAGE = "nl"
_ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def in_page(graph: list[Node]) -> SafeString:
    """Return the script element with these nodes; '' for none.

    It is data: a browser never runs it, so the CSP has nothing to say about it. No text can end
    the element or begin another one, because every sign that could is written as \\uXXXX.
    """
    if not graph:
        return SafeString("")
    whole = {"@context": CONTEXT, "@graph": clean_all(graph)}
    safe = json.dumps(whole, ensure_ascii=False).translate(_ESCAPED)
    return mark_safe(f'<script type="application/ld+json">{safe}</script>')  # noqa: S308 - see above


def without_empty(node: Node) -> Node:
    """Return the node without what is not known."""
    return {key: value for key, value in node.items() if value not in ("", None, [], ())}


def home_url() -> str:
    """Return the address of the front page."""
    return absolute("/")


def organisation() -> Node:
    """Return who publishes, as a reference that stands on its own."""
    return {
        "@type": "Organization",
        "@id": f"{home_url()}#organisatie",
        "name": NAME,
        "url": home_url(),
    }


def website() -> Node:
    """Return the site, with how to search it."""
    return {
        "@type": "WebSite",
        "@id": f"{home_url()}#site",
        "name": NAME,
        "url": home_url(),
        "inLanguage": LANGUAGE,
        "publisher": {"@id": f"{home_url()}#organisatie"},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": absolute("/zoeken/") + "?q={search_term_string}",
            },
            "query-input": "required name=search_term_string",
        },
    }


def moment(value: datetime | None) -> str:
    """Return a moment as ISO 8601 in local time with its offset."""
    return timezone.localtime(value).replace(microsecond=0).isoformat() if value else ""


def day(value: date | None) -> str:
    """Return a day as ISO 8601."""
    return value.isoformat() if value else ""


def minutes(count: int | None) -> str:
    """Return a duration as ISO 8601."""
    return f"PT{count}M" if count else ""


def working_days(count: int) -> str:
    """Return so many working days as days of the calendar: five are a week."""
    weeks, rest = divmod(count, 5)
    return f"P{weeks * 7 + rest}D" if count else ""


def own_term(term: Term) -> Node:
    """Return one of our own words."""
    return {
        "@type": "DefinedTerm",
        "@id": concepts.term_url(term.facet, term.slug),
        "name": term.label,
        "termCode": term.slug,
        "inDefinedTermSet": concepts.set_url(term.facet),
    }


def educational_level(term: Term) -> Node:
    """Return a sector: by its number in the OnderwijsBegrippenKader, else as our own word."""
    concept = SECTORS.get(term.slug)
    if concept is None:
        return own_term(term)
    return {
        "@type": "DefinedTerm",
        "@id": concept.url,
        "name": concept.label,
        "termCode": concept.id,
        "inDefinedTermSet": OBK,
    }


def crumbs(trail: list[tuple[str, str]]) -> Node:
    """Return the way from the front page to this one: (name, whole address), in order."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": url}
            for position, (name, url) in enumerate(trail, start=1)
        ],
    }
