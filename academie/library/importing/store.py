"""Puts records into the tree, many at a time, with one revision a page.

Publishing one page the ordinary way saves it four times and asks some sixty queries. Here a batch
is one transaction: each page is saved once by Wagtail's own ``save``, so address and gaps are
right; terms, tags, revisions and history are written for the batch as a whole; and Wagtail's own
signals follow, so that whoever listens to a publication (the search) hears of these too.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.models import Locale, Page, ReferenceIndex, Revision
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail.signals import page_published, published

from academie.core.import_targets import ImportRecord, ImportTarget
from academie.library.importing.history import Step, write_history
from academie.library.importing.marks import Marks
from academie.library.importing.shelf import Shelf

WAITING_DRAFT = "Er stond een concept klaar. De nieuwe tekst staat nu ook daarin, niet op de site."


@dataclass(frozen=True, slots=True)
class Job:
    """One record to write; ``pk`` is the page it is known as, None for a new one."""

    record: ImportRecord
    target: ImportTarget
    pk: int | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one record; ``note`` says in Dutch what the importer should look at."""

    job: Job
    live: bool
    gaps: int
    note: str


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the importer asked for. ``said_by`` vouches for consent; '' when nobody does."""

    user: Any = None
    draft: bool = False
    said_by: str = ""


@dataclass(slots=True)
class _Entry:
    job: Job
    page: Any
    was_live: bool
    publish: bool
    vouched: bool
    note: str = ""
    revision: Any = None

    @property
    def is_revision_only(self) -> bool:
        """Whether the live page stays as readers see it, beside a new draft."""
        return self.was_live and not self.publish


class PageStore:
    """Writes batches below the shelves of the targets."""

    def __init__(self, targets: Mapping[str, ImportTarget], wishes: Wishes) -> None:
        """Raises ``ObjectDoesNotExist`` when the site has no such shelf yet."""
        self._wishes = wishes
        self._shelves = {name: Shelf(target) for name, target in targets.items()}
        self._locale = Locale.get_default()
        self._marks = Marks()

    def preview(self, jobs: Sequence[Job]) -> list[Result]:
        """Say what ``write`` would do, and write nothing."""
        entries = [self._entry(job, page) for job, page in self._pages(jobs)]
        for entry in entries:
            entry.page.gaps = list(entry.page.completeness_problems())
        return [_result(entry) for entry in entries]

    @transaction.atomic
    def write(self, jobs: Sequence[Job]) -> list[Result]:
        """Write all jobs or, when one fails, none."""
        now = timezone.now()
        with disable_reference_index_auto_update():
            entries = [self._entry(job, page) for job, page in self._pages(jobs)]
            self._marks.learn_tags(job.record for job in jobs)
            saved = [entry for entry in entries if not entry.is_revision_only]
            self._save(saved, now)
            self._revise(saved, now)
            for entry in entries:
                if entry.is_revision_only:
                    self._marks.put(entry.page, entry.job.record)
                    entry.page.save_revision(user=self._wishes.user, clean=False, log_action=True)
        for entry in saved:
            ReferenceIndex.create_or_update_for_object(entry.page)
            if entry.publish:
                sender = type(entry.page)
                page_published.send(sender, instance=entry.page, revision=entry.revision)
                published.send(sender, instance=entry.page, revision=entry.revision)
        return [_result(entry) for entry in entries]

    # -- from record to page ------------------------------------------------------------------

    def _pages(self, jobs: Sequence[Job]) -> Iterator[tuple[Job, Any]]:
        """Yield each job with its page: a new one, or the newest text of a known one."""
        known: dict[int, Any] = {}
        for model in {job.target.model for job in jobs}:
            numbers = [job.pk for job in jobs if job.pk and job.target.model is model]
            known |= model._default_manager.in_bulk(numbers)
        for job in jobs:
            if job.pk is None:
                yield job, self._new_page(job)
            else:
                page = known[job.pk]
                changed = page.has_unpublished_changes
                yield job, page.get_latest_revision_as_object() if changed else page

    def _new_page(self, job: Job) -> Any:
        return job.target.model(
            slug=self._shelves[job.target.kind].free_slug(job.record.title),
            external_id=job.record.external_id,
            adopted=True,
            owner=self._wishes.user,
            locale=self._locale,
            live=False,
        )

    def _entry(self, job: Job, page: Any) -> _Entry:
        record, target = job.record, job.target
        was_live, had_draft = page.live, page.has_unpublished_changes
        page.title = page.draft_title = record.title
        page.intro = record.intro
        page.region_id = record.region or page.region_id
        page.first_published_at = record.published or page.first_published_at
        target.fill(page, record)
        vouched = target.vouch is not None and bool(self._wishes.said_by)
        if target.vouch and vouched:
            target.vouch(page, self._vouched_note())
        entry = _Entry(job, page, was_live, publish=not self._wishes.draft, vouched=vouched)
        if job.pk is not None and entry.publish:
            # What was a draft stays one, unless it only waited for somebody's word.
            entry.publish = (was_live and not had_draft) or (vouched and not was_live)
            entry.note = WAITING_DRAFT if was_live and had_draft else ""
        problems = page.publish_problems() if entry.publish else {}
        if problems:
            entry.publish = False
            entry.note = " ".join(problems.values())
        return entry

    def _vouched_note(self) -> str:
        day = timezone.localdate()
        said_by = self._wishes.said_by[:150]
        return f"Bij de bron geregeld, bevestigd door {said_by} op {day:%d-%m-%Y}"

    # -- from page to database ----------------------------------------------------------------

    def _save(self, entries: Sequence[_Entry], now: datetime) -> None:
        new = [entry.page for entry in entries if entry.page.pk is None]
        for shelf in self._shelves.values():
            shelf.add(new)
        for entry in entries:
            page = entry.page
            page.live = entry.publish
            page.published_by_the_system = True
            page.has_unpublished_changes = not entry.publish
            page.latest_revision_created_at = now
            if entry.publish:
                page.first_published_at = page.first_published_at or now
                page.last_published_at = entry.job.record.published or now
            # Spares one query a page: what lies below a shelf is no site's front door.
            page._is_site_root = False
            page.save(clean=False, log_action=None)
        self._marks.write([(entry.page, entry.job.record) for entry in entries])

    def _revise(self, entries: Sequence[_Entry], now: datetime) -> None:
        for entry in entries:
            if entry.job.pk is None:
                _without_queries(entry.page)
            self._marks.put(entry.page, entry.job.record)
            entry.revision = Revision(
                content_type_id=entry.page.content_type_id,
                base_content_type=entry.page.get_base_content_type(),
                object_id=str(entry.page.pk),
                created_at=now,
                user=self._wishes.user,
                object_str=str(entry.page),
                content=entry.page.serializable_data(),
            )
        Revision.objects.bulk_create([entry.revision for entry in entries])
        for entry in entries:
            held = {"latest_revision": entry.revision}
            if entry.publish:
                held["live_revision"] = entry.revision
            Page.objects.filter(pk=entry.page.pk).update(**held)
        write_history(
            [_step(entry, self._wishes.said_by) for entry in entries], self._wishes.user, now
        )


def _without_queries(page: Any) -> None:
    """Tell a new page that it has no marks and parts yet, so that it does not go and look.

    Sessions are the one kind of parts that an import makes; those are saved with the page.
    """
    model = type(page)
    names = [relation.get_accessor_name() for relation in get_all_child_relations(model)]
    names += [field.name for field in get_all_child_m2m_relations(model)]
    for name in names:
        if name != "sessions":
            getattr(page, name).set([])


def _step(entry: _Entry, said_by: str) -> Step:
    return Step(
        page=entry.page,
        revision=entry.revision,
        is_new=entry.job.pk is None,
        published=entry.publish,
        said_by=said_by if entry.vouched else "",
    )


def _result(entry: _Entry) -> Result:
    live = entry.publish or entry.is_revision_only
    return Result(entry.job, live, len(entry.page.gaps), entry.note)
