"""manage.py setup: the steps, their order and what a visitor of the terminal sees."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from home.management.commands import setup

STEPS = [
    "migrate",
    "load_vocabulary",
    "ensure_tree",
    "load_demo",
    "read_documents",
    "search_rebuild",
    "collectstatic",
]


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the steps that ran; each prints two lines."""
    names: list[str] = []

    def run(name: str, stdout: Any, **options: Any) -> None:
        names.append(name)
        stdout.write("eerste regel\ntweede regel\n")

    monkeypatch.setattr(setup, "call_command", run)
    return names


def test_all_steps_run_in_order(called: list[str]) -> None:
    call_command("setup", stdout=StringIO())

    assert called == STEPS


def test_without_demo_the_shelves_are_made_but_not_filled(called: list[str]) -> None:
    call_command("setup", "--no-demo", stdout=StringIO())

    assert called == [name for name in STEPS if name != "load_demo"]


def test_each_step_has_a_label_its_own_words_indented_and_its_seconds(called: list[str]) -> None:
    out = StringIO()

    call_command("setup", stdout=out)

    lines = out.getvalue().splitlines()
    assert lines[:3] == ["→ Database bijwerken", "    eerste regel", "    tweede regel"]
    assert lines[3].startswith("  klaar in 0,")


def test_a_step_that_fails_ends_the_command(
    called: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(name: str, **options: Any) -> None:
        raise CommandError("De map is vol.")

    monkeypatch.setattr(setup, "call_command", refuse)

    with pytest.raises(CommandError, match="De map is vol"):
        call_command("setup", stdout=StringIO())
