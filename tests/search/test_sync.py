"""Whatever happens to a page, in the end index and database say the same."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from taggit.models import Tag
from wagtail.models import Page, PageViewRestriction, Revision, Site

from academie.core.search_source import PageSource
from academie.exchange.models import TrainingEventPage
from academie.library.models import Toolkit
from academie.taxonomy.models import Cluster, Region, SupportNeed
from home.models import ContentPage
from search.engines.base import Delete, EngineTimeout, OpStatus, Upsert
from search.models import SearchOutbox
from search.sync import enqueue, enqueue_wide, inline, outbox
from search.sync.counter import current_version, take_versions
from tests import factories
from tests.search.support import Flaky, Index, busy, key, refuse

pytestmark = pytest.mark.django_db


def publish(page):
    page.save_revision().publish()


def undone(work: Callable[[], object]) -> None:
    """Do something in a transaction that is rolled back."""
    with transaction.atomic():
        work()
        transaction.set_rollback(True)


def restrict(page) -> PageViewRestriction:
    return PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


class TestPages:
    def test_published_page_is_found_with_all_it_says(self, site, index: Index):
        page = factories.make_toolkit(site, clusters=["cluster-2"], needs=["taal-en-spraak"])

        index.assert_equals_database()
        found = index.documents()[key(page)]

        assert found["url"] == f"/toolkits/{page.slug}/"
        assert found["number"] == f"T2S {page.pk:03d}"
        assert found["facets"]["regio"] == ["rotterdam"]
        assert "Taal en spraak (TOS)" in found["keywords"]

    def test_draft_is_not_found(self, site, index: Index):
        factories.make_toolkit(site, publish=False)

        index.assert_equals_database()

        assert index.found() == set()

    def test_unpublished_changes_are_not_found(self, site, index: Index):
        page = factories.make_toolkit(site, title="Oude titel")
        page.title = "Nieuwe titel"
        page.save_revision()

        index.assert_equals_database()

        assert index.documents()[key(page)]["title"] == "Oude titel"

    def test_page_scheduled_for_later_is_found_when_its_time_has_come(self, site, index: Index):
        page = factories.make_toolkit(site, publish=False)
        page.go_live_at = timezone.now() + timedelta(days=1)
        revision = page.save_revision()
        revision.publish()
        index.assert_equals_database()
        assert index.found() == set()

        due = timezone.now() - timedelta(seconds=1)
        content = {**revision.content, "go_live_at": due.isoformat()}
        Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=due, content=content)
        call_command("publish_scheduled")

        index.assert_equals_database()
        assert index.found() == {key(page)}

    def test_page_that_expires_goes(self, site, index: Index):
        page = factories.make_toolkit(site)
        index.assert_equals_database()
        Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))

        call_command("publish_scheduled")

        index.assert_equals_database()
        assert index.found() == set()

    def test_unpublished_page_goes_and_comes_back(self, site, index: Index):
        page = factories.make_toolkit(site)
        index.assert_equals_database()

        page.unpublish()
        index.assert_equals_database()
        assert index.found() == set()

        publish(page)
        index.assert_equals_database()
        assert index.found() == {key(page)}

    def test_unpublishing_a_shelf_with_all_below_it(self, site, index: Index):
        parent = factories.make_content_page(site, title="Over ons", slug="over-ons")
        child = _below(parent, "Wie wij zijn")
        index.assert_equals_database()
        assert index.found() == {key(parent), key(child)}

        from wagtail.actions.unpublish_page import UnpublishPageAction

        UnpublishPageAction(
            parent, include_descendants=True, user=factories.make_user("baas", is_superuser=True)
        ).execute(skip_permission_checks=True)

        index.assert_equals_database()
        assert index.found() == set()

    def test_deleted_page_goes_with_all_below_it(self, site, index: Index):
        parent = factories.make_content_page(site, title="Over ons", slug="over-ons")
        _below(parent, "Wie wij zijn")
        stays = factories.make_toolkit(site)
        index.assert_equals_database()

        Page.objects.get(pk=parent.pk).delete()

        index.assert_equals_database()
        assert index.found() == {key(stays)}

    def test_bulk_delete_by_queryset(self, site, index: Index):
        pages = [factories.make_toolkit(site, title=f"Kaart {n}") for n in range(3)]
        index.assert_equals_database()

        Page.objects.filter(pk__in=[page.pk for page in pages[:2]]).delete()

        index.assert_equals_database()
        assert index.found() == {key(pages[2])}

    def test_copy_is_a_document_of_its_own(self, site, index: Index):
        page = factories.make_toolkit(site, clusters=["cluster-2"])

        copy = page.copy(update_attrs={"slug": "kopie", "title": "Kopie"})

        index.assert_equals_database()
        assert index.found() == {key(page), key(copy)}
        assert index.documents()[key(copy)]["facets"]["cluster"] == ["cluster-2"]

    def test_alias_is_not_found_beside_its_original(self, site, index: Index):
        page = factories.make_toolkit(site)
        alias = page.create_alias(update_slug="ook-hier")
        page.title = "Met een alias"
        publish(page)

        index.assert_equals_database()

        assert alias.specific.permanent_id != page.permanent_id
        assert index.found() == {key(page)}

    def test_moved_branch_is_found_at_its_new_addresses(self, site, index: Index):
        parent = factories.make_content_page(site, title="Over ons", slug="over-ons")
        child = _below(parent, "Wie wij zijn", slug="wie")
        target = factories.make_content_page(site, title="Archief", slug="archief")
        index.assert_equals_database()

        Page.objects.get(pk=parent.pk).move(Page.objects.get(pk=target.pk), pos="last-child")

        index.assert_equals_database()
        assert index.documents()[key(child)]["url"] == "/archief/over-ons/wie/"

    def test_new_slug_of_a_parent_changes_the_addresses_below_it(self, site, index: Index):
        parent = factories.make_content_page(site, title="Over ons", slug="over-ons")
        child = _below(parent, "Wie wij zijn", slug="wie")
        index.assert_equals_database()

        parent = ContentPage.objects.get(pk=parent.pk)
        parent.slug = "over"
        publish(parent)

        index.assert_equals_database()
        assert index.documents()[key(child)]["url"] == "/over/wie/"

    def test_page_outside_every_site_has_no_address_and_is_not_found(self, site, index: Index):
        page = factories.make_toolkit(site)
        index.assert_equals_database()

        Site.objects.get().delete()

        index.assert_equals_database()
        assert key(page) not in index.found()

    def test_expiry_by_validity_is_the_engines_business(self, site, index: Index):
        page = factories.make_toolkit(site, valid_until=timezone.localdate() - timedelta(days=1))

        index.assert_equals_database()

        assert index.documents()[key(page)]["expires"] is not None

    def test_event_that_is_over_has_no_next_start(self, site, index: Index):
        coming = factories.make_training(site, title="Straks", days=3)
        over = factories.make_training(site, title="Geweest", days=-3)

        index.assert_equals_database()

        assert index.documents()[key(coming)]["starts"] is not None
        assert index.documents()[key(over)]["starts"] is None

    def test_next_session_is_looked_up_again(self, site, index: Index):
        page = factories.make_training(site, days=3)
        index.assert_equals_database()
        TrainingEventPage.objects.get(pk=page.pk).sessions.update(
            start=timezone.now() - timedelta(days=2), end=timezone.now() - timedelta(days=1)
        )

        enqueue_wide("moments")

        index.assert_equals_database()
        assert index.documents()[key(page)]["starts"] is None


class TestRestrictions:
    def test_restricted_page_goes_and_comes_back(self, site, index: Index):
        page = factories.make_toolkit(site)
        index.assert_equals_database()

        restriction = restrict(page)
        index.assert_equals_database()
        assert index.found() == set()

        restriction.delete()
        index.assert_equals_database()
        assert index.found() == {key(page)}

    def test_restricted_ancestor_takes_everything_below_with_it(self, site, index: Index):
        page = factories.make_toolkit(site)
        other = factories.make_nieuws(site)
        index.assert_equals_database()

        restriction = restrict(site.toolkits)
        index.assert_equals_database()
        assert index.found() == {key(other)}

        restriction.delete()
        index.assert_equals_database()
        assert index.found() == {key(page), key(other)}

    def test_moving_below_a_restricted_page_hides_a_branch(self, site, index: Index):
        parent = factories.make_content_page(site, title="Over ons", slug="over-ons")
        child = _below(parent, "Wie wij zijn")
        closed = factories.make_content_page(site, title="Besloten", slug="besloten")
        restrict(closed)
        index.assert_equals_database()
        assert index.found() == {key(parent), key(child)}

        Page.objects.get(pk=parent.pk).move(Page.objects.get(pk=closed.pk), pos="last-child")

        index.assert_equals_database()
        assert index.found() == set()

    def test_restriction_on_a_sibling_with_a_longer_path_hides_nothing(self, site, index: Index):
        """Tree paths are compared from the start: 0001 is above 00010002, not above 0002."""
        page = factories.make_toolkit(site)
        restrict(site.werkinstructies)

        index.assert_equals_database()

        assert index.found() == {key(page)}


class TestVocabularies:
    def test_renamed_term_is_found_by_its_new_name(self, site, index: Index):
        page = factories.make_toolkit(site, needs=["taal-en-spraak"])
        index.assert_equals_database()

        need = SupportNeed.objects.get(slug="taal-en-spraak")
        need.label = "Spreken en begrijpen"
        need.save()

        index.assert_equals_database()
        assert "Spreken en begrijpen" in index.documents()[key(page)]["keywords"]

    def test_deleted_term_is_taken_off_its_pages(self, site, index: Index):
        page = factories.make_toolkit(site, clusters=["cluster-4"])
        index.assert_equals_database()

        Cluster.objects.get(slug="cluster-4").delete()

        index.assert_equals_database()
        assert "cluster" not in index.documents()[key(page)]["facets"]

    def test_place_that_moves_takes_what_lies_in_it_along(self, site, index: Index):
        carnisse = Region.objects.get(slug="carnisse")
        page = factories.make_toolkit(site, region=carnisse)
        index.assert_equals_database()
        assert index.documents()[key(page)]["facets"]["regio"] == [
            "carnisse",
            "charlois",
            "rotterdam",
        ]

        charlois = Region.objects.get(slug="charlois")
        charlois.parent = None
        charlois.save()

        index.assert_equals_database()
        assert index.documents()[key(page)]["facets"]["regio"] == ["carnisse", "charlois"]

    def test_renamed_and_deleted_tag(self, site, index: Index):
        page = factories.make_toolkit(site, publish=False)
        page.tags.add("pictogrammen")
        publish(page)
        index.assert_equals_database()

        tag = Tag.objects.get(name="pictogrammen")
        tag.name = "picto's"
        tag.save()
        index.assert_equals_database()
        assert "picto's" in index.documents()[key(page)]["keywords"]

        tag.delete()
        index.assert_equals_database()
        assert "picto's" not in index.documents()[key(page)]["keywords"]

    def test_new_term_touches_no_page(self, site, index: Index):
        index.drain()

        Cluster.objects.create(slug="cluster-9", label="Nieuw")

        assert index.waiting() == 0

    def test_documents_never_come_from_a_copy_of_the_vocabulary(self, site, index: Index):
        """The worker's copy may be half a minute old when the page is indexed."""
        page = factories.make_toolkit(site, needs=["taal-en-spraak"])
        SupportNeed.objects.filter(slug="taal-en-spraak").update(label="Vers uit de database")

        document = PageSource().load([key(page)])[key(page)]

        assert "Vers uit de database" in document.keywords


