"""Weight and hygiene of what a browser gets."""

import gzip
import re
from pathlib import Path

import pytest
from django.template.base import Lexer, TokenType

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "static"
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
MOST = {"css": 10_000, "js": 5_000}
MOST_FOR_ADMINS = {"css": 3_000, "js": 3_000}
MOST_SHEETS = 3
MOST_FONTS = 30_000
SHOWS_ALL = "home/style_page.html"
INLINE = re.compile(
    r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)", re.IGNORECASE
)
# A link to elsewhere is fine: nothing is asked until the reader follows it.
THIRD_PARTY = re.compile(
    r"""(?:src|(?<!<a )href|url)\s*[=(]\s*["']?(?:https?:)?//""", re.IGNORECASE
)
ADMIN = ("wagtailadmin", "search_admin")
WHOLE = ("base.html", "plain_error.html")
ASSET = re.compile(r"""static ['"]((?:css|js)/[\w.-]+)['"]""")
EXTENDS = re.compile(r"""{% extends ["']([^"']+)["']""")
INCLUDE = re.compile(r"""{% include ["']([^"']+\.html)["']""")
OWN = re.compile(r"{% block (styles|scripts) %}.*?{% endblock %}", re.DOTALL)
CLASS = re.compile(r"\.([a-z][\w-]*)")


def for_readers(files):
    return [path for path in files if not any(part in ADMIN for part in path.parts)]


def of_readers(kind):
    return [path for path in (STATIC / kind).glob("*." + kind) if not path.stem.startswith("admin")]


def source(name):
    return (ROOT / "templates" / name).read_text()


def frames(name):
    """Return a template and what it extends, from the page itself to its outermost frame.

    It ends before a frame of Wagtail's own, which may have the name of the template itself.
    """
    chain = [name]
    while found := EXTENDS.search(source(chain[-1])):
        if found[1] in chain or not (ROOT / "templates" / found[1]).exists():
            break
        chain.append(found[1])
    return chain


def assets(name):
    """Return the sheets and scripts that a page of this template loads, in order.

    Only the innermost block of styles, and of scripts, counts, as Django has it.
    """
    chain = [source(part) for part in frames(name)]
    own = {}
    for text in chain:
        for block in OWN.finditer(text):
            own.setdefault(block[1], block[0])
    return ASSET.findall(OWN.sub(lambda block: own[block[1]], chain[-1]))


def pages():
    """Return the templates that are a whole page for a reader."""
    names = [str(path.relative_to(ROOT / "templates")) for path in for_readers(TEMPLATES)]
    return [name for name in names if frames(name)[-1] in WHOLE]


def classes_of(sheet):
    style = re.sub(r"/\*.*?\*/|url\([^)]*\)", "", (STATIC / sheet).read_text(), flags=re.DOTALL)
    return set(CLASS.findall(style))


def classes_in(name):
    """Return the classes written in a page: in its frames, and in all that they include."""
    found, todo = {}, frames(name)
    while todo:
        part = todo.pop()
        found[part] = source(part)
        todo += [inner for inner in INCLUDE.findall(found[part]) if inner not in found]
    written = re.findall(r'class="([^"]*)"', " ".join(found.values()))
    words = re.sub(r"{{.*?}}", "{}", re.sub(r"{%.*?%}", " ", " ".join(written))).split()
    return {word for word in words if "{}" not in word}


def weight(paths):
    return {path.name: len(gzip.compress(path.read_bytes(), 9)) for path in paths}


@pytest.mark.parametrize("name", pages())
def test_what_a_page_loads_stays_light(name):
    loaded = [STATIC / asset for asset in assets(name)]
    if name == SHOWS_ALL:
        assert len(loaded) > MOST_SHEETS
        return
    for kind, most in MOST.items():
        sizes = weight(path for path in loaded if path.suffix == f".{kind}")
        assert sum(sizes.values()) <= most, sizes
        assert len(sizes) <= MOST_SHEETS, sizes


def test_pages_load_every_sheet_and_script_and_the_theme_first():
    loaded = {asset for name in pages() for asset in assets(name)}
    files = {path for kind in MOST for path in of_readers(kind)}
    assert {STATIC / asset for asset in loaded} == files
    assert {tuple(assets(name)[:2]) for name in pages()} == {("css/tokens.css", "css/site.css")}


@pytest.mark.parametrize("name", pages())
def test_a_page_loads_the_sheet_of_each_part_that_it_shows(name):
    sheets = {f"css/{path.name}": classes_of(f"css/{path.name}") for path in of_readers("css")}
    loaded = set().union(*(sheets[asset] for asset in assets(name) if asset in sheets))
    known = set().union(*sheets.values())
    assert (classes_in(name) & known) - loaded == set()


@pytest.mark.parametrize("kind", sorted(MOST_FOR_ADMINS))
def test_what_only_admins_get_stays_light(kind):
    sizes = weight((STATIC / kind).glob(f"admin*.{kind}"))
    assert sizes
    assert sum(sizes.values()) <= MOST_FOR_ADMINS[kind], sizes


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
    classes = set().union(*(classes_of(f"css/{path.name}") for path in of_readers("css")))
    code = [*(ROOT / "academie").rglob("*.py"), *(ROOT / "home").rglob("*.py")]
    code += [ROOT / "static/js/site.js", *(ROOT / "templates/illustrations").glob("*.svg")]
    pages = "".join(path.read_text() for path in (*TEMPLATES, *code))
    unused = {name for name in classes if not re.search(rf"(?<![\w-]){name}(?![\w-])", pages)}
    # Put together in a template: a drawer, a count of voices, a density of print.
    made = {name for name in unused if re.fullmatch(r"[a-z]\d|pr-[a-z]+", name)}
    assert unused - made == set()
