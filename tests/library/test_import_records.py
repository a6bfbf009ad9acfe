"""One row -> a record, or why not."""

from datetime import date, datetime, time

import pytest
from django.utils import timezone

from academie.core.import_targets import import_targets
from academie.library.importing.readers import Row
from academie.library.importing.records import MAX_BODY, RecordParser
from academie.taxonomy.models import Cluster, Region, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def parse(vocabulary):
    """Parse a good toolkit with these changes."""
    parser = RecordParser(import_targets())

    def run(**changes):
        values = {
            "id": "K-1",
            "type": "toolkit",
            "title": "Zo begint u",
            "intro": "Een inleiding.",
            "body": "Een tekst.",
        } | changes
        return parser.parse(Row(7, values))

    return run


def reasons(findings):
    return {(finding.line, finding.field): finding.reason for finding in findings}


def test_good_record_has_no_remarks(parse):
    parsed = parse()
    assert not parsed.errors
    assert not parsed.warnings
    record = parsed.record
    assert (record.line, record.external_id, record.kind) == (7, "K-1", "toolkit")
    assert (record.title, record.intro, record.body) == (
        "Zo begint u",
        "Een inleiding.",
        "Een tekst.",
    )


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"title": " "}, "title", "De titel ontbreekt"),
        ({"title": None}, "title", "De titel ontbreekt"),
        ({"title": {"nl": "x"}}, "title", "Dit moet tekst zijn"),
        ({"title": True}, "title", "Dit moet tekst zijn"),
        ({"type": ""}, "type", "De soort ontbreekt"),
        ({"type": "pagina"}, "type", "'pagina' is geen soort"),
        ({"type": "blog"}, "type", "'blog' is geen soort"),
        ({"intro": "", "body": " \n "}, "body", "geen bruikbare inhoud"),
        ({"body": ["a"]}, "body", "Dit moet tekst zijn"),
        ({"body": "x" * (MAX_BODY + 1)}, "body", "langer dan 200000 tekens"),
        ({"published": "volgende week"}, "published", "geen datum"),
        ({"published": "31-02-2026"}, "published", "geen datum"),
        ({"published": "0001-01-01"}, "published", "geen datum"),
        ({"published": ["2026-01-01"]}, "published", "Dit moet tekst zijn"),
        ({"id": "x" * 201}, "id", "langer dan 200"),
        ({"type": "training", "start": "morgen"}, "start", "geen datum"),
        (
            {"type": "training", "start": "2027-01-01 12:00", "end": "2027-01-01 09:00"},
            "end",
            "niet na het begin",
        ),
    ],
)
def test_rejected_with_line_field_and_reason(parse, changes, field, says):
    parsed = parse(**changes)
    assert parsed.record is None
    assert says in reasons(parsed.errors)[7, field]


def test_all_errors_of_a_record_are_told_at_once(parse):
    parsed = parse(title="", type="x", published="x")
    assert {finding.field for finding in parsed.errors} == {"title", "type", "published"}


def test_unreadable_row_is_told_once(vocabulary):
    parsed = RecordParser(import_targets()).parse(Row(3, {}, "De regel is kapot."))
    assert reasons(parsed.errors) == {(3, ""): "De regel is kapot."}


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Toolkit", "toolkit"),
        ("toolkits", "toolkit"),
        ("Trainingen", "training"),
        ("training of uitwisseling", "training"),
        ("Nieuwsbericht", "nieuws"),
        (" WERKINSTRUCTIES ", "werkinstructie"),
    ],
)
def test_type_as_people_write_it(parse, said, kind):
    assert parse(type=said).record.kind == kind


def test_dutch_column_names_are_known(vocabulary):
    parsed = RecordParser(import_targets()).parse(
        Row(
            2,
            {
                "Nummer": "9",
                "Soort": "toolkit",
                "Titel": "T",
                "Tekst": "B",
                "Thema's": "tos-en-taal",
            },
        )
    )
    assert parsed.record.external_id == "9"
    assert parsed.record.terms["themes"]


def test_unknown_column_is_a_remark(parse):
    parsed = parse(kleur="rood")
    assert parsed.record
    assert "kennen wij niet" in reasons(parsed.warnings)[7, "kleur"]


@pytest.mark.parametrize(
    "value",
    [
        ["ib", "leerkracht"],
        "ib;leerkracht",
        "IB | Leerkracht / docent / mentor",
        "Intern begeleider (IB'er); LEERKRACHT",
        "ib, leerkracht",
        "ib\nleerkracht\nib",
    ],
)
def test_terms_match_on_slug_label_and_case(parse, value):
    parsed = parse(roles=value)
    slugs = [Role.objects.get(pk=pk).slug for pk in parsed.record.terms["roles"]]
    assert slugs == ["ib", "leerkracht"]
    assert not parsed.warnings


@pytest.mark.parametrize("value", ["cluster-2", "cluster 2", 2, 2.0, ["2"], "ESM"])
def test_clusters_match_on_number_and_synonym(vocabulary, value):
    Cluster.objects.filter(slug="cluster-2").update(synonyms="esm")
    parser = RecordParser(import_targets())
    record = parser.parse(
        Row(1, {"id": "1", "type": "toolkit", "title": "T", "body": "B", "clusters": value})
    ).record
    assert [Cluster.objects.get(pk=pk).slug for pk in record.terms["clusters"]] == ["cluster-2"]