class TestOutbox:
    def test_rollback_leaves_nothing(self, site, index: Index):
        index.drain()

        undone(lambda: factories.make_toolkit(site))

        assert index.waiting() == 0
        index.assert_equals_database()
        assert index.found() == set()

    def test_versions_rise_with_every_change(self, site, index: Index):
        index.drain()
        page = factories.make_toolkit(site)
        first = SearchOutbox.objects.get(engine=index.name, doc_key=key(page)).seq

        publish(page)

        assert SearchOutbox.objects.get(engine=index.name, doc_key=key(page)).seq > first

    @pytest.mark.parametrize("count", [1, 30, 90])
    def test_enqueue_takes_three_queries_however_many_keys(self, search_index, count):
        with CaptureQueriesContext(connection) as queries:
            enqueue(f"page:{number}" for number in range(count))

        work = [q["sql"] for q in queries if "SAVEPOINT" not in q["sql"]]
        assert len(work) == 3

    def test_same_key_twice_is_one_row(self, search_index):
        assert enqueue(["page:1", "page:1"]) == 1
        assert SearchOutbox.objects.count() == 1

    def test_both_engines_get_a_row_when_elasticsearch_is_chosen(self, search_index, settings):
        settings.SEARCH_ENGINE = "elasticsearch"

        enqueue(["page:1"])

        rows = SearchOutbox.objects.values_list("engine", flat=True)
        assert sorted(rows) == ["elasticsearch", "embedded"]

    def test_draft_saved_over_a_page_costs_no_row(self, site, search_index):
        page = factories.make_toolkit(site)
        search_index.drain()

        page.title = "Nog niet klaar"
        page.save_revision()

        assert search_index.waiting() == 0

    def test_row_that_changed_while_it_was_done_stays(self, site, index: Index, flaky: Flaky):
        page = factories.make_toolkit(site, title="Eerst")

        def change_once() -> None:
            flaky.after_apply = lambda: None
            Page.objects.filter(pk=page.pk).update(title="Later")
            enqueue([key(page)])

        flaky.after_apply = change_once
        index.assert_equals_database()

        assert index.documents()[key(page)]["title"] == "Later"

    def test_small_batches_do_everything(self, site, index: Index):
        from search.sync import worker

        for number in range(5):
            factories.make_toolkit(site, title=f"Kaart {number}")

        worker.drain(index.name, budget=60, batch=2)

        index.assert_equals_database()

    def test_wide_change_of_many_pages_is_noted_in_pieces(self, site, index: Index, monkeypatch):
        from search.sync import worker

        monkeypatch.setattr(worker, "_EXPAND", 2)
        for number in range(5):
            factories.make_toolkit(site, title=f"Kaart {number}")
        index.drain()

        enqueue_wide("all")

        assert index.drain().applied == 5
        index.assert_equals_database()

    def test_key_of_nobody_is_taken_out(self, search_index):
        enqueue(["verdwenen:7"])

        search_index.drain()

        assert search_index.waiting() == 0

    def test_hint_of_nobody_expands_to_nothing(self, search_index):
        enqueue_wide("onbekend:7")

        search_index.drain()

        assert search_index.waiting() == 0


