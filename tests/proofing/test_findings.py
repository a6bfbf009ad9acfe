"""What is found in a page: each rule with what it finds and what it lets stand."""

from io import BytesIO

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from docx import Document
from pypdf import PdfWriter
from pypdf.generic import BooleanObject, DictionaryObject, NameObject, TextStringObject

from academie.core.models import AcademieDocument, AcademieImage, DocumentText
from academie.library.models.toolkit import ToolkitDownload
from academie.proofing.finding import ADVICE, STOP, Finding
from academie.proofing.findings import findings_of, grouped, stops_of
from tests import factories
from tests.core import samples

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(site):
    """A draft in which nothing is to be found."""
    return factories.make_toolkit(site, publish=False)


def found(page, **changes):
    """Return the findings after changing fields of the page in memory."""
    for name, value in changes.items():
        setattr(page, name, value)
    return findings_of(page)


def codes(page, **changes):
    """Return the rules that found something."""
    return {finding.code for finding in found(page, **changes)}


def test_a_plain_page_is_left_alone(page):
    assert findings_of(page) == []


@pytest.mark.parametrize(
    "make", ["toolkit", "werkinstructie", "praktijkverhaal", "training", "nieuws", "content_page"]
)
def test_every_type_of_page_is_read(site, make):
    page = getattr(factories, f"make_{make}")(site, publish=False)
    assert stops_of(page) == []
    (finding,) = [
        one for one in found(page, title="Gesprek met J. uit 5b") if one.code == "name_with_class"
    ]
    assert (finding.field, finding.label, finding.severity) == ("title", "Titel", STOP)
    assert finding.excerpt == "J. uit 5b"


@pytest.mark.parametrize(
    ("alt", "code"),
    [
        ("IMG_20250312.jpg", "alt_file_name"),
        ("klas.PNG", "alt_file_name"),
        ("DSC 0045", "alt_file_name"),
        ("Foto van een klas", "alt_says_photo"),
        ("Een afbeelding met kinderen", "alt_says_photo"),
        ("Afbeelding", "alt_says_photo"),
        ("Vier stoelen in een kring", None),
        ("Fotocollage aan de muur van groep 4", None),
    ],
)
def test_descriptions_of_images(page, alt, code):
    assert codes(page, alt_text=alt) == ({code} if code else set())


def test_the_decision_about_an_image_cannot_be_missing(page):
    page.image = AcademieImage.objects.create(
        title="Tafel", file=ContentFile(samples.saved(samples.picture(60), "PNG"), name="tafel.png")
    )
    assert codes(page) == {"alt_decision"}
    assert codes(page, alt_decision="beschreven") == {"alt_missing"}
    assert codes(page, alt_text="Vier stoelen") == set()
    assert [one.stops for one in found(page, alt_decision="")] == [True]


def test_an_image_in_a_text_may_be_for_the_mood_but_is_asked_about(site):
    image = AcademieImage.objects.create(
        title="Tafel", file=ContentFile(samples.saved(samples.picture(60), "PNG"), name="tafel.png")
    )
    figure = {"image": image, "alt_text": "", "caption": "Aan tafel"}
    page = factories.make_nieuws(site, publish=False, body=[("figure", figure)])
    (finding,) = findings_of(page)
    assert (finding.code, finding.severity, finding.label) == ("alt_empty", ADVICE, "Bericht, 1")
    assert finding.block


@pytest.mark.parametrize(
    ("html", "code"),
    [
        ('<p><a href="https://a.nl/">klik hier</a></p>', "link_says_nothing"),
        ('<p><a href="https://a.nl/">Lees meer</a></p>', "link_says_nothing"),
        ('<p><a linktype="page" id="3"><b>hier</b></a></p>', "link_says_nothing"),
        ('<p><a href="https://a.nl/x">https://a.nl/x</a></p>', "link_bare"),
        ('<p><a href="https://a.nl/x">www.a.nl</a></p>', "link_bare"),
        ('<p><a href="https://a.nl/"> </a></p>', "link_empty"),
        (
            '<p><a href="https://a.nl/">de regels</a> en <a href="https://b.nl/">De regels</a></p>',
            "link_twice",
        ),
        (
            '<p><a href="https://a.nl/">de regels</a> en <a href="https://a.nl/">de regels</a></p>',
            None,
        ),
        ('<p><a href="https://a.nl/">het formulier van het wijkteam</a></p>', None),
        ("<p>Klik hier niet op.</p>", None),
    ],
)
def test_links(page, html, code):
    assert codes(page, purpose=html) == ({code} if code else set())


