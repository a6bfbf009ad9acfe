"""Make the search index anew, without interruption."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search import engines
from search.engines.base import EngineUnavailable
from search.sync.outbox import configured_engines
from search.sync.rebuild import Progress, RebuildBusy, RebuildFailed, needs_rebuild, rebuild


class Command(BaseCommand):
    """`search_rebuild [--if-needed] [--engine NAAM]`."""

    help = "Maakt de zoekindex opnieuw. De site blijft intussen zoeken in de vorige."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Two options; without them every configured engine is rebuilt."""
        parser.add_argument(
            "--if-needed",
            action="store_true",
            help="Doe niets als de index er is, klopt en van deze versie is.",
        )
        parser.add_argument(
            "--engine", choices=configured_engines(), help="Alleen deze zoekmachine."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild one engine after the other; one that is away does not stop the others."""
        names = [options["engine"]] if options["engine"] else list(configured_engines())
        failures = [failure for name in names if (failure := self._one(name, options["if_needed"]))]
        for failure in failures:
            self.stderr.write(self.style.ERROR(failure))
        if len(failures) == len(names) or (failures and not options["if_needed"]):
            raise CommandError("De zoekindex is niet klaar. Zie de melding hierboven.")

    def _one(self, name: str, if_needed: bool) -> str:
        """Rebuild one engine; return what went wrong, or ''."""
        try:
            if if_needed:
                reason = needs_rebuild(engines.get_engine(name))
                if not reason:
                    self.stdout.write(f"{name}: de index klopt, er is niets te doen.")
                    return ""
                self.stdout.write(f"{name}: opnieuw maken, want {reason}.")
            count = rebuild(name, report=self._report(name))
        except RebuildBusy as error:
            return f"{name}: {error}"
        except (RebuildFailed, EngineUnavailable) as error:
            return f"{name}: {error} Het werkproces probeert het later opnieuw."
        documents = "1 document" if count == 1 else f"{count} documenten"
        self.stdout.write(self.style.SUCCESS(f"{name}: {documents} in de nieuwe index."))
        return ""

    def _report(self, name: str) -> Any:
        """Return who hears about the progress: one line that is overwritten, or a line a step."""
        live = sys.stdout.isatty()

        def report(progress: Progress) -> None:
            if progress.phase == "klaar":
                return
            line = f"{name}: {progress.phase} {progress.done} van {progress.total}"
            if progress.rate:
                left = (progress.total - progress.done) / progress.rate
                line += f", {progress.rate:.0f} per seconde, nog {left:.0f} s"
            self.stdout.write(line, ending="\r" if live and progress.rate else "\n")

        return report