class TestFailures:
    @pytest.fixture(autouse=True)
    def _site_is_indexed(self, site, index: Index) -> None:
        index.drain()

    def test_engine_that_is_away_loses_nothing(self, site, index: Index, flaky: Flaky):
        factories.make_toolkit(site, title="Was er al")
        index.drain()
        flaky.away = True
        page = factories.make_toolkit(site)
        gone = factories.make_nieuws(site)
        gone.delete()
        before = index.waiting()

        assert index.drain().away
        assert index.waiting() == before

        flaky.away = False
        index.assert_equals_database()
        assert key(page) in index.found()
        assert key(gone) not in index.found()

    def test_refused_document_waits_for_somebody_and_the_others_go_on(
        self, site, index: Index, flaky: Flaky
    ):
        bad = factories.make_toolkit(site, title="Slecht")
        good = factories.make_toolkit(site, title="Goed")
        flaky.answer = lambda op: refuse(op) if op.key == key(bad) else None

        drained = index.drain()

        row = SearchOutbox.objects.get(engine=index.name)
        assert drained.refused == 1
        assert index.found() == {key(good)}
        assert (row.doc_key, row.is_refused, row.attempts) == (key(bad), True, 1)
        assert "mapper_parsing_exception" in row.error
        assert outbox.backlog()[0].refused == 1

        flaky.answer = lambda op: None
        index.drain()
        assert index.waiting() == 1, "nobody asked for it yet"
        outbox.retry_now()
        index.assert_equals_database()

    def test_refused_document_is_tried_again_when_it_changes(
        self, site, index: Index, flaky: Flaky
    ):
        page = factories.make_toolkit(site)
        flaky.answer = refuse
        index.drain()
        flaky.answer = lambda op: None

        publish(page)

        index.assert_equals_database()

    def test_busy_engine_is_asked_again_later_and_later(self, site, index: Index, flaky: Flaky):
        factories.make_toolkit(site)
        flaky.answer = busy
        pauses = []
        for _ in range(14):
            SearchOutbox.objects.update(next_try=timezone.now() - timedelta(seconds=1))
            index.drain()
            row = SearchOutbox.objects.filter(engine=index.name).last()
            pauses.append((row.next_try - timezone.now()).total_seconds())

        assert pauses[0] <= 1
        assert 2 < pauses[3] <= 8
        assert 140 < pauses[-1] <= 300

    def test_page_that_cannot_be_read_does_not_stop_the_others(
        self, site, index: Index, monkeypatch
    ):
        bad = factories.make_toolkit(site, title="Stuk")
        good = factories.make_toolkit(site, title="Heel")
        whole = Toolkit.search_body

        def search_body(page):
            if page.pk == bad.pk:
                raise ValueError("half a block")
            return whole(page)

        monkeypatch.setattr(Toolkit, "search_body", search_body)
        index.drain()

        row = SearchOutbox.objects.get(engine=index.name)
        assert index.found() == {key(good)}
        assert row.doc_key == key(bad)
        assert "half a block" in row.error

        monkeypatch.setattr(Toolkit, "search_body", whole)
        outbox.retry_now([row.pk])
        index.assert_equals_database()

    def test_fault_in_the_engine_is_pinned_on_its_cause(self, site, index: Index, flaky: Flaky):
        bad = factories.make_toolkit(site, title="Slecht")
        good = factories.make_toolkit(site, title="Goed")

        def explode(op):
            if op.key == key(bad):
                raise RuntimeError("a bug")

        flaky.answer = explode
        index.drain()

        row = SearchOutbox.objects.get(engine=index.name)
        assert (row.doc_key, row.is_refused) == (key(bad), True)
        assert index.found() == {key(good)}

    def test_batch_that_takes_too_long_is_held_back_so_that_the_rest_can_go_on(
        self, site, index: Index, flaky: Flaky
    ):
        slow = factories.make_toolkit(site, title="Traag")

        def time_out(op):
            raise EngineTimeout("30 s")

        flaky.answer = time_out
        assert index.drain().away
        row = SearchOutbox.objects.get(engine=index.name)
        assert (row.doc_key, row.attempts, row.is_refused) == (key(slow), 1, False)
        assert "Te langzaam" in row.error

        flaky.answer = lambda op: None
        outbox.retry_now()
        index.assert_equals_database()

    def test_killed_between_applying_and_taking_the_row_away(
        self, site, index: Index, flaky: Flaky
    ):
        page = factories.make_toolkit(site)

        def die() -> None:
            raise KeyboardInterrupt

        flaky.after_apply = die
        with pytest.raises(KeyboardInterrupt):
            index.drain()
        assert index.waiting() > 0

        flaky.after_apply = lambda: None
        index.assert_equals_database()
        assert index.found() == {key(page)}

    def test_stale_versions_change_nothing(self, site, index: Index):
        page = factories.make_toolkit(site, title="Nieuw")
        old = PageSource().load([key(page)])[key(page)]
        index.drain()
        version = dict(index.engine.versions())[key(page)]

        results = index.engine.apply([Upsert(old, version - 1), Delete(key(page), version - 1)])

        assert {result.status for result in results} == {OpStatus.STALE}
        index.assert_equals_database()

    def test_late_write_does_not_bring_a_deleted_page_back(self, site, index: Index):
        page = factories.make_toolkit(site)
        document = PageSource().load([key(page)])[key(page)]
        late = current_version()
        page.delete()
        index.drain()

        index.engine.apply([Upsert(document, late)])

        index.assert_equals_database()
        assert index.found() == set()


