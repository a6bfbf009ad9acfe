"""The three formats: what a record says, in an order that the schemas take."""

from xml.etree import ElementTree as ET

import pytest
from lxml import etree

from academie.core.enums import Licence
from academie.outlet import ledger
from academie.outlet.oai.formats import FORMATS
from academie.outlet.records import records
from tests import factories
from tests.outlet.oai.strict import DC, ELEMENTS, LOM, RDF, read

pytestmark = pytest.mark.django_db

HOSTILE = "a ]]> <b>&amp; \u2028 \ufffe \U0001f600 \x0c\x1b ﾃ \u202e </lom>"

ORDER = {
    "lom": [
        *("general", "lifecycle", "metametadata", "technical", "educational", "rights"),
        *("relation", "annotation", "classification"),
    ],
    "general": [
        *("identifier", "title", "catalogentry", "language", "description", "keyword"),
        *("coverage", "structure", "aggregationlevel"),
    ],
    "lifecycle": ["version", "status", "contribute"],
    "metametadata": ["identifier", "catalogentry", "contribute", "metadatascheme", "language"],
    "technical": ["format", "size", "location", "requirement", "duration"],
    "educational": [
        *("interactivitytype", "learningresourcetype", "interactivitylevel", "semanticdensity"),
        *("intendedenduserrole", "context", "typicalagerange", "difficulty"),
        *("typicallearningtime", "description", "language"),
    ],
    "rights": ["cost", "copyrightandotherrestrictions", "description"],
    "relation": ["kind", "resource"],
    "resource": ["identifier", "description", "catalogentry"],
    "classification": ["purpose", "taxonpath", "description", "keyword"],
    "taxonpath": ["source", "taxon"],
    "taxon": ["id", "entry", "taxon"],
    "contribute": ["role", "centity", "date"],
    "catalogentry": ["catalog", "entry"],
}
"""The sequences of imsmd_v1p2p4.xsd for the elements that NL LOM uses."""
VOCABULARY = {
    *("aggregationlevel", "status", "role", "learningresourcetype", "intendedenduserrole"),
    *("context", "cost", "copyrightandotherrestrictions", "kind", "purpose"),
}


def written(prefix, pk):
    (record,) = records([pk])
    return ET.fromstring(FORMATS[prefix].write(record))


def check_lom(element):
    """Fail when children stand in another order than the schema's, or a vocabulary lacks a part."""
    name = element.tag.removeprefix(LOM)
    children = [child.tag.removeprefix(LOM) for child in element]
    if name in ORDER:
        places = [ORDER[name].index(child) for child in children]
        assert places == sorted(places), (name, children)
    if name in VOCABULARY:
        assert children == ["source", "value"], name
        assert element[0][0].text.startswith("http://purl.edustandaard.nl/")
        assert element[1][0].text
    for child in element:
        check_lom(child)


def texts(element, path):
    return [
        one.text for one in element.findall("/".join(f"{LOM}{step}" for step in path.split("/")))
    ]


@pytest.mark.parametrize("name", ["toolkit", "werkinstructie", "praktijkverhaal"])
def test_lom_follows_the_binding(items, name):
    lom = written("lom", items[name].pk)
    check_lom(lom)
    assert texts(lom, "metametadata/metadatascheme") == ["LOMv1.0", "nl_lom_v1p0"]


def test_what_edurep_calls_mandatory_is_there(items):
    page = items["toolkit"]
    lom = written("lom", page.pk)
    assert texts(lom, "general/title/langstring") == [page.title]
    assert page.permanent_id.urn in texts(lom, "general/catalogentry/entry/langstring")
    assert f"{page.permanent_id.urn}#lom" in texts(
        lom, "metametadata/catalogentry/entry/langstring"
    )
    assert texts(lom, "general/language") == ["nl"]
    assert texts(lom, "general/description/langstring") == [page.intro]
    assert "TOS en taal" in texts(lom, "general/keyword/langstring")
    assert texts(lom, "general/aggregationlevel/value/langstring") == ["2"]
    assert texts(lom, "technical/location") == [page.full_url]
    assert texts(lom, "educational/intendedenduserrole/value/langstring") == ["teacher"]
    assert texts(lom, "educational/context/value/langstring") == ["PO", "VO"]
    assert texts(lom, "rights/cost/value/langstring") == ["no"]
    assert texts(lom, "rights/copyrightandotherrestrictions/value/langstring") == ["cc-by-40"]
    assert texts(lom, "educational/typicallearningtime/datetime") == ["PT10M"]
    ids = texts(lom, "classification/taxonpath/taxon/id")
    assert "512e4729-03a4-43a2-95ba-758071d1b725" in ids
    assert "42937580-e88f-4784-9020-c60e5090e7ad" in ids
    assert "school" in ids


