"""The judged sets are what docs/search-quality.md says they are."""

import hashlib
from collections import Counter

import pytest

from tests.quality import domain, help_pages
from tests.quality.help_pages import IN_TEXT, IN_TITLE, MISSING

ROOT = domain.FOLDER.parents[2]
FROZEN = "58f0d7c5d650ebf6f15c7afbb647a7ae399650ab141166fa6cef5611a6f4502f"
"""Nobody changes the frozen half without noticing. Change this only with a reason in the commit."""

PAGE = """<html><head><title>{title}</title></head><body><p>Inhoud van het menu</p>
<div id="DisplayArea">{entries}<h1>{title}</h1><p>{text}</p><script>var x = 1;</script></div>
</body></html>"""


def page(path, title, text, *entries):
    metas = "".join(f'<meta itemprop="keywords" content="{one}">' for one in entries)
    return help_pages.read_page(path, PAGE.format(title=title, text=text * 9, entries=metas))


@pytest.mark.parametrize("half", domain.HALVES)
def test_every_judged_page_is_in_the_demo_content(half):
    pages = {file.stem for file in (ROOT / "fixtures" / "demo").rglob("*.toml")}

    for query in domain.read_queries(half):
        assert set(query.grades) <= pages, query.text


def test_the_halves_are_large_enough_and_share_no_query():
    halves = {half: list(domain.read_queries(half)) for half in domain.HALVES}
    texts = [query.text.lower() for queries in halves.values() for query in queries]

    assert len(texts) == len(set(texts)) >= 150
    for queries in halves.values():
        kinds = Counter(query.kind for query in queries)
        assert set(kinds) == set(domain.KINDS)
        assert min(kinds.values()) >= 5


def test_every_answerable_query_has_a_good_answer():
    for half in domain.HALVES:
        for query in domain.read_queries(half):
            assert query.kind == domain.NONE_OF_OURS or max(query.grades.values()) >= 2, query.text


def test_the_frozen_half_is_frozen():
    content = (domain.FOLDER / "frozen.tsv").read_bytes()

    assert hashlib.sha256(content).hexdigest() == FROZEN


@pytest.mark.parametrize(
    "line",
    ["exact\twoord\t-", "none of ours\twoord\ta=3", "anders\twoord\ta=3", "exact\twoord\ta=4"],
)
def test_a_line_that_does_not_fit_is_refused(line, tmp_path, monkeypatch):
    monkeypatch.setattr(domain, "FOLDER", tmp_path)
    (tmp_path / "open.tsv").write_text(line, encoding="utf-8")

    with pytest.raises(ValueError, match="line 1"):
        list(domain.read_queries("open"))


def test_a_help_page_is_read_without_its_menu_and_with_its_entries_apart():
    found = page("a.html", "Cellen kleuren", "Kies een kleur. ", "opmaak;achtergrond")

    assert found["title"] == "Cellen kleuren"
    assert "Kies een kleur." in found["body"]
    assert "Inhoud" not in found["body"]
    assert "var x" not in found["body"]
    assert found["entries"] == ["opmaak;achtergrond"]


def test_a_page_without_text_is_no_page():
    assert help_pages.read_page("a.html", "<html><body><p>Niets</p></body></html>") is None


def test_index_entries_become_queries_of_three_kinds():
    pages = [
        page("a", "Cellen kleuren", "Kies een kleur voor het raster. ", "cellen -- kleuren"),
        page("b", "Rijen", "Kies een hoogte. ", "hoogte, kies", "werkblad", "beeld zie ook foto"),
        page("c", "Kolommen", "Kies een breedte. ", "werkblad", "de"),
    ]

    queries = {one.text: one for one in help_pages.make_queries(pages)}

    assert {text: one.kind for text, one in queries.items()} == {
        "cellen kleuren": IN_TITLE,
        "hoogte kies": IN_TEXT,
        "werkblad": MISSING,
    }
    assert queries["werkblad"].grades == {"b": 3, "c": 3}