class TestQueryCounts:
    def test_loading_takes_the_same_queries_for_more_pages(self, site, search_index):
        few = [key(factories.make_werkinstructie(site, title=f"W{n}")) for n in range(2)]
        source = PageSource()
        source.load(few)
        with CaptureQueriesContext(connection) as with_few:
            source.load(few)
        many = few + [key(factories.make_werkinstructie(site, title=f"M{n}")) for n in range(6)]

        with CaptureQueriesContext(connection) as with_many:
            source.load(many)

        assert len(with_many) == len(with_few) <= 11

    def test_streams_with_files_and_images_cost_no_query_each(self, site, search_index):
        from django.core.files.base import ContentFile

        from academie.core.models import AcademieDocument

        form = AcademieDocument.objects.create(title="Formulier", file=ContentFile(b"a", "f.txt"))
        step = {"title": "Vul in", "role": "ib", "term_days": 1, "form_document": form}

        def make(title: str):
            steps = [("step", {**step, "variants": []})]
            return factories.make_werkinstructie(site, title=title, steps=steps)

        pages = [make(f"Werkwijze {n}") for n in range(4)]
        source = PageSource()
        source.load([key(pages[0])])
        with CaptureQueriesContext(connection) as one:
            source.load([key(pages[0])])
        with CaptureQueriesContext(connection) as all_of_them:
            documents = source.load([key(page) for page in pages])

        assert len(one) == len(all_of_them)
        assert "Vul in" in documents[key(pages[1])].body

    def test_image_in_the_text_costs_no_query_and_its_words_are_found(self, site, search_index):
        from wagtail.images.tests.utils import get_test_image_file

        from academie.core.models import AcademieImage

        image = AcademieImage.objects.create(title="Foto", file=get_test_image_file())
        figure = {"image": image, "alt_text": "", "caption": "Een lege stoel"}
        page = factories.make_nieuws(site, body=[("figure", figure)])
        source = PageSource()
        source.load([key(page)])

        with CaptureQueriesContext(connection) as queries:
            document = source.load([key(page)])[key(page)]

        assert "Een lege stoel" in document.body
        assert not [q for q in queries if "academieimage" in q["sql"].split("WHERE")[0]]

    def test_second_gate_is_one_query(self, site, search_index):
        pages = [key(factories.make_toolkit(site, title=f"Kaart {n}")) for n in range(3)]
        source = PageSource()
        source.visible(pages)

        with CaptureQueriesContext(connection) as queries:
            assert source.visible(pages) == set(pages)

        assert len(queries) == 1

    def test_gate_and_documents_agree(self, site, search_index):
        closed = factories.make_content_page(site, title="Besloten")
        restrict(closed)
        pages = [
            factories.make_toolkit(site),
            factories.make_toolkit(site, title="Concept", publish=False),
            closed,
        ]
        keys = [key(page) for page in pages]

        assert PageSource().visible(keys) == set(PageSource().load(keys)) == {keys[0]}
        assert list(PageSource().keys()) == [keys[0]]