@pytest.mark.parametrize(
    ("html", "code"),
    [
        ("<h2>Een</h2><p>Tekst.</p><h4>Drie</h4>", "heading_order"),
        ("<h3>Begin</h3>", "heading_order"),
        ("<h1>Titel</h1>", "heading_order"),
        ("<h2> </h2>", "heading_empty"),
        ("<p><b>Wat u doet</b></p><p>Kort praten.</p>", "bold_heading"),
        ("<p><b>Doe dit nooit!</b></p>", None),
        ("<h2>Een</h2><h3>Twee</h3><h2>Drie</h2>", None),
        ("<p>Dit is <b>belangrijk</b> nieuws.</p>", None),
    ],
)
def test_headings(page, html, code):
    assert codes(page, purpose=html) == ({code} if code else set())


def test_two_headings_in_a_row(site):
    body = [("heading", "Een"), ("heading", "Twee"), ("paragraph", "<p>Tekst.</p>")]
    page = factories.make_nieuws(site, publish=False, body=body)
    (finding,) = findings_of(page)
    assert (finding.code, finding.label, finding.excerpt) == (
        "heading_without_text",
        "Bericht, 2",
        "Twee",
    )


def test_a_hard_text_names_its_hardest_sentence(page):
    hard = (
        "De multidisciplinaire samenwerkingsovereenkomst vereist verantwoordelijkheidsverdeling "
        "tussen jeugdgezondheidszorgorganisaties en onderwijsondersteuningsinstellingen."
    )
    (finding,) = [
        one for one in found(page, purpose=f"<p>{hard} {hard}</p>" * 2) if one.code == "reading"
    ]
    assert finding.severity is ADVICE
    assert finding.excerpt.startswith("De multidisciplinaire")
    assert finding.field == "purpose"


def test_a_long_sentence(page):
    sentence = "De juf loopt langs de tafels en " * 4 + "dan is het klaar."
    (finding,) = found(page, purpose=f"<p>Kort. {sentence}</p>")
    assert finding.code == "long_sentence"
    assert "32 woorden" in finding.sentence


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Vraag het aan het XQZ.", "unknown_abbreviation"),
        ("Vraag het aan het expertisecentrum zorg (XQZ). Het XQZ helpt.", None),
        ("Vraag het aan XQZ (een club van scholen).", None),
        ("Een kind met TOS praat weinig.", "abbreviation"),
        ("Een kind met een taalontwikkelingsstoornis (TOS) praat weinig.", None),
        ("Kijk op tv of in de PDF.", None),
        ("LET OP: DIT IS HEEL BELANGRIJK", None),
        ("Bel McDonald of YouTube.", None),
    ],
)
def test_abbreviations(page, text, code):
    assert codes(page, purpose=f"<p>{text}</p>") == ({code} if code else set())


def test_a_known_abbreviation_comes_with_its_meaning(page):
    (finding,) = found(page, purpose="<p>Een kind met TOS praat weinig.</p>")
    assert "taalontwikkelingsstoornis (TOS)" in finding.advice


@pytest.mark.parametrize(
    ("changes", "severity"),
    [
        ({"title": "Een erkende aanpak voor drukke klassen"}, STOP),
        ({"intro": "Deze aanpak is erkend."}, STOP),
        ({"purpose": "<p>Dit is een erkende methode.</p>"}, STOP),
        ({"purpose": "<p>Zij volgde een erkende opleiding.</p>"}, ADVICE),
        ({"purpose": "<p>Een erkende methode volgens het NJi.</p>"}, None),
        ({"purpose": "<p>Deze aanpak is niet erkend.</p>"}, None),
        ({"purpose": "<p>Het kind voelt zich herkend.</p>"}, None),
    ],
)
def test_recognised_is_no_word_for_own_items(page, changes, severity):
    severities = [one.severity for one in found(page, **changes) if one.code == "recognised"]
    assert severities == ([severity] if severity else [])
    page.adopted = True
    assert "recognised" not in {one.code for one in findings_of(page)}


def test_title_and_introduction(page):
    assert codes(page, title="Wat u doet als een kind boos wordt " * 3) == {"long_title"}
    assert codes(page, title="Kort", intro=" ") == {"empty_intro"}
    assert codes(page, intro="Een korte zin. " * 16) == {"long_intro"}


def test_hard_words_are_told_once(page):
    findings = found(page, purpose="<p>Doe dit middels een kaart. Of middels een lied.</p>")
    assert [one.code for one in findings] == ["hard_word"]
    assert "met, door" in findings[0].advice


def attach(page, name="turfblad.pdf", title="Turfblad", text="", content=samples.PDF):
    """Hang a document on the page, with what was read from it."""
    document = AcademieDocument.objects.create(title=title, file=ContentFile(content, name=name))
    if text:
        DocumentText.objects.update_or_create(document=document, defaults={"text": text})
    page.downloads = [ToolkitDownload(title="Turfblad", document=document)]
    return document


