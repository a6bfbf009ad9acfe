"""The PDF of an item: all that the page says, for eyes and for screen readers."""

import io
import itertools
import os
import subprocess

import pytest
from pypdf import PdfReader

from academie.core.models import AcademieDocument
from academie.library.models.toolkit import ToolkitDownload
from academie.outlet.paper.item import pdf, sheet_of
from tests import factories, worlds

pytestmark = pytest.mark.django_db

VERAPDF = os.environ.get("VERAPDF", "")
RICH = (
    '<p>Lees <a href="https://a.nl/b">dit</a> en <b>dat</b>.</p><ul><li>Eén<ol><li>Twee</li></ol>'
    "</li></ul><table><tr><th>Kop A</th><th>Kop B</th></tr><tr><td>1</td><td>2</td></tr></table>"
    "<h2>Tussenkop</h2><h4>Diep</h4><blockquote>Citaat</blockquote>"
)


def reader_of(page):
    return PdfReader(io.BytesIO(pdf(sheet_of(page))))


def elements(reader):
    """Return the structure elements in reading order, as (kind, element)."""
    found = []

    def walk(one):
        one = one.get_object()
        if isinstance(one, list):
            for child in one:
                walk(child)
            return
        if not hasattr(one, "get"):
            return
        if "/S" in one:
            found.append((one["/S"], one))
        if "/K" in one:
            walk(one["/K"])

    walk(reader.trailer["/Root"]["/StructTreeRoot"])
    return found


def check(reader, title):
    """Fail when the file lacks what PDF/UA-1 asks and this reader can see."""
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("nl")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == title
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    found = elements(reader)
    kinds = [kind for kind, _ in found]
    levels = [int(kind[2:]) for kind in kinds if kind[:2] == "/H" and kind[2:].isdigit()]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    for kind, element in found:
        if kind == "/Figure":
            assert element["/Alt"].strip()
    assert kinds.count("/Table") == 0 or "/TH" in kinds
    return kinds


def words(reader):
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


@pytest.fixture
def all_items(site):
    """One rich item of every type."""
    image = worlds.make_image()
    figure = ("figure", {"image": image, "alt_text": "Tafel", "caption": "Aan tafel"})
    sight = ("figure", {"image": image, "alt_text": "", "caption": ""})
    body = [
        ("heading", "Een kop"),
        ("paragraph", RICH),
        figure,
        sight,
        ("callout", {"title": "Let op", "text": RICH}),
        ("quote", {"text": "Zo deden wij het", "who": "Een leerkracht"}),
    ]
    document = AcademieDocument.objects.create(
        title="Turfblad", file=worlds.ContentFile(worlds.samples.PDF, name="turfblad.pdf")
    )
    photo = {"image": image, "alt_decision": "beschreven", "alt_text": "Vier stoelen"}
    instruction = factories.make_werkinstructie(
        site,
        steps=[
            (
                "step",
                {
                    "title": "Bellen",
                    "text": RICH,
                    "role": "ib",
                    "term_days": 2,
                    "form_name": "Belformulier",
                    "done_when": "er een afspraak is.",
                    "rung": 1,
                    "variants": [{"key": "vo", "title": "Mailen", "term_days": 3, "text": ""}],
                },
            )
        ],
        variants=[
            ("variant", {"key": "po", "label": "PO", "note": ""}),
            ("variant", {"key": "vo", "label": "VO", "note": "De mentor belt."}),
        ],
        rungs=[("rung", {"who": "De directie", "when": "na een week", "answer_days": 5})],
        **worlds.TERMS,
    )
    return {
        "toolkit": factories.make_toolkit(
            site,
            purpose=RICH,
            materials="Pen",
            escalate_to=instruction,
            downloads=[ToolkitDownload(title="Turfblad", document=document)],
            **photo,
            **worlds.TERMS,
        ),
        "werkinstructie": instruction,
        "praktijkverhaal": factories.make_praktijkverhaal(
            site,
            moments=[
                (
                    "moment",
                    {
                        "title": "De eerste dag",
                        "parts": [{"voice": "school", "text": "Wij belden.", "quote": "Rust"}],
                    },
                )
            ],
            **worlds.TERMS,
        ),
        "training": factories.make_training(site, about=RICH, bring="Een pen", **worlds.TERMS),
        "nieuws": factories.make_nieuws(site, body=body, **worlds.TERMS),
        "pagina": factories.make_content_page(site, body=body, **worlds.TERMS),
    }


