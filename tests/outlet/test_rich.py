"""Rich text becomes data, and never markup of the document."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academie.outlet.paper.rich import Targets, blocks

KNOWN = Targets({3: "https://x.nl/kaart/"}, {7: "https://x.nl/documenten/7/a.pdf"})


def text(block):
    return "".join(run["text"] for run in block["runs"])


def test_paragraphs_with_bold_and_italic():
    (first, second) = blocks("<p>Een <b>vet <i>woord</i></b>.</p><p>Twee</p>", KNOWN)
    assert text(first) == "Een vet woord."
    assert first["runs"][1] == {"text": "vet ", "bold": True}
    assert first["runs"][2] == {"text": "woord", "bold": True, "italic": True}
    assert text(second) == "Twee"


def test_lists_in_lists():
    (made,) = blocks("<ul><li>A<ol><li>B</li></ol></li><li>C</li></ul>", KNOWN)
    assert made["kind"] == "ul"
    first, second = made["items"]
    assert text(first[0]) == "A"
    assert first[1]["kind"] == "ol"
    assert text(first[1]["items"][0][0]) == "B"
    assert text(second[0]) == "C"


def test_a_link_shows_its_address():
    (made,) = blocks('<p>Zie <a href="https://a.nl/b">deze site</a>.</p>', KNOWN)
    assert text(made) == "Zie deze site (https://a.nl/b)."
    assert [run.get("href") for run in made["runs"]] == [
        None,
        "https://a.nl/b",
        "https://a.nl/b",
        None,
    ]
    (made,) = blocks('<p><a href="https://a.nl/b">https://a.nl/b</a></p>', KNOWN)
    assert text(made) == "https://a.nl/b"


@pytest.mark.parametrize(
    ("html", "href"),
    [
        ('<a linktype="page" id="3">x</a>', "https://x.nl/kaart/"),
        ('<a linktype="document" id="7">x</a>', "https://x.nl/documenten/7/a.pdf"),
        ('<a linktype="page" id="4">x</a>', None),
        ('<a linktype="document" id="8">x</a>', None),
        ('<a href="javascript:alert(1)">x</a>', None),
        ('<a href="file:///etc/passwd">x</a>', None),
        ('<a linktype="page" id="-1">x</a>', None),
        ("<a>x</a>", None),
    ],
)
def test_only_known_links_stay(html, href):
    (made,) = blocks(f"<p>{html}</p>", KNOWN)
    assert made["runs"][0].get("href") == href
    assert made["runs"][0]["text"] == "x"


def test_a_table_has_a_head_and_full_rows():
    html = (
        "<table><thead><tr><th>A</th><th>B</th></tr></thead>"
        "<tbody><tr><td>1</td></tr></tbody></table>"
    )
    (made,) = blocks(html, KNOWN)
    assert [cell[0]["text"] for cell in made["head"]] == ["A", "B"]
    assert [[run["text"] for run in cell] for cell in made["rows"][0]] == [["1"], []]


def test_headings_stay_below_the_part_they_are_in():
    found = blocks("<h2>A</h2><h4>B</h4><p>C</p>", KNOWN)
    assert [(one["kind"], one.get("level")) for one in found] == [("h", 3), ("h", 4), ("p", None)]


def test_scripts_are_no_words_of_typst():
    (made,) = blocks('<p>#panic("x") $ \\ @a *b*</p>', KNOWN)
    assert text(made) == '#panic("x") $ \\ @a *b*'


@given(st.text(alphabet="<>/abliou ph1 t=\"'&;trd\n", max_size=80))
def test_any_text_gives_blocks(html):
    for block in blocks(html, KNOWN):
        assert block["kind"] in {"p", "h", "ul", "ol", "table"}
