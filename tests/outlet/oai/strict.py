"""A strict reader of OAI-PMH 2.0: the structure of OAI-PMH.xsd, element by element."""

import re
from xml.etree import ElementTree as ET

OAI = "{http://www.openarchives.org/OAI/2.0/}"
DC = "{http://www.openarchives.org/OAI/2.0/oai_dc/}"
ELEMENTS = "{http://purl.org/dc/elements/1.1/}"
LOM = "{http://www.imsglobal.org/xsd/imsmd_v1p2}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
RIGHTS = "{http://www.openarchives.org/OAI/2.0/rights/}"
STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
SET = re.compile(r"[A-Za-z0-9\-_.!~*'()]+(:[A-Za-z0-9\-_.!~*'()]+)*")
ROOTS = {"oai_dc": f"{DC}dc", "lom": f"{LOM}lom", "schema": f"{RDF}RDF"}
CODES = {
    *("badArgument", "badResumptionToken", "badVerb", "cannotDisseminateFormat"),
    *("idDoesNotExist", "noRecordsMatch", "noMetadataFormats", "noSetHierarchy"),
}
IDENTIFY = [
    *("repositoryName", "baseURL", "protocolVersion", "adminEmail"),
    *("earliestDatestamp", "deletedRecord", "granularity"),
]


def read(response):
    """Return (name of the answer, its element), having checked all that the schema asks."""
    assert response.status_code == 200
    assert response["Content-Type"] == "text/xml; charset=utf-8"
    root = ET.fromstring(response.content)
    assert root.tag == f"{OAI}OAI-PMH"
    stamp, request, *rest = root
    assert stamp.tag == f"{OAI}responseDate"
    assert STAMP.fullmatch(stamp.text)
    assert request.tag == f"{OAI}request"
    assert request.text.startswith("http")
    names = {one.tag.removeprefix(OAI) for one in rest}
    if names == {"error"}:
        for error in rest:
            assert error.attrib["code"] in CODES
            if error.attrib["code"] in {"badVerb", "badArgument"}:
                assert request.attrib == {}
        return "error", rest[0]
    (body,) = rest
    name = body.tag.removeprefix(OAI)
    assert request.attrib["verb"] == name
    CHECKS[name](body, request.attrib.get("metadataPrefix", ""))
    return name, body


def code(response):
    """Return the code of an error."""
    name, error = read(response)
    assert name == "error", name
    assert error.text.strip()
    return error.attrib["code"]


def _identify(body, prefix):
    assert [one.tag.removeprefix(OAI) for one in body] == IDENTIFY
    said = {one.tag.removeprefix(OAI): one.text for one in body}
    assert said["protocolVersion"] == "2.0"
    assert said["deletedRecord"] == "persistent"
    assert said["granularity"] == "YYYY-MM-DDThh:mm:ssZ"
    assert STAMP.fullmatch(said["earliestDatestamp"])
    assert re.fullmatch(r"\S+@(\S+\.)+\S+", said["adminEmail"])


def _formats(body, prefix):
    assert len(body)
    for one in body:
        assert one.tag == f"{OAI}metadataFormat"
        names = [part.tag.removeprefix(OAI) for part in one]
        assert names == ["metadataPrefix", "schema", "metadataNamespace"]


def _sets(body, prefix):
    for one in body:
        assert [part.tag.removeprefix(OAI) for part in one] == ["setSpec", "setName"]
        assert SET.fullmatch(one[0].text)
        assert one[1].text


def _header(header):
    assert header.tag == f"{OAI}header"
    assert header.get("status") in {None, "deleted"}
    identifier, stamp, *sets = header
    assert identifier.tag == f"{OAI}identifier"
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", identifier.text)
    assert stamp.tag == f"{OAI}datestamp"
    assert STAMP.fullmatch(stamp.text)
    for one in sets:
        assert one.tag == f"{OAI}setSpec"
        assert SET.fullmatch(one.text)


def _record(record, prefix):
    assert record.tag == f"{OAI}record"
    header, *rest = record
    _header(header)
    if header.get("status") == "deleted":
        assert not rest
        return
    metadata, about = rest
    assert metadata.tag == f"{OAI}metadata"
    (inside,) = metadata
    assert inside.tag in ROOTS.values()
    if prefix:
        assert inside.tag == ROOTS[prefix]
    assert about.tag == f"{OAI}about"
    (rights,) = about
    assert rights.tag == f"{RIGHTS}rights"
    assert rights[0].tag in {f"{RIGHTS}rightsReference", f"{RIGHTS}rightsDefinition"}


def _rest(items, token_allowed=True):
    token = items[-1] if items and items[-1].tag == f"{OAI}resumptionToken" else None
    if token is not None:
        assert token_allowed
        assert int(token.attrib["cursor"]) >= 0
        given = len(items) - 1
        assert int(token.attrib["completeListSize"]) >= int(token.attrib["cursor"]) + given
        if token.text:
            assert STAMP.fullmatch(token.attrib["expirationDate"])
    return items[:-1] if token is not None else items


def _records(body, prefix):
    for one in _rest(list(body)):
        _record(one, prefix)


def _headers(body, prefix):
    for one in _rest(list(body)):
        _header(one)


def _get(body, prefix):
    (record,) = body
    _record(record, prefix)


CHECKS = {
    "Identify": _identify,
    "ListMetadataFormats": _formats,
    "ListSets": _sets,
    "ListIdentifiers": _headers,
    "ListRecords": _records,
    "GetRecord": _get,
}


def token_of(body):
    """Return the token that goes on; '' at the end."""
    token = body.find(f"{OAI}resumptionToken")
    return (token.text or "") if token is not None else ""


def identifiers(body):
    """Return identifier -> whether it is a tombstone."""
    return {
        header.find(f"{OAI}identifier").text: header.get("status") == "deleted"
        for header in body.iter(f"{OAI}header")
    }
