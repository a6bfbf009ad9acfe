"""A strict reading of schema.org, for the types and properties that we use.

Domains and ranges are those of schema.org/version/latest; what Google's pages on events, articles
and breadcrumbs call required is required here too. Whatever is not in this table is an error.
"""

import re
from datetime import date, datetime

PARENTS = {
    "Thing": None,
    "CreativeWork": "Thing",
    "LearningResource": "CreativeWork",
    "Article": "CreativeWork",
    "NewsArticle": "Article",
    "HowTo": "CreativeWork",
    "WebPage": "CreativeWork",
    "WebSite": "CreativeWork",
    "Event": "Thing",
    "EducationEvent": "Event",
    "Organization": "Thing",
    "Place": "Thing",
    "Intangible": "Thing",
    "VirtualLocation": "Intangible",
    "Audience": "Intangible",
    "PeopleAudience": "Audience",
    "EducationalAudience": "Audience",
    "DefinedTerm": "Intangible",
    "DefinedTermSet": "CreativeWork",
    "Offer": "Intangible",
    "ListItem": "Intangible",
    "HowToStep": "ListItem",
    "ItemList": "Intangible",
    "BreadcrumbList": "ItemList",
    "Action": "Thing",
    "SearchAction": "Action",
    "EntryPoint": "Intangible",
}

TEXT, URL, MOMENT, DURATION, BOOLEAN, NUMBER = "Text", "URL", "DateTime", "Duration", "Boolean", "#"

PROPERTIES = {
    "name": ({"Thing"}, {TEXT}),
    "description": ({"Thing"}, {TEXT}),
    "url": ({"Thing"}, {URL}),
    "identifier": ({"Thing"}, {TEXT}),
    "image": ({"Thing"}, {URL}),
    "potentialAction": ({"Thing"}, {"Action"}),
    "inLanguage": ({"CreativeWork", "Event"}, {TEXT}),
    "keywords": ({"CreativeWork", "Event", "Organization", "Place"}, {TEXT}),
    "about": ({"CreativeWork", "Event"}, {"Thing"}),
    "audience": ({"CreativeWork", "Event"}, {"Audience"}),
    "isAccessibleForFree": ({"CreativeWork", "Event", "Place"}, {BOOLEAN}),
    "datePublished": ({"CreativeWork"}, {MOMENT}),
    "dateModified": ({"CreativeWork"}, {MOMENT}),
    "expires": ({"CreativeWork"}, {MOMENT}),
    "license": ({"CreativeWork"}, {URL}),
    "copyrightNotice": ({"CreativeWork"}, {TEXT}),
    "conditionsOfAccess": ({"CreativeWork"}, {TEXT}),
    "creditText": ({"CreativeWork"}, {TEXT}),
    "sourceOrganization": ({"CreativeWork"}, {"Organization"}),
    "spatialCoverage": ({"CreativeWork"}, {"Place"}),
    "publisher": ({"CreativeWork"}, {"Organization"}),
    "author": ({"CreativeWork"}, {"Organization"}),
    "isPartOf": ({"CreativeWork"}, {"CreativeWork"}),
    "headline": ({"CreativeWork"}, {TEXT}),
    "timeRequired": ({"CreativeWork"}, {DURATION}),
    "educationalLevel": ({"CreativeWork", "EducationEvent"}, {"DefinedTerm"}),
    "learningResourceType": ({"CreativeWork"}, {TEXT}),
    "step": ({"HowTo"}, {"HowToStep"}),
    "totalTime": ({"HowTo"}, {DURATION}),
    "text": ({"CreativeWork", "HowToStep"}, {TEXT}),
    "position": ({"CreativeWork", "ListItem"}, {NUMBER}),
    "item": ({"ListItem"}, {URL}),
    "itemListElement": ({"ItemList"}, {"ListItem"}),
    "audienceType": ({"Audience"}, {TEXT}),
    "educationalRole": ({"EducationalAudience"}, {TEXT}),
    "termCode": ({"DefinedTerm"}, {TEXT}),
    "inDefinedTermSet": ({"DefinedTerm"}, {URL}),
    "hasDefinedTerm": ({"DefinedTermSet"}, {"DefinedTerm"}),
    "startDate": ({"Event"}, {MOMENT}),
    "endDate": ({"Event"}, {MOMENT}),
    "eventStatus": ({"Event"}, {"EventStatusType"}),
    "eventAttendanceMode": ({"Event"}, {"EventAttendanceModeEnumeration"}),
    "location": ({"Event"}, {"Place", "VirtualLocation"}),
    "organizer": ({"Event"}, {"Organization"}),
    "offers": ({"CreativeWork", "Event"}, {"Offer"}),
    "subEvent": ({"Event"}, {"Event"}),
    "maximumAttendeeCapacity": ({"Event", "Place"}, {NUMBER}),
    "remainingAttendeeCapacity": ({"Event"}, {NUMBER}),
    "price": ({"Offer"}, {TEXT}),
    "priceCurrency": ({"Offer"}, {TEXT}),
    "availability": ({"Offer"}, {"ItemAvailability"}),
    "validFrom": ({"Offer"}, {MOMENT}),
    "address": ({"Place", "Organization"}, {TEXT}),
    "logo": ({"Place", "Organization"}, {URL}),
    "target": ({"Action"}, {"EntryPoint"}),
    "urlTemplate": ({"EntryPoint"}, {TEXT}),
    "query-input": ({"SearchAction"}, {TEXT}),
}
"""Property -> (types it is of, types of its value)."""