SAID = {
    "toolkit": [
        "Maandagochtend",
        "Zeg het in één zin.",
        "Hele klas",
        "Opschalen als",
        "Turfblad",
        "Zo loopt het verder: Van school naar wijkteam (http://localhost/werkinstructies/",
    ],
    "werkinstructie": [
        "Belformulier",
        "Intern begeleider",
        "2 werkdagen",
        "Bij VO: Mailen",
        "De mentor belt.",
        "De directie",
        "Antwoord binnen",
    ],
    "praktijkverhaal": [
        "De eerste dag",
        "School: Wij belden.",
        "Rust",
        "Bel op dag drie",
        "toestemming",
    ],
    "training": ["Wanneer", "Wijkteam", "Gaat door", "Een pen"],
    "nieuws": ["Een kop", "Let op", "Zo deden wij het", "Een leerkracht", "Aan tafel"],
    "pagina": ["Kop A", "(https://a.nl/b)"],
}


@pytest.mark.slow
def test_every_type_is_accessible_and_complete(all_items, tmp_path):
    for name, page in all_items.items():
        content = pdf(sheet_of(page))
        (tmp_path / f"{name}.pdf").write_bytes(content)
        reader = PdfReader(io.BytesIO(content))
        kinds = check(reader, page.title)
        text = words(reader)
        for said in (
            page.title,
            page.intro,
            "Over deze kaart",
            "Bladzijde 1 van",
            "CC BY 4.0",
            page.full_url,
            "Versie van",
            *SAID[name],
        ):
            # A line may break anywhere in an address.
            assert said.replace(" ", "") in text.replace(" ", ""), (name, said)
        if name in {"toolkit", "nieuws"}:
            assert "/Figure" in kinds
            assert "/L" in kinds
    if VERAPDF:
        files = sorted(map(str, tmp_path.glob("*.pdf")))
        done = subprocess.run([VERAPDF, *files], capture_output=True, text=True)
        assert done.returncode == 0, done.stdout
        assert done.stdout.count("ok ") == len(files)


@pytest.mark.slow
@pytest.mark.skipif(not VERAPDF, reason="VERAPDF is not set (see .ci/verapdf).")
def test_the_validator_refuses_what_is_not_accessible(tmp_path):
    import typst

    file = tmp_path / "plain.pdf"
    file.write_bytes(typst.compile(b"= Kop", format="pdf", pdf_tags=False))
    done = subprocess.run([VERAPDF, str(file)], capture_output=True, text=True)
    assert done.returncode == 1


def test_the_card_comes_first_on_one_sheet(site):
    page = factories.make_toolkit(
        site,
        actions=[
            ("action", {"title": f"Actie {n}", "text": f"<p>{'Doe dit rustig. ' * 14}</p>"})
            for n in range(1, 8)
        ],
        escalate_when="het na drie weken niet helpt.",
    )
    reader = reader_of(page)
    first = " ".join(reader.pages[0].extract_text().split())
    assert "Actie 7" in first
    assert "het na drie weken niet helpt." in first
    assert "Waar is dit voor?" not in first
    assert "Waar is dit voor?" in words(reader)


def test_data_is_never_markup(site):
    evil = '#panic("x") = Kop #read("/etc/passwd") $x$ @y <z> \\ ]'
    page = factories.make_toolkit(site, title=evil, slug="x", intro=evil, materials=evil)
    text = words(reader_of(page))
    assert evil.replace(" ", "") in text.replace(" ", "")
    assert "root:" not in text


def test_letters_without_a_font_are_no_error(site):
    page = factories.make_toolkit(site, title="Emoji \U0001f600 漢字", slug="x")
    assert reader_of(page).pages


def test_the_same_item_gives_the_same_bytes(site):
    from academie.core.paper import press

    page = factories.make_toolkit(site)
    first = sheet_of(page)
    content = pdf(first)
    press.shelf.clear()
    again = sheet_of(page)
    assert again.version == first.version
    assert pdf(again) == content
    page.intro = "Anders."
    page.save_revision().publish()
    assert sheet_of(type(page).objects.get(pk=page.pk)).version != first.version


def test_a_link_to_a_hidden_page_loses_its_address(site):
    hidden = factories.make_toolkit(site, title="Verborgen", slug="verborgen", publish=False)
    page = factories.make_toolkit(
        site, purpose=f'<p>Zie <a linktype="page" id="{hidden.pk}">dit</a>.</p>'
    )
    assert "verborgen" not in str(sheet_of(page).data)
    shown = factories.make_toolkit(site, title="Zichtbaar", slug="zichtbaar")
    page = factories.make_toolkit(
        site, title="B", purpose=f'<p>Zie <a linktype="page" id="{shown.pk}">dit</a>.</p>'
    )
    assert "http://localhost/toolkits/zichtbaar/" in str(sheet_of(page).data)
