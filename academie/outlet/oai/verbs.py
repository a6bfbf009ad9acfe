"""The answers to the six verbs, as the element that goes into the envelope."""

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from email.utils import parseaddr

from django.conf import settings
from django.db.models import Min, Q, QuerySet
from django.utils import timezone

from academie.core.enums import ContentType
from academie.outlet.models import OfferedItem
from academie.outlet.oai import arguments, tokens
from academie.outlet.oai.errors import (
    BadResumptionToken,
    CannotDisseminateFormat,
    IdDoesNotExist,
    NoRecordsMatch,
)
from academie.outlet.oai.formats import FORMATS, Format
from academie.outlet.oai.parts import RecordXml, header, stamp_words
from academie.outlet.offer import harvest_sets, offered_models
from academie.outlet.records import Record, records
from academie.outlet.schema_org.common import NAME
from academie.outlet.xml import Xml, tag

PER_ANSWER = 100
"""Records in one answer; the rest is had with a token."""
NO_MAIL = "academie@localhost"

Given = Mapping[str, str]


def identify(given: Given, base_url: str) -> Xml:
    """Say who we are. The oldest stamp only ever moves up, so it stays a lower limit."""
    first = OfferedItem.objects.aggregate(first=Min("stamp"))["first"] or timezone.now()
    return tag(
        "Identify",
        tag("repositoryName", NAME),
        tag("baseURL", base_url),
        tag("protocolVersion", "2.0"),
        tag("adminEmail", _admin_mail()),
        tag("earliestDatestamp", stamp_words(first)),
        tag("deletedRecord", "persistent"),
        tag("granularity", "YYYY-MM-DDThh:mm:ssZ"),
    )


def _admin_mail() -> str:
    """Return our address. The schema wants a dot in it, which that of a trial does not have."""
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1] or NO_MAIL
    return address if "." in address.rpartition("@")[2] else f"{address}.invalid"


def list_metadata_formats(given: Given, base_url: str) -> Xml:
    """Tell the formats of the repository, or of one item; of what is gone, all that it had."""
    found: Iterable[Format] = FORMATS.values()
    if "identifier" in given:
        kind = _type_of(_row(given["identifier"]))
        found = [one for one in found if kind in one.types]
    return tag(
        "ListMetadataFormats",
        [
            tag(
                "metadataFormat",
                tag("metadataPrefix", one.prefix),
                tag("schema", one.schema),
                tag("metadataNamespace", one.namespace),
            )
            for one in found
        ],
    )


def list_sets(given: Given, base_url: str) -> Xml:
    """Tell all sets at once; there is never a token to go on with."""
    if arguments.TOKEN in given:
        raise BadResumptionToken("The list of sets is given as a whole.")
    return tag(
        "ListSets",
        [tag("set", tag("setSpec", one.spec), tag("setName", one.name)) for one in harvest_sets()],
    )


def get_record(given: Given, base_url: str) -> Xml:
    """Give one record, or its tombstone."""
    row = _row(given["identifier"])
    wanted = _format(given["metadataPrefix"])
    if _type_of(row) not in wanted.types:
        raise CannotDisseminateFormat("This item cannot be had in this format.")
    return tag("GetRecord", RecordXml(wanted)(row, _public([row]).get(row.permanent_id)))


def list_identifiers(given: Given, base_url: str) -> Xml:
    """Give headers, page by page."""
    return _listed("ListIdentifiers", given, lambda wanted: header)


def list_records(given: Given, base_url: str) -> Xml:
    """Give records, page by page."""
    return _listed("ListRecords", given, RecordXml)


VERBS: Mapping[str, Callable[[Given, str], Xml]] = {
    "Identify": identify,
    "ListMetadataFormats": list_metadata_formats,
    "ListSets": list_sets,
    "GetRecord": get_record,
    "ListIdentifiers": list_identifiers,
    "ListRecords": list_records,
}

Writer = Callable[[OfferedItem, Record | None], Xml]


def _listed(verb: str, given: Given, writer: Callable[[Format], Writer]) -> Xml:
    going_on = arguments.TOKEN in given
    if going_on:
        place = tokens.read(given[arguments.TOKEN], verb)
    else:
        start, stop = arguments.period(given)
        place = tokens.begin(verb, given["metadataPrefix"], given.get("set", ""), start, stop)
    wanted = _format(place.prefix)
    matching = _matching(place, wanted)
    rows = list(_behind(matching, place)[: PER_ANSWER + 1])
    if not rows and not going_on:
        raise NoRecordsMatch("Nothing fits these dates, this set and this format.")
    here, more = rows[:PER_ANSWER], len(rows) > PER_ANSWER
    public = _public(here)
    write = writer(wanted)
    pieces = [write(row, public.get(row.permanent_id)) for row in here]
    if not going_on and not more:
        return tag(verb, pieces)
    return tag(verb, pieces, _token(place, here, more, matching.count()))


def _token(place: tokens.Place, here: Sequence[OfferedItem], more: bool, count: int) -> Xml:
    """Return the token; the one that ends a list is empty."""
    size = str(max(count, place.cursor + len(here)))
    if not more:
        return tag("resumptionToken", completeListSize=size, cursor=str(place.cursor))
    following = place.after(here[-1].stamp, here[-1].permanent_id, len(here))
    ends = timezone.now() + timedelta(hours=tokens.HOURS)
    return tag(
        "resumptionToken",
        tokens.write(following),
        expirationDate=stamp_words(ends),
        completeListSize=size,
        cursor=str(place.cursor),
    )


def _matching(place: tokens.Place, wanted: Format) -> "QuerySet[OfferedItem]":
    found = OfferedItem.objects.order_by("stamp", "permanent_id")
    start, stop = place.period
    if start:
        found = found.filter(stamp__gte=start)
    if stop:
        # A stamp is a whole second; so is the end of a period, and it is part of it.
        found = found.filter(stamp__lt=stop + timedelta(seconds=1))
    if place.set:
        known = {one.spec for one in harvest_sets()}
        mark = f" {place.set} " if ":" in place.set else f" {place.set}:"
        found = found.filter(sets__contains=mark) if place.set in known else found.none()
    if ContentType.TRAINING not in wanted.types:
        found = found.exclude(sets__contains=f" type:{ContentType.TRAINING} ")
    return found


def _behind(found: "QuerySet[OfferedItem]", place: tokens.Place) -> "QuerySet[OfferedItem]":
    if place.last is None:
        return found
    stamp, number = place.last
    return found.filter(Q(stamp__gt=stamp) | Q(stamp=stamp, permanent_id__gt=number))


def _public(rows: Iterable[OfferedItem]) -> dict[uuid.UUID, Record]:
    """Return what of these rows is public at this moment: the list may be seconds behind."""
    pks = [row.page_id for row in rows if not row.gone]
    return {one.permanent_id: one for one in records(pks, among=offered_models())}


def _row(identifier: str) -> OfferedItem:
    try:
        number = uuid.UUID(identifier.removeprefix("urn:uuid:"))
    except ValueError:
        number = None
    if number is None or identifier != number.urn:
        raise IdDoesNotExist("There is no item with this identifier.")
    row = OfferedItem.objects.filter(pk=number).first()
    if row is None:
        raise IdDoesNotExist("There is no item with this identifier.")
    return row


def _type_of(row: OfferedItem) -> str:
    found = [name for name in row.sets.split() if name.startswith("type:")]
    return found[0].removeprefix("type:") if found else ""


def _format(prefix: str) -> Format:
    if prefix not in FORMATS:
        raise CannotDisseminateFormat("There is no such format.")
    return FORMATS[prefix]
