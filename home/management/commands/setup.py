"""manage.py setup: everything but serving, in one process, with the seconds of each step."""

import textwrap
import time
from collections.abc import Iterator
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser, OutputWrapper


class Command(BaseCommand):
    """Runs the steps one after the other; each of them leaves what is already there alone.

    One process for all of them: starting Django and Wagtail anew for each costs more than half
    of the steps themselves.
    """

    help = "Zet alles klaar: database, begrippen, voorbeelden, zoekindex en vormgeving."

    def add_arguments(self, parser: CommandParser) -> None:
        """Describe the option."""
        parser.add_argument("--no-demo", action="store_true", help="Laad geen voorbeelden.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run every step; an error of a step ends the command with that error."""
        for label, name, values in _steps(demo=not options["no_demo"]):
            self.stdout.write(f"→ {label}")
            self.stdout.flush()
            start = time.monotonic()
            call_command(name, stdout=_Indented(self.stdout), **values)
            seconds = f"{time.monotonic() - start:.1f}".replace(".", ",")
            self.stdout.write(f"  klaar in {seconds} s")


def _steps(*, demo: bool) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield label, command and options of each step."""
    yield "Database bijwerken", "migrate", {"interactive": False, "verbosity": 0}
    yield "Begrippen en synoniemen laden", "load_vocabulary", {}
    yield "Vaste pagina's maken", "ensure_tree", {}
    if demo:
        yield "Voorbeelden laden", "load_demo", {}
    yield "Tekst uit bestanden lezen", "read_documents", {}
    yield "Zoekindex maken", "search_rebuild", {"if_needed": True}
    yield "Vormgeving klaarzetten", "collectstatic", {"interactive": False, "verbosity": 0}


class _Indented:
    """What a step prints, four spaces to the right and at once."""

    def __init__(self, out: OutputWrapper) -> None:
        self._out = out

    def write(self, text: str) -> None:
        self._out.write(textwrap.indent(text, "    "), ending="")
        self._out.flush()