@pytest.mark.django_db(transaction=True)
class TestCommit:
    """With real commits, which the other tests do without because they are faster that way."""

    @pytest.fixture
    def site(self, committed_site):
        return committed_site

    def test_inline_indexing_right_after_the_commit(self, site, search_index, settings):
        settings.SEARCH_SYNC_INLINE = True

        with transaction.atomic():
            page = factories.make_toolkit(site)
            assert search_index.waiting() > 0

        assert key(page) in search_index.found()
        assert search_index.waiting() == 0

    def test_inline_indexing_that_fails_does_not_fail_the_publication(
        self, site, search_index, settings, monkeypatch
    ):
        settings.SEARCH_SYNC_INLINE = True

        def explode(**options):
            raise RuntimeError("a bug")

        monkeypatch.setattr("search.sync.worker.drain_all", explode)
        page = factories.make_toolkit(site)

        assert Toolkit.objects.get(pk=page.pk).live
        assert search_index.waiting() > 0

    def test_inline_indexing_waits_for_no_other_writer(self, site, search_index, settings):
        from search.sync import locks

        settings.SEARCH_SYNC_INLINE = True
        with locks.writing("embedded"):
            factories.make_toolkit(site)
            assert search_index.waiting() > 0

    def test_one_drain_for_all_changes_of_a_transaction(
        self, site, search_index, settings, monkeypatch
    ):
        settings.SEARCH_SYNC_INLINE = True
        calls = []
        monkeypatch.setattr("search.sync.worker.drain_all", lambda budget: calls.append(budget))

        with transaction.atomic():
            for number in range(3):
                enqueue([f"page:{number}"])

        assert calls == [inline.BUDGET]

    def test_rollback_of_the_outer_transaction_leaves_nothing(self, site, search_index):
        SearchOutbox.objects.all().delete()

        undone(lambda: factories.make_toolkit(site))

        assert search_index.waiting() == 0

    def test_numbers_of_a_rollback_are_given_out_again(self, search_index):
        before = current_version()
        undone(lambda: take_versions(5))

        assert current_version() == before


def _below(parent: ContentPage, title: str, slug: str = "") -> ContentPage:
    """Publish a plain page below another one."""
    child = ContentPage(title=title, slug=slug or "kind", intro="Kort.", region=parent.region)
    ContentPage.objects.get(pk=parent.pk).add_child(instance=child)
    publish(child)
    return ContentPage.objects.get(pk=child.pk)
