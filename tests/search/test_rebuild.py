"""A new index under writes, the audit, and the commands."""

import os
import threading
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from academie.core import search_jobs
from academie.core.search_source import PageSource
from academie.library.models import Toolkit
from search import engines, sources
from search.engines import analysing, rows
from search.engines.base import Delete, EngineUnavailable, OpResult, OpStatus, Upsert
from search.models import SearchChange, SearchCounter, SearchOutbox
from search.sources import WordRule
from search.sync import compare, enqueue, enqueue_wide, locks, outbox, rebuild, verify
from search.sync.counter import SEQ_BITS, current_version, overtake, take_versions
from tests import factories
from tests.search.support import Flaky, Index, key, refuse

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(site, indexed_once) -> list[Toolkit]:
    """Five published toolkits, indexed."""
    numbers = range(5)
    return indexed_once(
        "pages", lambda: [factories.make_toolkit(site, title=f"Kaart {n}") for n in numbers]
    )


def run(command: str, *arguments: str, code: int = 0) -> str:
    """Run a command, check its exit status and return what it said."""
    out = StringIO()
    try:
        call_command(command, *arguments, stdout=out, stderr=out, no_color=True)
        status = 0
    except SystemExit as ended:
        status = ended.code
    except CommandError as error:
        out.write(str(error))
        status = 1
    assert status == code, out.getvalue()
    return out.getvalue()


