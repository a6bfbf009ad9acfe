"""Weight and hygiene of what a browser gets."""

import gzip
import re
from pathlib import Path

import pytest
from django.template.base import Lexer, TokenType

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
MOST = {"css": 10_000, "js": 5_000}
MOST_FONTS = 30_000
INLINE = re.compile(
    r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)", re.IGNORECASE
)
THIRD_PARTY = re.compile(r"""(?:src|href|url)\s*[=(]\s*["']?(?:https?:)?//""", re.IGNORECASE)
ADMIN = ("wagtailadmin", "admin.css", "search_admin")


def for_readers(files):
    return [path for path in files if not any(part in ADMIN for part in path.parts)]


@pytest.mark.parametrize("kind", sorted(MOST))
def test_style_sheets_and_scripts_stay_light(kind):
    files = for_readers((ROOT / "static" / kind).glob(f"*.{kind}"))
    sizes = {path.name: len(gzip.compress(path.read_bytes(), 9)) for path in files}
    assert sizes
    assert sum(sizes.values()) <= MOST[kind], sizes


def test_both_fonts_together_stay_light():
    sizes = [path.stat().st_size for path in (ROOT / "static/fonts").glob("*.woff2")]
    assert len(sizes) == 2
    assert sum(sizes) <= MOST_FONTS


def test_each_font_has_its_licence_beside_it():
    assert len(list((ROOT / "static/fonts").glob("OFL-*.txt"))) == 2


@pytest.mark.parametrize("path", for_readers(TEMPLATES), ids=lambda path: path.name)
def test_a_template_has_nothing_inline_and_nothing_of_others(path):
    source = path.read_text()
    assert not INLINE.search(source)
    assert not THIRD_PARTY.search(source)


@pytest.mark.parametrize("path", for_readers(TEMPLATES), ids=lambda path: path.name)
def test_a_template_says_which_variables_it_takes(path):
    first = [token for token in Lexer(path.read_text()).tokenize() if token.contents.strip()][:3]
    kinds = [token.token_type for token in first]
    words = [token.contents.split()[0] for token in first]
    assert TokenType.COMMENT in kinds or "comment" in words


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_comment_of_a_template_reaches_the_reader(path):
    # Django closes a {# comment #} on its own line only; a longer one would be shown.
    assert not re.search(r"\{#[^\n]*(?<!#\})$", path.read_text(), re.MULTILINE)


def test_every_class_in_a_style_sheet_is_used():
    sheets = for_readers((ROOT / "static/css").glob("*.css"))
    style = re.sub(
        r"/\*.*?\*/|url\([^)]*\)", "", "".join(p.read_text() for p in sheets), flags=re.S
    )
    classes = set(re.findall(r"\.([a-z][\w-]*)", style))
    code = [*(ROOT / "academie").rglob("*.py"), *(ROOT / "home").rglob("*.py")]
    code += [ROOT / "static/js/site.js", *(ROOT / "templates/illustrations").glob("*.svg")]
    pages = "".join(path.read_text() for path in (*TEMPLATES, *code))
    unused = {name for name in classes if not re.search(rf"(?<![\w-]){name}(?![\w-])", pages)}
    # Put together in a template: a drawer, a count of voices, a density of print.
    made = {name for name in unused if re.fullmatch(r"[a-z]\d|pr-[a-z]+", name)}
    assert unused - made == set()
