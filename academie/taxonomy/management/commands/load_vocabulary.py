"""manage.py load_vocabulary: the lists that everything hangs on."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from academie.taxonomy.loading import load_vocabulary
from academie.taxonomy.vocabulary_files import VocabularyFileError


class Command(BaseCommand):
    """Loads the vocabularies and the synonyms; what is there already stays."""

    requires_system_checks: list[str] = []
    help = "Laadt de begrippen en de synoniemen. Wat al bestaat, blijft zoals het is."

    def add_arguments(self, parser: CommandParser) -> None:
        """Describe the options."""
        parser.add_argument(
            "--overwrite",
            action="store_true",
            help="Zet ook bestaande begrippen terug op wat in de bestanden staat.",
        )
        parser.add_argument(
            "--folder",
            type=Path,
            default=settings.BASE_DIR / "fixtures" / "vocabulary",
            help="Map met de bestanden.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load and print one line per vocabulary."""
        try:
            counts = load_vocabulary(options["folder"], overwrite=options["overwrite"])
        except VocabularyFileError as error:
            raise CommandError(f"Er is niets geladen. {error}") from error
        for count in counts:
            self.stdout.write(
                f"{count.name}: {count.added} nieuw, {count.updated} teruggezet, "
                f"{count.kept} gebleven"
            )