class TestRebuild:
    def test_first_index_of_a_site(self, site, index: Index):
        page = factories.make_toolkit(site)
        SearchOutbox.objects.all().delete()

        assert rebuild.rebuild(index.name) == 1

        index.assert_equals_database()
        assert index.found() == {key(page)}
        assert not index.engine.health().needs_rebuild

    def test_what_does_not_belong_is_gone_afterwards(self, pages, index: Index):
        Page.objects.filter(pk=pages[0].pk).update(live=False)

        rebuild.rebuild(index.name)

        assert key(pages[0]) not in index.found()
        index.assert_equals_database()

    def test_progress_is_told(self, pages, index: Index):
        told: list[rebuild.Progress] = []

        rebuild.rebuild(index.name, report=told.append)

        assert [one.phase for one in told] == [
            "vullen",
            "vullen",
            "bijwerken",
            "vergelijken",
            "klaar",
        ]
        assert (told[1].done, told[1].total) == (5, 5)
        assert told[1].rate > 0

    def test_changes_during_the_scan_win(self, pages, index: Index, monkeypatch):
        """A page is changed, one deleted, one made, one hidden between reading and promotion."""
        monkeypatch.setattr(rebuild, "chunks", lambda keys: compare.chunks(keys, size=2))
        changed = False

        def change(progress: rebuild.Progress) -> None:
            nonlocal changed
            if progress.phase != "vullen" or progress.done < 2 or changed:
                return
            changed = True
            first = Toolkit.objects.get(pk=pages[0].pk)
            first.title = "Veranderd tijdens het vullen"
            first.save_revision().publish()
            Page.objects.get(pk=pages[1].pk).delete()
            Toolkit.objects.get(pk=pages[4].pk).unpublish()
            pages[2].copy(update_attrs={"slug": "nieuw", "title": "Nieuw"})
            index.drain()

        rebuild.rebuild(index.name, report=change)

        index.assert_equals_database()
        titles = {one["title"] for one in index.documents().values()}
        assert titles == {"Veranderd tijdens het vullen", "Kaart 2", "Kaart 3", "Nieuw"}

    def test_changes_not_yet_drained_are_in_the_new_index(self, pages, index: Index):
        def change(progress: rebuild.Progress) -> None:
            if progress.phase == "vullen" and progress.done == 0:
                Toolkit.objects.get(pk=pages[0].pk).unpublish()

        rebuild.rebuild(index.name, report=change)

        assert key(pages[0]) not in index.found()
        index.assert_equals_database()

    def test_stopped_halfway_the_old_index_stays_and_the_next_try_succeeds(
        self, pages, index: Index
    ):
        before = index.documents()

        with pytest.raises(rebuild.RebuildFailed, match="Onderbroken"):
            rebuild.rebuild(index.name, should_stop=lambda: True)

        assert index.documents() == before
        rebuild.rebuild(index.name)
        index.assert_equals_database()

    def test_killed_halfway_the_next_try_succeeds(self, pages, index: Index):
        """After kill -9 nobody tidies up: the unfinished index is still there."""
        engine = index.engine
        generation = engine.begin_rebuild()
        document = PageSource().load([key(pages[0])])[key(pages[0])]
        engine.apply([Upsert(document, 1)], generation=generation)

        rebuild.rebuild(index.name)

        index.assert_equals_database()
        assert index.engine.health().generation != generation.name

    def test_two_at_once_is_refused(self, pages, index: Index):
        with locks.rebuilding(index.name), pytest.raises(rebuild.RebuildBusy):
            rebuild.rebuild(index.name)

    def test_writer_that_does_not_let_go_is_not_waited_for_for_ever(
        self, pages, index: Index, monkeypatch
    ):
        monkeypatch.setattr(rebuild, "_WAIT", 0.1)

        with locks.writing(index.name), pytest.raises(rebuild.RebuildFailed, match="laat"):
            rebuild.rebuild(index.name)

    def test_refused_document_is_kept_for_somebody_and_the_rest_goes_on(
        self, pages, index: Index, flaky: Flaky
    ):
        flaky.answer = lambda op: refuse(op) if op.key == key(pages[0]) else None

        assert rebuild.rebuild(index.name) == 5

        row = SearchOutbox.objects.get(engine=index.name)
        assert (row.doc_key, row.is_refused) == (key(pages[0]), True)
        assert index.found() == {key(page) for page in pages[1:]}

    def test_index_that_stays_different_never_takes_over(self, pages, index: Index, monkeypatch):
        before = index.engine.health().generation
        real = compare.compare

        def lie(engine, **options):
            found = real(engine, **options)
            return compare.Differences(found.checked, missing=["page:1"])

        monkeypatch.setattr(rebuild, "compare", lie)
        with pytest.raises(rebuild.RebuildFailed, match="blijven verschillen, zoals page:1"):
            rebuild.rebuild(index.name)

        assert index.engine.health().generation == before

    def test_engine_that_goes_away_leaves_the_old_index(self, pages, index: Index, flaky: Flaky):
        before = index.documents()

        def leave(progress: rebuild.Progress) -> None:
            if progress.phase == "bijwerken":
                enqueue([key(pages[0])])
                flaky.away = True

        with pytest.raises(EngineUnavailable):
            rebuild.rebuild(index.name, report=leave)

        flaky.away = False
        assert index.documents() == before

    def test_what_waited_before_the_scan_is_not_sent_again(self, pages, index: Index, flaky: Flaky):
        """A renamed theme or a large import leaves rows that the new index has already."""
        for page in pages[:3]:
            Toolkit.objects.get(pk=page.pk).unpublish()
        enqueue_wide("alles")
        assert index.waiting() == 4

        rebuild.rebuild(index.name)

        assert index.waiting() == 0
        assert [op.key for op in flaky.applied] == [key(page) for page in pages[3:]]
        index.assert_equals_database()

    def test_what_waited_is_still_there_when_the_rebuild_fails(self, pages, index: Index):
        Toolkit.objects.get(pk=pages[0].pk).unpublish()

        with pytest.raises(rebuild.RebuildFailed):
            rebuild.rebuild(index.name, should_stop=lambda: True)

        assert index.waiting() == 1
        assert key(pages[0]) in index.found()
        index.assert_equals_database()

    def test_a_change_after_the_scan_began_is_sent(self, pages, index: Index, flaky: Flaky):
        """The row of a document that waited already becomes a later one when it changes again."""
        enqueue([key(pages[0])])

        def change(progress: rebuild.Progress) -> None:
            if progress.phase == "bijwerken":
                Toolkit.objects.get(pk=pages[0].pk).unpublish()

        rebuild.rebuild(index.name, report=change)

        assert key(pages[0]) not in index.found()
        assert [type(op) for op in flaky.applied].count(Delete) == 1
        assert index.waiting() == 0

    def test_what_waited_does_not_excuse_what_is_missing(self, pages, index: Index, flaky: Flaky):
        """The engine says yes to a document and loses it, while an old row waits for it."""
        enqueue([key(pages[0])])
        lost: list[str] = []

        def lose(op):
            if op.key != key(pages[0]) or lost:
                return None
            lost.append(op.key)
            return OpResult(op.key, OpStatus.OK)

        flaky.answer = lose
        rebuild.rebuild(index.name)

        assert lost
        assert key(pages[0]) in index.found()
        index.assert_equals_database()

    def test_rows_made_in_other_processes_make_the_same_index(
        self, pages, index: Index, monkeypatch
    ):
        before = index.documents()
        monkeypatch.setattr(analysing, "WORTH_IT", 1)
        monkeypatch.setattr(analysing.os, "cpu_count", lambda: 2)
        monkeypatch.setattr(rebuild, "chunks", lambda keys: compare.chunks(keys, size=2))
        made_here = []
        real = rows.make_row
        monkeypatch.setattr(rows, "make_row", lambda *args: made_here.append(args) or real(*args))

        assert rebuild.rebuild(index.name) == 5

        assert made_here == []
        assert index.documents() == before
        index.assert_equals_database()

    def test_processes_that_are_killed_are_done_without(self, pages, index: Index, monkeypatch):
        monkeypatch.setattr(analysing, "WORTH_IT", 1)
        monkeypatch.setattr(analysing.os, "cpu_count", lambda: 2)
        monkeypatch.setattr(analysing, "_begin", os.abort)

        assert rebuild.rebuild(index.name) == 5
        index.assert_equals_database()

    def test_other_word_rules_ask_for_a_new_index_while_the_old_one_answers(
        self, pages, index: Index, monkeypatch
    ):
        monkeypatch.setattr(search_jobs, "configured_engines", lambda: (index.name,))
        before = index.engine.health()
        assert (before.outdated_rules, before.needs_rebuild) == (False, False)
        assert not search_jobs.make_missing_index()

        rule = WordRule("kaart", lemma="fiche")
        monkeypatch.setattr(sources._registry, "word_rules", [lambda: (rule,)])

        health = index.engine.health()
        assert (health.ok, health.outdated_rules, health.needs_rebuild) == (True, True, False)
        assert len(index.found()) == 5

        assert search_jobs.make_missing_index()
        after = index.engine.health()
        assert (after.outdated_rules, after.needs_rebuild) == (False, False)
        assert after.generation != before.generation
        index.assert_equals_database()

    def test_rules_that_change_during_a_rebuild_ask_for_another_one(
        self, pages, index: Index, monkeypatch
    ):
        rule = WordRule("kaart", lemma="fiche")

        def change(progress: rebuild.Progress) -> None:
            if progress.phase == "bijwerken":
                monkeypatch.setattr(sources._registry, "word_rules", [lambda: (rule,)])

        rebuild.rebuild(index.name, report=change)

        assert index.engine.health().outdated_rules

    def test_database_older_than_the_index_begins_a_new_epoch(self, pages, index: Index):
        """A backup was put back: the index knows versions that the counter never reached."""
        future = (7 << SEQ_BITS) + 5
        ghost = PageSource().load([key(pages[0])])[key(pages[0])]
        index.engine.apply([Upsert(ghost, future), Delete("page:999999", future)])

        rebuild.rebuild(index.name)

        assert current_version() > future
        index.assert_equals_database()
        Toolkit.objects.get(pk=pages[0].pk).unpublish()
        index.assert_equals_database()
        assert key(pages[0]) not in index.found()