@pytest.mark.parametrize(
    ("licence", "value", "url"),
    [
        (Licence.CC_BY_SA, "cc-by-sa-40", "https://creativecommons.org/licenses/by-sa/4.0/"),
        (Licence.CC0, "cc0-10", "https://creativecommons.org/publicdomain/zero/1.0/"),
        (Licence.RESERVED, "yes", ""),
    ],
)
def test_every_record_tells_its_licence(client, site, licence, value, url):
    page = factories.make_toolkit(site, licence=licence)
    ledger.sweep()
    lom = written("lom", page.pk)
    assert texts(lom, "rights/copyrightandotherrestrictions/value/langstring") == [value]
    response = client.get(
        f"/oai/?verb=GetRecord&metadataPrefix=oai_dc&identifier={page.permanent_id.urn}"
    )
    read(response)
    body = response.content.decode()
    assert (f'<rightsReference ref="{url}"/>' in body) == bool(url)
    assert ("<rightsDefinition>" in body) == (not url)


def test_dublin_core_has_its_fifteen_elements_only(items):
    known = {
        *("title", "creator", "subject", "description", "publisher", "contributor", "date"),
        *("type", "format", "identifier", "source", "language", "relation", "coverage", "rights"),
    }
    for page in items.values():
        made = written("oai_dc", page.pk)
        assert made.tag == f"{DC}dc"
        assert {child.tag.removeprefix(ELEMENTS) for child in made} <= known
        assert all(child.text.strip() and not len(child) for child in made)


def test_rdf_alternates_between_things_and_properties(items):
    schema = "{https://schema.org/}"

    def check(node):
        assert node.tag.startswith(schema)
        assert node.tag[len(schema)].isupper()
        for part in node:
            if part.tag == f"{RDF}type":
                continue
            assert part.tag[len(schema)].islower(), part.tag
            assert len(part) <= 1
            assert bool(len(part)) + bool(part.text) + (f"{RDF}resource" in part.attrib) == 1
            for inner in part:
                check(inner)

    for page in items.values():
        made = written("schema", page.pk)
        assert made.tag == f"{RDF}RDF"
        for node in made:
            check(node)
        (first, *_) = made
        assert first.get(f"{RDF}about") == page.permanent_id.urn


def test_hostile_words_stay_words(client, site):
    page = factories.make_toolkit(
        site, title=HOSTILE, slug="x", intro=HOSTILE, organisation_text=f"{HOSTILE};:,\nORG:x"
    )
    ledger.sweep()
    for prefix in FORMATS:
        response = client.get(f"/oai/?verb=ListRecords&metadataPrefix={prefix}")
        read(response)
        # Another parser agrees, and nothing was declared that it would have to fetch.
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        root = etree.fromstring(response.content, parser)
        assert "a ]]> <b>&amp;" in "".join(root.itertext())
        assert "\x1b" not in response.content.decode()
    (record,) = records([page.pk])
    card = texts(ET.fromstring(FORMATS["lom"].write(record)), "lifecycle/contribute/centity/vcard")
    assert not any(line.startswith("ORG:x") for line in card[0].splitlines())


def test_no_name_of_a_person_is_in_any_format(client, site):
    user = factories.make_user("canarie", first_name="Kanarievogel", email="kanarie@vogel.nl")
    page = factories.make_toolkit(site)
    page.owner = user
    page.save()
    page.save_revision(user=user).publish()
    training = factories.make_training(site, contact_email="kanarie@vogel.nl")
    ledger.sweep()
    answers = [
        *(client.get(f"/oai/?verb=ListRecords&metadataPrefix={prefix}") for prefix in FORMATS),
        client.get("/atom.xml"),
        client.get("/sitemap.xml"),
        client.get(page.get_url()),
        client.get(training.get_url()),
    ]
    for answer in answers:
        assert answer.status_code == 200
        assert b"anarie" not in answer.content