ENUMERATIONS = {
    "EventStatusType": {"EventScheduled", "EventCancelled"},
    "EventAttendanceModeEnumeration": {
        "OfflineEventAttendanceMode",
        "OnlineEventAttendanceMode",
        "MixedEventAttendanceMode",
    },
    "ItemAvailability": {"InStock", "SoldOut"},
}

REQUIRED = {
    "EducationEvent": {"name", "startDate", "location", "url", "organizer", "eventStatus"},
    "LearningResource": {
        *("name", "description", "url", "identifier", "inLanguage", "keywords", "publisher"),
        *("isAccessibleForFree", "educationalLevel", "audience", "copyrightNotice"),
    },
    "HowTo": {"name", "step"},
    "HowToStep": {"name", "text", "position"},
    "Article": {"headline", "author", "datePublished", "dateModified"},
    "NewsArticle": {"headline", "author", "datePublished", "dateModified"},
    "WebPage": {"name", "url"},
    "WebSite": {"name", "url", "potentialAction"},
    "Organization": {"name"},
    "Place": {"name"},
    "VirtualLocation": {"url"},
    "Offer": {"price", "priceCurrency", "url"},
    "DefinedTerm": {"name", "termCode"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name", "item"},
    "SearchAction": {"target", "query-input"},
    "EntryPoint": {"urlTemplate"},
    "EducationalAudience": {"audienceType"},
    "DefinedTermSet": {"name", "url", "hasDefinedTerm"},
}
_URL = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_DURATION = re.compile(r"P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?)?")


def is_a(name, wanted):
    while name is not None:
        if name == wanted:
            return True
        name = PARENTS[name]
    return False


def problems(node, known=frozenset(), where="$"):
    """Return what is wrong with a node; `known` are the ids that may be referred to."""
    types = node.get("@type")
    types = types if isinstance(types, list) else [types]
    found = [f"{where}: unknown type {one}" for one in types if one not in PARENTS]
    if found:
        return found
    for one in types:
        lacking = REQUIRED.get(one, set()) - set(node)
        if one == "ListItem" and types == ["HowToStep"]:
            lacking = set()
        found += [f"{where}: {one} lacks {name}" for name in sorted(lacking)]
    for name, value in node.items():
        if name.startswith("@"):
            continue
        if name not in PROPERTIES:
            found.append(f"{where}: unknown property {name}")
            continue
        domain, span = PROPERTIES[name]
        if not any(is_a(one, base) for one in types for base in domain):
            found.append(f"{where}: {types} has no {name}")
        values = value if isinstance(value, list) else [value]
        if not values:
            found.append(f"{where}.{name}: empty")
        for number, one in enumerate(values):
            found += _value(one, span, known, f"{where}.{name}[{number}]")
    if "endDate" in node and node["endDate"] < node["startDate"]:
        found.append(f"{where}: ends before it begins")
    return found


def _value(value, span, known, where):
    if isinstance(value, dict):
        if set(value) == {"@id"}:
            return [] if value["@id"] in known else [f"{where}: refers to nothing"]
        types = value.get("@type")
        types = types if isinstance(types, list) else [types]
        inner = problems(value, known, where)
        if not any(
            is_a(one, base) for one in types if one in PARENTS for base in span if base in PARENTS
        ):
            inner.append(f"{where}: {types} is none of {sorted(span)}")
        return inner
    if any(_fits(value, kind) for kind in span):
        return []
    return [f"{where}: {value!r} is none of {sorted(span)}"]


def _fits(value, kind):
    if kind == BOOLEAN:
        return isinstance(value, bool)
    if kind == NUMBER:
        return isinstance(value, int) and not isinstance(value, bool) and value >= 0
    if not isinstance(value, str) or not value.strip():
        return False
    if kind == TEXT:
        return True
    if kind == URL:
        return _URL.fullmatch(value) is not None
    if kind == DURATION:
        return _DURATION.fullmatch(value) is not None
    if kind == MOMENT:
        return _is_moment(value)
    return value.removeprefix("https://schema.org/") in ENUMERATIONS.get(kind, ())


def _is_moment(value):
    try:
        if len(value) == 10:
            date.fromisoformat(value)
            return True
        return datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def graph_problems(graph):
    """Return what is wrong with the data of a whole page."""
    known = {one["@id"] for one in _all_nodes(graph) if "@id" in one and "@type" in one}
    return [
        line for number, node in enumerate(graph) for line in problems(node, known, str(number))
    ]


def _all_nodes(value):
    if isinstance(value, dict):
        yield value
        for one in value.values():
            yield from _all_nodes(one)
    elif isinstance(value, list):
        for one in value:
            yield from _all_nodes(one)