@pytest.mark.django_db(transaction=True)
class TestConcurrentWrites:
    def test_writers_workers_and_a_rebuild_at_the_same_time(
        self, committed_site, search_index: Index, monkeypatch
    ):
        """Threads publish, unpublish and delete while the index is made anew, and drained."""
        monkeypatch.setattr(rebuild, "chunks", lambda keys: compare.chunks(keys, size=5))
        pages = [
            factories.make_toolkit(committed_site, title=f"Kaart {number}") for number in range(30)
        ]
        search_index.drain()
        stop = threading.Event()
        errors: list[BaseException] = []

        def in_thread(work):
            def run():
                try:
                    work()
                except BaseException as error:  # noqa: BLE001 - shown by the assertion below
                    errors.append(error)
                finally:
                    connections.close_all()

            thread = threading.Thread(target=run)
            thread.start()
            return thread

        def publish():
            for number, page in enumerate(pages):
                fresh = Toolkit.objects.get(pk=page.pk)
                if number % 5 == 0:
                    fresh.unpublish()
                elif number % 7 == 0:
                    Page.objects.get(pk=page.pk).delete()
                else:
                    fresh.title = f"Veranderd {number}"
                    fresh.save_revision().publish()

        def work():
            while not stop.is_set():
                search_index.drain()

        publisher, worker = in_thread(publish), in_thread(work)
        while publisher.is_alive():
            rebuild.rebuild("embedded")
        publisher.join()
        rebuild.rebuild("embedded")
        stop.set()
        worker.join()

        assert errors == []
        search_index.assert_equals_database()
        assert not verify.verify("embedded")


