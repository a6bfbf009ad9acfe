"""What the docs name is there: files, links, commands, settings."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands

ROOT: Path = settings.BASE_DIR
DOCS = [
    ROOT / "README.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted((ROOT / "docs/adr").glob("*.md")),
]
FOLDERS = r"academie|search|home|tests|docs|fixtures|templates|static|requirements|docker|\.ci"
FILE = re.compile(rf"(?<![\w/.-])(?:{FOLDERS})/[\w./*-]*\w")
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
SETTING = re.compile(r"""env\.\w+\(\s*"([A-Z_]+)\"""")

each = pytest.mark.parametrize("doc", DOCS, ids=lambda doc: doc.stem)


@each
def test_every_link_leads_to_a_file(doc):
    links = LINK.findall(doc.read_text())
    assert [link for link in links if not (doc.parent / link).exists()] == []


@each
def test_every_file_that_is_named_is_there(doc):
    named = set(FILE.findall(doc.read_text()))
    # A number is enough to name a decision: docs/adr/0013.
    assert [one for one in sorted(named) if not list(ROOT.glob(f"{one}*"))] == []


@each
def test_every_command_that_is_named_exists(doc):
    text = doc.read_text()
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z-]+)", text)) <= targets
    assert set(re.findall(r"manage\.py ([a-z_]+)", text)) <= set(get_commands())


def test_every_setting_of_the_environment_is_described():
    modules = ("base", "login", "demo", "production")
    code = "".join((ROOT / f"academie/settings/{name}.py").read_text() for name in modules)
    # The organisations are read by a function with the name as its argument.
    names = {*SETTING.findall(code), "OIDC_PROVIDERS"}
    described = (ROOT / "docs/operations.md").read_text()
    assert {name for name in names if f"`{name}`" not in described} == set()