def test_unknown_term_is_told_and_the_record_goes_in(parse):
    parsed = parse(sectors="PO; hogeschool", clusters=[{"a": 1}])
    assert len(parsed.record.terms["sectors"]) == 1
    told = reasons(parsed.warnings)
    assert told[7, "sectors"] == "'hogeschool' staat niet in de woordenlijst."
    assert "niet overgenomen" in told[7, "clusters"]


def test_region_is_taken_when_it_is_known(parse):
    assert parse(region="Charlois").record.region == Region.objects.get(slug="charlois").pk
    parsed = parse(region="Timboektoe")
    assert parsed.record.region is None
    assert parsed.warnings


def test_tags_are_cleaned(parse):
    assert parse(tags="Pauze; pauze|  rust  op het plein ;!!!").record.tags == (
        "Pauze",
        "rust op het plein",
    )


def test_missing_intro_is_the_start_of_the_text(parse):
    body = "Dit is zin een. " + "En nog een zin die volgt. " * 40 + "\n\nTweede alinea."
    record = parse(intro="", body=body).record
    assert record.intro.startswith("Dit is zin een. En nog")
    assert record.intro.endswith(".")
    assert len(record.intro) <= 400
    assert record.body == body


def test_intro_of_a_text_of_steps_only_is_its_first_step(parse):
    record = parse(intro="", body="1. Bel de ouders.\n2. Schrijf op.").record
    assert record.intro == "Bel de ouders."


def test_long_intro_is_kept_above_the_text(parse):
    intro = "Een zin die vaak terugkomt. " * 30
    parsed = parse(intro=intro)
    assert len(parsed.record.intro) <= 400
    assert parsed.record.body == f"{intro.strip()}\n\nEen tekst."
    assert "inleiding is lang" in reasons(parsed.warnings)[7, "intro"]


def test_long_title_is_cut_at_a_word(parse):
    parsed = parse(title="woord " * 80)
    assert len(parsed.record.title) <= 255
    assert parsed.record.title.endswith("woord…")
    assert parsed.warnings


def test_record_without_number_gets_one_that_stays_the_same(parse):
    parsed = parse(id=None)
    assert parsed.record.external_id == "toolkit: Zo begint u"
    assert "nummer ontbreekt" in reasons(parsed.warnings)[7, "id"]


@pytest.mark.parametrize(("given", "number"), [(12, "12"), (12.0, "12"), (" a  b ", "a b")])
def test_number_of_the_source_is_text(parse, given, number):
    assert parse(id=given).record.external_id == number


@pytest.mark.parametrize(
    "given",
    [
        "2025-03-31",
        "2025-03-31T00:00",
        "31-03-2025",
        "31/3/2025",
        "31 maart 2025",
        date(2025, 3, 31),
        datetime(2025, 3, 31),
    ],
)
def test_dates_as_dutch_people_write_them(parse, given):
    published = parse(published=given).record.published
    assert timezone.localtime(published).strftime("%d-%m-%Y %H:%M") == "31-03-2025 00:00"


def test_moment_with_another_time_zone(parse):
    published = parse(published="2025-07-01T10:00:00Z").record.published
    assert timezone.localtime(published).hour == 12


def test_date_to_come_is_no_date_of_publication(parse):
    parsed = parse(published="2199-01-01")
    assert parsed.record.published is None
    assert "moet nog komen" in reasons(parsed.warnings)[7, "published"]


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        ("2027-03-01 09:00", "2027-03-01 12:00", "09:00-12:00"),
        ("1-3-2027 9.00 uur", "12.30 uur", "09:00-12:30"),
        ("2027-03-01", "2027-03-01", "09:00-17:00"),
        (datetime(2027, 3, 1, 13, 0), time(15, 0), "13:00-15:00"),
        ("2027-03-01 10:00", "", "10:00-12:00"),
    ],
)
def test_session_times(parse, start, end, shown):
    record = parse(type="training", start=start, end=end).record
    times = [timezone.localtime(moment).strftime("%H:%M") for moment in (record.start, record.end)]
    assert "-".join(times) == shown


def test_training_with_a_moment_needs_no_text(parse):
    record = parse(type="training", intro="", body="", start="2027-03-01 09:00").record
    assert record.intro == "Zo begint u"


def test_times_of_another_type_are_ignored(parse):
    assert parse(start="onzin").record.start is None


@pytest.mark.parametrize(("given", "places"), [("12", 12), (12.0, 12), ("", 0), (999_999, 5000)])
def test_capacity(parse, given, places):
    assert parse(type="training", capacity=given).record.capacity == places


@pytest.mark.parametrize("given", ["veel", "-3", "1,5"])
def test_capacity_that_is_no_number_is_a_remark(parse, given):
    parsed = parse(type="training", capacity=given)
    assert parsed.record.capacity == 0
    assert "geen heel getal" in reasons(parsed.warnings)[7, "capacity"]


def test_characters_that_no_reader_should_get(parse):
    record = parse(title="T\x00O\x07S\u202e \ufeffgroep", body="a\r\nb\ud800\x00c").record
    assert record.title == "TOS groep"
    assert record.body == "a\nb?c"