class TestVerify:
    def test_nothing_to_say_when_all_is_well(self, pages, index: Index):
        found = verify.verify(index.name)

        assert not found
        assert found.checked == 5

    def test_every_kind_of_difference_is_named_and_repaired(self, pages, index: Index):
        lost, surplus, outdated = key(pages[0]), key(pages[1]), key(pages[2])
        index.engine.apply([Delete(lost, current_version())])
        Page.objects.filter(pk=pages[1].pk).update(live=False)
        SearchChange.objects.filter(doc_key=outdated).update(seq=take_versions(1)[0])

        found = verify.verify(index.name, repair=True)

        assert (found.missing, found.surplus, found.outdated) == ([lost], [surplus], [outdated])
        index.assert_equals_database()
        assert not verify.verify(index.name)

    def test_index_of_another_database_is_named_and_repaired(self, pages, index: Index):
        future = (3 << SEQ_BITS) + 1
        document = PageSource().load([key(pages[0])])[key(pages[0])]
        index.engine.apply([Upsert(document, future)])

        found = verify.verify(index.name, repair=True)

        assert found.ahead == [key(pages[0])]
        index.assert_equals_database()
        assert not verify.verify(index.name)

    def test_what_a_wide_change_in_the_outbox_touches_is_no_difference(
        self, pages, site, index: Index
    ):
        """A branch that is closed is one row; nobody looked yet which pages lie in it."""
        PageViewRestriction.objects.create(page=site.toolkits, restriction_type="login")

        assert index.waiting() == 1
        assert not verify.verify(index.name)
        index.assert_equals_database()
        assert index.found() == set()

    def test_what_another_process_sends_meanwhile_is_no_difference(
        self, pages, index: Index, monkeypatch
    ):
        """A rebuild drains too: the row is gone after we looked at the index, and before we ask."""
        Toolkit.objects.get(pk=pages[0].pk).unpublish()
        real, looked = index.engine.versions, []

        def versions(**options):
            found = list(real(**options))
            if not looked:
                index.drain()
            looked.append(len(found))
            return iter(found)

        monkeypatch.setattr(index.engine, "versions", versions)

        assert not verify.verify(index.name)
        assert looked == [5, 4]

    def test_what_went_by_the_clock_is_no_difference_until_it_is_taken_off(
        self, pages, index: Index
    ):
        """The second gate hides it at once; the worker takes it off within half a minute."""
        late, surplus = pages[0], pages[1]
        a_second_ago = timezone.now() - timedelta(seconds=1)
        Page.objects.filter(pk=late.pk).update(expire_at=a_second_ago)

        assert not verify.verify(index.name)

        # Taken off past every signal: now nothing will ever say so.
        Page.objects.filter(pk__in=[late.pk, surplus.pk]).update(live=False)

        assert verify.verify(index.name).surplus == sorted([key(late), key(surplus)])

    def test_what_waits_in_the_outbox_is_no_difference(self, pages, index: Index):
        Toolkit.objects.get(pk=pages[0].pk).unpublish()

        assert not verify.verify(index.name)

    def test_queries_do_not_grow_with_the_pages(
        self, site, pages, index: Index, django_assert_max_num_queries
    ):
        with django_assert_max_num_queries(6):
            verify.verify(index.name)

    def test_counter_overtakes_only_what_is_ahead(self):
        take_versions(3)

        assert not overtake(current_version())
        assert overtake(current_version() + 1)
        assert SearchCounter.objects.get().epoch == 2


