"""A training or exchange as an EducationEvent; several moments are its parts."""

from typing import Any

from academie.outlet.records import Meeting, Record
from academie.outlet.schema_org.common import (
    CONTEXT,
    LANGUAGE,
    Node,
    educational_level,
    moment,
    organisation,
    own_term,
    without_empty,
)
from academie.outlet.standards import TEACHER

FREE_WORDS = {"", "geen", "gratis", "0", "geen kosten"}
SITE = "Onderwijs-Zorg Academie"


def event(record: Record) -> Node:
    """Return the node of an event. One without a moment is told as it is: without a date."""
    roles = record.of("rol")
    node: Node = {
        "@type": "EducationEvent",
        "@id": record.urn,
        "identifier": record.urn,
        "url": record.url,
        "name": record.title,
        "description": record.description,
        "inLanguage": LANGUAGE,
        "image": record.image,
        "keywords": record.keywords,
        "isAccessibleForFree": is_free(record),
        "organizer": organisation(),
        "about": [
            own_term(term)
            for facet in ("cluster", "behoefte", "thema")
            for term in record.of(facet)
        ],
        "educationalLevel": [educational_level(term) for term in record.of("sector")],
        "audience": {
            "@type": "EducationalAudience",
            "audienceType": TEACHER,
            **({"educationalRole": [term.label for term in roles]} if roles else {}),
        },
    }
    meetings = record.meetings
    if not meetings:
        return without_empty(node)
    if len(meetings) == 1:
        return without_empty({**node, **_when_and_where(record, meetings[0])})
    alive = [one for one in meetings if not one.cancelled] or list(meetings)
    whole = {
        "startDate": moment(alive[0].start),
        "endDate": moment(max(one.end for one in alive)),
        "eventStatus": _status(all(one.cancelled for one in meetings)),
        "eventAttendanceMode": _mode(
            any(one.online for one in alive), any(_place(one) for one in alive)
        ),
        "location": _location(record, alive[0]),
        "subEvent": [_part(record, one) for one in meetings],
    }
    return without_empty({**node, **whole})


def is_free(record: Record) -> bool:
    """Say whether coming costs nothing."""
    return not record.has_costs and record.costs.lower().rstrip(".") in FREE_WORDS


def _part(record: Record, meeting: Meeting) -> Node:
    return without_empty(
        {
            "@type": "EducationEvent",
            "@id": f"{record.urn}#moment-{meeting.pk}",
            "name": record.title,
            "description": record.description,
            "url": record.url,
            "organizer": organisation(),
            **_when_and_where(record, meeting),
        }
    )


def _when_and_where(record: Record, meeting: Meeting) -> Node:
    node: Node = {
        "startDate": moment(meeting.start),
        "endDate": moment(meeting.end),
        "eventStatus": _status(meeting.cancelled),
        "eventAttendanceMode": _mode(meeting.online, bool(_place(meeting))),
        "location": _location(record, meeting),
        "maximumAttendeeCapacity": meeting.capacity or None,
        "remainingAttendeeCapacity": None if meeting.cancelled else meeting.free,
    }
    if is_free(record) and not meeting.cancelled:
        node["offers"] = without_empty(
            {
                "@type": "Offer",
                "price": "0",
                "priceCurrency": "EUR",
                "url": record.url,
                "availability": _availability(meeting),
                "validFrom": moment(record.published),
            }
        )
    return node


def _availability(meeting: Meeting) -> str:
    if not meeting.capacity or meeting.free is None:
        return ""
    return f"{CONTEXT}/{'InStock' if meeting.free else 'SoldOut'}"


def _status(cancelled: bool) -> str:
    return f"{CONTEXT}/{'EventCancelled' if cancelled else 'EventScheduled'}"


def _place(meeting: Meeting) -> str:
    """Return where people meet; 'online (Teams)' in the field for the place is no place."""
    return "" if meeting.online and meeting.place.lower().startswith("online") else meeting.place


def _mode(online: bool, there: bool) -> str:
    if online and there:
        return f"{CONTEXT}/MixedEventAttendanceMode"
    name = "OnlineEventAttendanceMode" if online else "OfflineEventAttendanceMode"
    return f"{CONTEXT}/{name}"


def _location(record: Record, meeting: Meeting) -> Any:
    places: list[Node] = []
    place = _place(meeting)
    if place or not meeting.online:
        name = place or record.place or "Wordt nog bekendgemaakt"
        address = ", ".join(dict.fromkeys(part for part in (name, record.place) if part))
        places.append({"@type": "Place", "name": name, "address": address})
    if meeting.online:
        # The link itself is for who has a place; the page is where one gets it.
        places.append({"@type": "VirtualLocation", "url": record.url})
    return places[0] if len(places) == 1 else places
