"""The PDF: for a screen reader, in Dutch, with the name as data."""

import io
from datetime import timedelta

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from academie.exchange.meeting import certificates
from academie.exchange.meeting.certificate_pdf import certificate_pdf
from tests.exchange.meeting.people import make_person, make_session


@pytest.fixture
def person(site):
    return make_person(make_session(site, ended=timedelta(hours=2)), present=True)


def made(person):
    return certificate_pdf(certificates.issue(person), person)


def read(person):
    return PdfReader(io.BytesIO(made(person)))


def words(person):
    return " ".join(read(person).pages[0].extract_text().split())


def structure(element):
    """Yield every element of the tree that a screen reader walks."""
    if isinstance(element, IndirectObject):
        element = element.get_object()
    if isinstance(element, ArrayObject):
        for child in element:
            yield from structure(child)
    elif isinstance(element, DictionaryObject):
        yield element
        if "/K" in element:
            yield from structure(element["/K"])


def test_it_says_what_it_is_of_what_and_how_long(person):
    text = words(person)
    for part in (
        "Bewijs van deelname",
        "Fatima el Amrani",
        person.session.page.title,
        "3,5 uur",
        "Intern begeleider",
        certificates.issue(person).code,
    ):
        assert part in text


def test_a_screen_reader_can_read_it(person):
    root = read(person).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"].lower().startswith("nl")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    elements = list(structure(root["/StructTreeRoot"]["/K"]))
    kinds = [element.get("/S") for element in elements]
    assert kinds.count("/H1") == 1
    assert "/H2" in kinds
    assert "/Link" in kinds
    figures = [element for element in elements if element.get("/S") == "/Figure"]
    assert len(figures) == 1
    assert "/bewijs/" in figures[0]["/Alt"]


def test_it_claims_to_be_pdf_ua_and_has_a_title(person):
    reader = read(person)
    metadata = reader.trailer["/Root"]["/Metadata"].get_object().get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert person.session.page.title in reader.metadata.title
    assert "Fatima" not in metadata


def test_the_same_data_gives_the_same_bytes(person):
    assert made(person) == made(person)


def test_a_corrected_name_is_on_the_next_one(person):
    made(person)
    person.name = "Fatima Amrani-de Vries"
    person.save()
    assert "Fatima Amrani-de Vries" in words(person)


@pytest.mark.parametrize(
    "name",
    [
        '#panic("stuk")',
        '#sys.inputs #read("/etc/passwd")',
        "*vet* _schuin_ $x^2$ @bron <label> \\u{41}",
        "= Kop",
        '"; #set text(size: 99pt)',
        "Şükrü Łukasz Đặng Ñuñez",
    ],
)
def test_a_name_is_never_markup(person, name):
    person.name = name
    person.save()
    assert name.replace(" ", "") in words(person).replace(" ", "")
    kinds = [
        element.get("/S")
        for element in structure(read(person).trailer["/Root"]["/StructTreeRoot"]["/K"])
    ]
    assert kinds.count("/H1") == 1


@pytest.mark.parametrize("name", ["王小明", "Anna 😀", "A\x07nna"])
def test_letters_that_no_font_has_give_a_pdf_too(person, name):
    person.name = name
    person.save()
    reader = read(person)
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert person.session.page.title in " ".join(reader.pages[0].extract_text().split())


def test_a_long_title_stays_on_one_page(person):
    page = person.session.page
    page.title = "Samen kijken naar leerlingen die vastlopen in de klas " * 4
    page.save()
    person.name = "Wilhelmina Frederika Johanna van den Berg-van der Steen tot Zuylen " * 2
    person.name = person.name[:120]
    person.save()
    person.refresh_from_db()
    assert len(read(person).pages) == 1