class TestCommands:
    def test_rebuild_says_what_it_did(self, pages, search_index):
        said = run("search_rebuild")

        assert "embedded: vullen 5 van 5" in said
        assert "embedded: 5 documenten in de nieuwe index." in said

    def test_if_needed_does_nothing_when_all_is_well(self, pages, search_index):
        run("search_rebuild")
        generation = search_index.engine.health().generation

        assert "niets te doen" in run("search_rebuild", "--if-needed")
        assert search_index.engine.health().generation == generation

    def test_if_needed_makes_a_first_index(self, site, search_index):
        factories.make_toolkit(site)

        assert "opnieuw maken, want" in run("search_rebuild", "--if-needed")
        search_index.assert_equals_database()

    def test_if_needed_mends_an_index_that_differs(self, pages, search_index):
        run("search_rebuild")
        search_index.engine.apply([Delete(key(pages[0]), current_version())])

        assert "1 document verschilt" in run("search_rebuild", "--if-needed")
        search_index.assert_equals_database()

    def test_if_needed_goes_on_without_elasticsearch(self, site, two_engines: Flaky):
        two_engines.away = True
        two_engines.health = lambda: engines.base.Health(False, False, detail="weg")

        said = run("search_rebuild", "--if-needed")

        assert "elasticsearch: weg" in said
        assert "embedded:" in said

    def test_rebuild_without_elasticsearch_fails_and_still_does_the_standby(
        self, site, two_engines: Flaky, monkeypatch
    ):
        def away():
            raise EngineUnavailable("weg")

        two_engines.begin_rebuild = away
        page = factories.make_toolkit(site)

        assert "elasticsearch: weg" in run("search_rebuild", code=1)
        assert Index("embedded").found() == {key(page)}

    def test_verify_exits_with_one_when_something_differs(self, pages, search_index):
        run("search_rebuild")
        assert "geen verschillen" in run("search_verify")
        search_index.engine.apply([Delete(key(pages[0]), current_version())])

        said = run("search_verify", code=1)
        assert f"1 niet in de index: {key(pages[0])}" in said

        said = run("search_verify", "--repair")
        assert "na herstel nog 0 verschillen" in said
        run("search_verify")

    def test_verify_mentions_what_was_refused(self, pages, search_index):
        run("search_rebuild")
        enqueue([key(pages[0])])
        SearchOutbox.objects.update(next_try=None, error="nee")

        assert "1 geweigerd" in run("search_verify", code=1)
        assert outbox.backlog()[0].refused == 1

    def test_verify_says_when_an_engine_is_away(self, site, two_engines: Flaky):
        def away():
            raise EngineUnavailable("weg")

        two_engines.refresh = away

        assert "elasticsearch antwoordt niet: weg" in run("search_verify", code=1)

    def test_rebuild_says_when_somebody_else_is_at_it(self, pages, search_index):
        with locks.rebuilding("embedded"):
            assert "Een ander proces" in run("search_rebuild", code=1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["embedded", "elasticsearch"])
def test_lock_is_held_against_everybody_else_and_let_go(search_index, name):
    """A file for the embedded engine; for Elasticsearch what the database offers."""
    answers: list[bool] = []

    def ask() -> None:
        try:
            with locks.writing(name) as mine:
                answers.append(mine)
        finally:
            connections.close_all()

    with locks.writing(name) as mine:
        assert mine
        _in_thread(ask)
    _in_thread(ask)

    assert answers == [False, True]


def _in_thread(work) -> None:
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
