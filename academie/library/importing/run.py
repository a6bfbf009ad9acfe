"""One import from the first line to the summary; knows nothing of the command line."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError

from academie.core.import_targets import ImportTarget, import_targets
from academie.library.importing.readers import Row
from academie.library.importing.records import LineRemark, RecordParser
from academie.library.importing.store import Job, PageStore, Result, Wishes

BATCH = 100
"""Pages a transaction: about a second, so that an editor who saves meanwhile hardly waits."""


@dataclass(slots=True)
class Outcome:
    """Counts and findings so far."""

    read: int = 0
    new: int = 0
    updated: int = 0
    skipped: int = 0
    rejected: int = 0
    drafts: int = 0
    incomplete: int = 0
    errors: list[LineRemark] = field(default_factory=list)
    warnings: list[LineRemark] = field(default_factory=list)

    @property
    def usable(self) -> bool:
        """Whether anything in the file was of use."""
        return bool(self.new or self.updated or self.skipped)


@dataclass(frozen=True, slots=True)
class Choices:
    """How to import: write or only look, and whether known records are brought up to date."""

    dry_run: bool = False
    update: bool = False
    wishes: Wishes = field(default_factory=Wishes)


class ImportRun:
    """Reads rows, checks them and writes them in batches."""

    def __init__(self, choices: Choices, on_progress: Callable[[Outcome], None]) -> None:
        """Raises ``ObjectDoesNotExist`` when the site's shelves are not there yet."""
        self._choices = choices
        self._on_progress = on_progress
        self._targets = import_targets()
        self._parser = RecordParser(self._targets)
        self._store = PageStore(self._targets, choices.wishes)
        self._known = _known_pages(self._targets)
        self._seen: dict[str, int] = {}
        self._batch: list[Job] = []
        self.outcome = Outcome()

    def run(self, rows: Iterable[Row]) -> Outcome:
        """Import all rows; errors of a row stop that row only."""
        for row in rows:
            self.outcome.read += 1
            job = self._job(row)
            if job:
                self._batch.append(job)
            if len(self._batch) >= BATCH:
                self._flush()
            self._on_progress(self.outcome)
        self._flush()
        self._on_progress(self.outcome)
        return self.outcome

    def _job(self, row: Row) -> Job | None:
        parsed = self._parser.parse(row)
        record = parsed.record
        if record is None:
            self._reject(parsed.errors)
            return None
        first = self._seen.setdefault(record.external_id, record.line)
        if first != record.line:
            self._reject([LineRemark(row.line, "id", f"Dit nummer staat ook op regel {first}.")])
            return None
        target = self._targets[record.kind]
        known = self._known.get(record.external_id)
        if known is None:
            self.outcome.warnings += parsed.warnings
            return Job(record, target)
        if not self._choices.update:
            self.outcome.skipped += 1
            return None
        kind, number = known
        if kind != record.kind:
            reason = f"Dit nummer is bij ons al een {kind}. De soort kan niet veranderen."
            self._reject([LineRemark(row.line, "type", reason)])
            return None
        self.outcome.warnings += parsed.warnings
        return Job(record, target, number)

    def _flush(self) -> None:
        jobs, self._batch = self._batch, []
        if not jobs:
            return
        write = self._store.preview if self._choices.dry_run else self._store.write
        try:
            results = write(jobs)
        except (DataError, IntegrityError, ValidationError, ValueError) as error:
            if len(jobs) == 1:
                reason = f"Dit record kon niet worden opgeslagen ({error})."
                self._reject([LineRemark(jobs[0].record.line, "", reason)])
                return
            # One record spoils the batch: alone, only that one stays out.
            for job in jobs:
                self._batch = [job]
                self._flush()
            return
        for result in results:
            self._count(result)

    def _count(self, result: Result) -> None:
        if result.job.pk is None:
            self.outcome.new += 1
        else:
            self.outcome.updated += 1
        self.outcome.drafts += not result.live
        self.outcome.incomplete += bool(result.gaps)
        if result.note:
            self.outcome.warnings.append(LineRemark(result.job.record.line, "", result.note))

    def _reject(self, findings: Iterable[LineRemark]) -> None:
        self.outcome.rejected += 1
        self.outcome.errors += findings


def _known_pages(targets: Mapping[str, ImportTarget]) -> dict[str, tuple[str, int]]:
    """Return the source's number -> (type, page) of everything that was imported before."""
    known: dict[str, tuple[str, int]] = {}
    for name, target in targets.items():
        pages = target.model._default_manager.exclude(external_id="")
        known |= {
            external_id: (name, pk) for external_id, pk in pages.values_list("external_id", "pk")
        }
    return known
