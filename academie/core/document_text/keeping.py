"""The texts in the database: which documents wait, what was read, and who is told."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from threading import Event
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.utils.file import hash_filelike

from academie.core.document_text.access import DOCUMENT_HINT, closed_collections
from academie.core.document_text.outcome import READY, VERSION, WAITING, Limits, Outcome
from academie.core.document_text.runner import Job, read_files
from academie.core.models import DocumentText
from search.sync import enqueue_wide


@dataclass(frozen=True, slots=True)
class Task:
    """One document to read, and from which file the outcome will be."""

    job: Job
    file_name: str
    file_hash: str


def waiting() -> QuerySet[Any]:
    """Return the documents to read: new, with another file, or read by an older reader."""
    same_file = Q(document_text__file_name=F("file")) & (
        Q(file_hash="") | Q(document_text__file_hash=F("file_hash"))
    )
    kept = same_file & Q(document_text__version=VERSION) & ~Q(document_text__state=WAITING)
    documents = get_document_model()._default_manager
    known = documents.filter(kept).order_by().values("pk")
    return documents.exclude(file="").exclude(pk__in=known).order_by("pk")


def next_tasks(limit: int) -> list[Task]:
    """Return what to read next, the oldest document first."""
    return [_task(document) for document in waiting()[:limit]]


def _task(document: Any) -> Task:
    name = document.file.name
    extension = PurePosixPath(name).suffix.lower().removeprefix(".")
    job = Job(document.pk, document.file.path, extension)
    return Task(job, name, document.file_hash or _hash(document))


def _hash(document: Any) -> str:
    """Return the hash of a file that Wagtail has not counted yet; '' when it is not there."""
    try:
        with document.open_file() as file:
            return str(hash_filelike(file))
    except OSError:
        return ""


def read(tasks: Sequence[Task], limits: Limits, stop: Event) -> Iterator[tuple[Task, Outcome]]:
    """Yield the outcome of each task (see ``read_files``). Asks nothing of the database."""
    by_document = {task.job.document: task for task in tasks}
    for job, outcome in read_files([task.job for task in tasks], limits, stop):
        yield by_document[job.document], outcome


def keep(task: Task, outcome: Outcome) -> bool:
    """Store what came of reading; return whether it still holds.

    A document that was deleted or got another file meanwhile is left alone. When the text differs
    from what was there, the pages with the document are brought to the index again.
    """
    document = task.job.document
    values: Mapping[str, Any] = {
        "state": outcome.state,
        "reason": outcome.reason,
        "text": outcome.text,
        "file_name": task.file_name,
        "file_hash": task.file_hash,
        "version": VERSION,
        "extracted_at": timezone.now(),
    }
    with transaction.atomic():
        documents = get_document_model()._default_manager.select_for_update()
        if not documents.filter(pk=document, file=task.file_name).exists():
            return False
        before = DocumentText.objects.filter(pk=document).values_list("text", flat=True).first()
        DocumentText.objects.update_or_create(document_id=document, defaults=values)
        if (before or "") != outcome.text:
            enqueue_wide(f"{DOCUMENT_HINT}{document}")
    return True


def read_now(limit: int = 100) -> Iterator[tuple[Task, Outcome]]:
    """Read and store everything that waits, in this process; for commands.

    Raises ``ReaderFaultError`` when the reading process does not start.
    """
    never = Event()
    while tasks := next_tasks(limit):
        for task, outcome in read(tasks, Limits(), never):
            keep(task, outcome)
            yield task, outcome


def note_change(document: Any) -> None:
    """A document was saved: the text of another file is gone at once.

    Its pages are looked at again in any case: its name or its collection may differ.
    """
    kept = DocumentText.objects.filter(pk=document.pk)
    kept.exclude(file_name=document.file.name).update(
        state=WAITING, reason="", text="", file_name="", file_hash="", extracted_at=None
    )
    enqueue_wide(f"{DOCUMENT_HINT}{document.pk}")


def read_again(document: int) -> bool:
    """Let the worker read a document once more; return whether there is such a document."""
    return bool(DocumentText.objects.filter(pk=document).update(state=WAITING, reason=""))


def findable_texts(documents: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Return document -> title and text, of those that every visitor may download; one query."""
    if not documents:
        return {}
    rows = (
        get_document_model()
        ._default_manager.exclude(collection__in=closed_collections().values("pk"))
        .filter(
            pk__in=documents,
            document_text__state=READY,
            document_text__file_name=F("file"),
        )
        .values_list("pk", "title", "document_text__text")
    )
    return {pk: (title, text) for pk, title, text in rows}
