"""manage.py read_documents: the text of attached files, at once instead of by the worker."""

from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand

from academie.core.document_text.keeping import read_now
from academie.core.document_text.runner import ReaderFaultError
from academie.core.models import DocumentText


class Command(BaseCommand):
    """Reads what waits; a file that cannot be read is counted and stops nothing."""

    requires_system_checks: list[str] = []
    help = "Leest de tekst van bestanden die nog niet gelezen zijn, zodat zoeken haar vindt."

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, and print how many files ended in which state."""
        states: Counter[str] = Counter()
        try:
            for _, outcome in read_now():
                states[outcome.state] += 1
        except ReaderFaultError:
            self.stderr.write(
                "let op: het lezen van bestanden start niet; het werkproces probeert het later."
            )
        labels = dict(DocumentText.State.choices)
        counts = ", ".join(f"{count} {labels[state]}" for state, count in states.items())
        self.stdout.write(f"{states.total()} bestanden gelezen{f': {counts}' if counts else ''}")
