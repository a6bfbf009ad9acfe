"""manage.py load_demo: something to look at from the first minute."""

import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from academie.accounts.demo import DemoRefusedError
from academie.core.quiet import quiet
from home.demo.files import FOLDERS
from home.demo.loader import load_demo


class Command(BaseCommand):
    """Loads the demo content and the demo accounts; what is there already stays."""

    requires_system_checks: list[str] = []
    help = "Laadt de voorbeelden en de demo-accounts. Wat al bestaat, blijft zoals het is."

    def add_arguments(self, parser: CommandParser) -> None:
        """Describe the options."""
        parser.add_argument(
            "--folder",
            type=Path,
            default=settings.BASE_DIR / "fixtures" / "demo",
            help="Map met de voorbeelden.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, then print the counts per folder and every problem."""
        start = time.monotonic()
        try:
            with quiet("wagtail", "academie.exchange"):
                report = load_demo(options["folder"], today=timezone.localdate())
        except DemoRefusedError as error:
            raise CommandError(str(error)) from error
        for folder in FOLDERS:
            self.stdout.write(
                f"{folder}: {report.new[folder]} nieuw, {report.kept[folder]} gebleven"
            )
        self.stdout.write(f"aanmeldingen: {report.signed_up} verzonnen mensen")
        for problem in report.problems:
            self.stderr.write(f"let op: {problem}")
        seconds = f"{time.monotonic() - start:.1f}".replace(".", ",")
        self.stdout.write(f"{sum(report.new.values())} voorbeelden geladen in {seconds} s")
