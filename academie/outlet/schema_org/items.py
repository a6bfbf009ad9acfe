"""One item as a node of schema.org."""

from collections.abc import Callable, Mapping

from academie.core.enums import Access, ContentType
from academie.core.text import html_to_text
from academie.outlet import licences
from academie.outlet.records import Record
from academie.outlet.schema_org.common import (
    LANGUAGE,
    Node,
    day,
    educational_level,
    home_url,
    minutes,
    moment,
    organisation,
    own_term,
    without_empty,
    working_days,
)
from academie.outlet.schema_org.event import event
from academie.outlet.standards import TEACHER

RESOURCE_LABELS = {
    ContentType.TOOLKIT: "Toolkit",
    ContentType.WERKINSTRUCTIE: "Werkinstructie",
    ContentType.PRAKTIJKVERHAAL: "Praktijkverhaal",
}
HEADLINE = 110
"""Letters of a headline that search machines take."""


def described(record: Record) -> Node:
    """Return the node of an item, without a context."""
    return _MAKERS.get(record.type, _page)(record)


def _work(record: Record) -> Node:
    """Return what every item is: a work with a licence."""
    return {
        "@id": record.urn,
        "identifier": record.urn,
        "url": record.url,
        "name": record.title,
        "description": record.description,
        "inLanguage": LANGUAGE,
        "datePublished": moment(record.published),
        "dateModified": moment(record.modified),
        "expires": day(record.valid_until),
        "image": record.image,
        "keywords": record.keywords,
        "license": licences.url(record.licence),
        "copyrightNotice": licences.words(record.licence),
        "isAccessibleForFree": not record.has_costs,
        "conditionsOfAccess": Access(record.access).label
        if record.access == Access.ON_REQUEST
        else "",
        "creditText": ", ".join(part for part in (record.maker, record.organisation) if part),
        "sourceOrganization": {"@type": "Organization", "name": record.organisation}
        if record.organisation
        else None,
        "spatialCoverage": {"@type": "Place", "name": record.place} if record.place else None,
        "publisher": organisation(),
        "isPartOf": {"@id": f"{home_url()}#site"},
        "about": [
            own_term(term)
            for facet in ("cluster", "behoefte", "thema")
            for term in record.of(facet)
        ],
    }


def _resource(record: Record) -> Node:
    """Return what makes a work material to learn from."""
    roles = record.of("rol")
    return {
        **_work(record),
        "learningResourceType": RESOURCE_LABELS[ContentType(record.type)],
        "educationalLevel": [
            *(educational_level(term) for term in record.of("sector")),
            *(own_term(term) for term in record.of("niveau")),
        ],
        "audience": {
            "@type": "EducationalAudience",
            "audienceType": TEACHER,
            **({"educationalRole": [term.label for term in roles]} if roles else {}),
        },
    }


def _toolkit(record: Record) -> Node:
    made = {"@type": "LearningResource", **_resource(record)}
    return without_empty({**made, "timeRequired": minutes(record.minutes)})


def _story(record: Record) -> Node:
    made = {"@type": ["Article", "LearningResource"], **_resource(record)}
    return without_empty(
        {
            **made,
            "headline": record.title[:HEADLINE],
            "author": organisation(),
            "timeRequired": minutes(record.minutes),
        }
    )


def _procedure(record: Record) -> Node:
    terms = [step.term_days for step in record.steps]
    known = [count for count in terms if count is not None]
    steps = [
        without_empty(
            {
                "@type": "HowToStep",
                "position": number,
                "name": step.title,
                "text": html_to_text(step.html) or step.title,
                "url": f"{record.url}#stap{number}",
            }
        )
        for number, step in enumerate(record.steps, start=1)
    ]
    return without_empty(
        {
            "@type": ["HowTo", "LearningResource"],
            **_resource(record),
            "step": steps,
            # A sum of only some terms would promise too much.
            "totalTime": working_days(sum(known)) if terms and len(known) == len(terms) else "",
        }
    )


def _news(record: Record) -> Node:
    made = {"@type": "NewsArticle", **_work(record)}
    return without_empty({**made, "headline": record.title[:HEADLINE], "author": organisation()})


def _page(record: Record) -> Node:
    return without_empty({"@type": "WebPage", **_work(record)})


_MAKERS: Mapping[str, Callable[[Record], Node]] = {
    ContentType.TOOLKIT: _toolkit,
    ContentType.PRAKTIJKVERHAAL: _story,
    ContentType.WERKINSTRUCTIE: _procedure,
    ContentType.TRAINING: event,
    ContentType.NIEUWS: _news,
    ContentType.PAGINA: _page,
}