def test_pupil_data_in_what_hangs_on_the_page(page):
    attach(page, text="Verslag over Sanne de Vries uit groep 6, BSN 111222333.")
    stops = [one for one in findings_of(page) if one.stops]
    assert {one.code for one in stops} == {"bsn", "name_with_class"}
    assert {one.label for one in stops} == {"Bestand ‘Turfblad’, inhoud"}
    assert {one.field for one in stops} == {"downloads"}


def test_pupil_data_in_names_and_titles_of_files(page):
    attach(page, name="leerling_111222333.pdf", title="OPP van J. uit 5b")
    where = {one.label.rsplit(", ")[-1] for one in findings_of(page) if one.stops}
    assert where == {"bestandsnaam", "titel"}


def test_pupil_data_in_an_image(page):
    page.image = AcademieImage.objects.create(
        title="Milan Jansen, groep 5",
        file=ContentFile(samples.saved(samples.picture(60), "PNG"), name="tafel.png"),
    )
    page.alt_decision = "sfeer"
    assert "name_with_class" in codes(page)


def test_a_pdf_that_not_everybody_can_read(page):
    attach(page, content=pdf())
    (finding,) = [one for one in findings_of(page) if one.code == "file_facts"]
    assert finding.sentence == "Dit bestand heeft geen opbouw (tags), titel en taal."
    assert finding.severity is ADVICE
    assert (finding.field, finding.excerpt[:8]) == ("downloads", "turfblad")


def test_a_pdf_that_everybody_can_read(page):
    attach(page, content=pdf(title="Turfblad", language="nl-NL", tagged=True))
    assert codes(page) == set()


def test_a_broken_file_is_no_reason_to_stop(page):
    document = attach(page)
    assert codes(page) == set()
    document.file.storage.delete(document.file.name)
    cache.clear()
    assert codes(page) == set()


def test_a_word_file_without_a_title(page):
    document = Document()
    document.add_paragraph("Tekst.")
    document.core_properties.title = ""
    attach(page, name="blad.docx", content=saved(document))
    (finding,) = findings_of(page)
    assert finding.sentence == "Dit bestand heeft geen titel."
    document.core_properties.title = "Turfblad"
    attach(page, name="blad2.docx", content=saved(document))
    assert findings_of(page) == []


def pdf(title="", language="", tagged=False):
    """Return a PDF of one empty page with these properties."""
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    if title:
        writer.add_metadata({"/Title": title})
    if language:
        writer.root_object[NameObject("/Lang")] = TextStringObject(language)
    if tagged:
        marks = DictionaryObject({NameObject("/Marked"): BooleanObject(True)})
        writer.root_object[NameObject("/MarkInfo")] = marks
        writer.root_object[NameObject("/StructTreeRoot")] = DictionaryObject()
    return saved(writer, "write")


def saved(document, method="save"):
    """Return what an object writes."""
    buffer = BytesIO()
    getattr(document, method)(buffer)
    return buffer.getvalue()


def test_findings_are_grouped_by_field_and_what_stops_is_first(page):
    findings = found(
        page,
        title="Een erkende aanpak middels kaarten",
        purpose='<p>Lees dit middels <a href="https://a.nl/"></a> eerst.</p>',
        materials="BSN 111222333",
    )
    assert [one.stops for one in findings] == sorted((one.stops for one in findings), reverse=True)
    groups = grouped(findings, page)
    assert [group.field for group in groups][:1] == ["title"]
    assert {group.label for group in groups} >= {"Titel", "Waar is dit voor?", "Nodig"}
    for group in groups:
        assert [one.stops for one in group.findings] == sorted(
            (one.stops for one in group.findings), reverse=True
        )


def test_every_finding_says_what_to_do(page):
    findings = found(
        page,
        title="Erkende aanpak " * 8,
        intro="",
        purpose='<p><b>Kop</b></p><p>Vraag XQZ middels <a href="#">hier</a>.</p>',
        alt_text="IMG_1.jpg",
        materials="BSN 111222333",
    )
    assert len(findings) >= 7
    assert all(isinstance(one, Finding) and one.sentence and one.label for one in findings)
    assert all(one.advice or "Haal" in one.sentence for one in findings)
    assert all(one.sentence.endswith((".", "?")) for one in findings)


def test_a_page_is_read_in_few_queries(page, django_assert_max_num_queries):
    attach(page, text="Tekst.")
    findings_of(page)
    with django_assert_max_num_queries(6):
        findings_of(page)
