"""manage.py content_import: an organisation brings the material it already has."""

import getpass
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ObjectDoesNotExist
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError

from academie.core.quiet import quiet
from academie.library.importing.readers import UnreadableFileError, read_rows
from academie.library.importing.records import LineRemark
from academie.library.importing.run import Choices, ImportRun, Outcome
from academie.library.importing.store import Wishes

PROGRESS_RECORDS = 250
PROGRESS_SECONDS = 1.0
SHOWN_LINES = 5


class Command(BaseCommand):
    """Imports records; what a record lacks is listed in the admin under 'Nog aan te vullen'."""

    help = (
        "Haalt materiaal van een andere organisatie binnen uit een bestand (.jsonl, .csv of .xlsx)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Describe the options."""
        parser.add_argument("file", type=Path, help="Bestand met één record per regel.")
        parser.add_argument(
            "--dry-run", action="store_true", help="Alleen kijken wat er zou gebeuren."
        )
        parser.add_argument(
            "--update",
            action="store_true",
            help="Bekende nummers bijwerken in plaats van overslaan.",
        )
        parser.add_argument("--draft", action="store_true", help="Niets publiceren.")
        parser.add_argument(
            "--vouched",
            action="store_true",
            help="U staat ervoor in: toestemming en herkenbaarheid zijn bij de bron geregeld.",
        )
        parser.add_argument("--user", default="", help="Gebruikersnaam van wie dit invoert.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import and print the summary; exit code 1 when nothing in the file was of use."""
        self._start = self._last = time.monotonic()
        self._printed = 0
        user = self._user(options["user"])
        said_by = user.get_username() if user else getpass.getuser()
        wishes = Wishes(
            user=user, draft=options["draft"], said_by=said_by if options["vouched"] else ""
        )
        choices = Choices(options["dry_run"], options["update"], wishes)
        try:
            with quiet("wagtail"):
                outcome = ImportRun(choices, self._progress).run(read_rows(options["file"]))
        except UnreadableFileError as error:
            raise CommandError(str(error)) from error
        except ObjectDoesNotExist as error:
            raise CommandError(
                "De overzichtspagina's zijn er nog niet. Voer eerst uit: manage.py ensure_tree"
            ) from error
        except OperationalError as error:
            raise CommandError(
                f"De database doet niet mee ({error}). Wat al verwerkt was, is bewaard. "
                "Start de opdracht later opnieuw: bekende nummers worden dan overgeslagen."
            ) from error
        self._report(outcome, dry_run=options["dry_run"])
        if not outcome.usable:
            raise CommandError("Er is niets bruikbaars gevonden in dit bestand.")

    def _user(self, username: str) -> Any:
        if not username:
            return None
        user = get_user_model()._default_manager.filter(username=username).first()
        if user is None:
            raise CommandError(f"Er is geen account met de naam {username!r}.")
        return user

    def _progress(self, outcome: Outcome) -> None:
        now = time.monotonic()
        enough = outcome.read - self._printed >= PROGRESS_RECORDS
        if outcome.read > self._printed and (enough or now - self._last >= PROGRESS_SECONDS):
            self._printed, self._last = outcome.read, now
            self.stdout.write(
                f"{outcome.read} gelezen, {outcome.new + outcome.updated} verwerkt "
                f"({_seconds(now - self._start)})"
            )
            self.stdout.flush()

    def _report(self, outcome: Outcome, *, dry_run: bool) -> None:
        if outcome.errors:
            self.stdout.write("\nAfgewezen:")
            for finding in outcome.errors:
                self.stdout.write(f"  {_line(finding)}: {finding.reason}")
        if outcome.warnings:
            self.stdout.write("\nLet op:")
            for line in _grouped(outcome.warnings):
                self.stdout.write(f"  {line}")
        self.stdout.write("\nProef: er is niets opgeslagen." if dry_run else "\nKlaar.")
        for label, count in (
            ("Gelezen", outcome.read),
            ("Nieuw", outcome.new),
            ("Bijgewerkt", outcome.updated),
            ("Overgeslagen (al bekend)", outcome.skipped),
            ("Afgewezen", outcome.rejected),
            ("Concept gebleven", outcome.drafts),
            ("Nog aan te vullen", outcome.incomplete),
        ):
            self.stdout.write(f"  {label:<25}{count:>7}")
        self.stdout.write(f"  {'Duur':<25}{_seconds(time.monotonic() - self._start):>7}")


def _line(finding: LineRemark) -> str:
    return f"regel {finding.line}" + (f", veld {finding.field}" if finding.field else "")


def _grouped(findings: Sequence[LineRemark]) -> list[str]:
    """Return one line per thing to tell: the same words may hold for thousands of records."""
    lines: dict[tuple[str, str], list[int]] = defaultdict(list)
    for finding in findings:
        lines[finding.field, finding.reason].append(finding.line)
    told: list[str] = []
    for (name, reason), numbers in lines.items():
        shown = ", ".join(str(number) for number in numbers[:SHOWN_LINES])
        more = f" en {len(numbers) - SHOWN_LINES} andere" if len(numbers) > SHOWN_LINES else ""
        place = f"regel {shown}{more}" + (f", veld {name}" if name else "")
        told.append(f"{place}: {reason}")
    return told


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f} s".replace(".", ",")
