"""The text of attached files: read once, stored, found by whoever may download the file."""

import itertools
from concurrent.futures import wait
from threading import Event

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from wagtail.models import Collection, CollectionViewRestriction, ReferenceIndex

from academie.core.document_text import job, keeping, runner
from academie.core.document_text.keeping import next_tasks, read_now, waiting
from academie.core.document_text.outcome import VERSION, Limits, Outcome
from academie.core.models import AcademieDocument, DocumentText
from academie.core.search_source import PageSource
from academie.library.models import ToolkitDownload
from search.documents import Attachment
from search.models import SearchOutbox
from search.params import parse_params
from search.service import run_search
from tests import factories, worlds
from tests.core import hostile

pytestmark = pytest.mark.django_db

_numbers = itertools.count()


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.SEARCH_SYNC_INLINE = False


def make_document(*paragraphs, name="blad.docx", content=None, **values):
    """An uploaded file; Word with these paragraphs unless told otherwise."""
    content = hostile.word_file(*paragraphs) if content is None else content
    values = {"title": "Blad"} | values
    return AcademieDocument.objects.create(file=ContentFile(content, name=name), **values)


def read_all():
    """What setup does: read everything that waits."""
    return [outcome for _, outcome in read_now()]


def toolkit_with(site, *documents, **values):
    """A published toolkit with these downloads."""
    downloads = [
        ToolkitDownload(title=f"Download {number}", document=document)
        for number, document in enumerate(documents, start=1)
    ]
    title = f"Kaart {next(_numbers)}"
    return factories.make_toolkit(site, **{"title": title, "downloads": downloads} | values)


def attachments(page):
    """What the index would get now."""
    return PageSource().load([key(page)])[key(page)].attachments


def key(page):
    return f"page:{page.pk}"


def expanded(hint):
    return set(PageSource().expand(hint))


def hints():
    return set(SearchOutbox.objects.exclude(hint="").values_list("hint", flat=True))


def close(collection):
    return CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.LOGIN
    )


@pytest.fixture
def shelf(db):
    """A collection inside another one."""
    outer = Collection.get_first_root_node().add_child(instance=Collection(name="Werkgroep"))
    inner = outer.add_child(instance=Collection(name="Verslagen"))
    return outer, inner


class TestReading:
    def test_new_document_waits_and_is_read_once(self):
        document = make_document("Turven per dagdeel")
        assert [one.pk for one in waiting()] == [document.pk]

        [outcome] = read_all()

        text = document.document_text
        assert (text.state, text.text) == ("klaar", "Turven per dagdeel")
        assert text.version == VERSION
        assert outcome.seconds < 5
        assert not waiting().exists()
        assert read_all() == []

    def test_each_kind_of_ending_is_stored_with_its_reason(self):
        # The rules for uploads would stop these; they may be older or restored by hand.
        scan = make_document(name="scan.pdf", content=hostile.pdf_file(""))
        locked = make_document(name="slot.pdf", content=hostile.encrypted_pdf("geheim"))

        read_all()

        assert (scan.document_text.state, scan.document_text.reason) == ("leeg", "no_text")
        assert (locked.document_text.state, locked.document_text.reason) == (
            "onleesbaar",
            "encrypted",
        )
        assert "wachtwoord" in locked.document_text.explanation
        assert not waiting().exists()

    def test_file_that_is_gone_ends_in_a_state(self):
        document = make_document("Weg")
        document.file.storage.delete(document.file.name)

        read_all()

        assert (document.document_text.state, document.document_text.reason) == (
            "onleesbaar",
            "missing",
        )
        assert not waiting().exists()

    def test_another_file_takes_the_old_text_away_at_once(self):
        document = make_document("Oude tekst")
        read_all()

        document.file = ContentFile(hostile.word_file("Nieuwe tekst"), name="blad.docx")
        document.save()

        kept = DocumentText.objects.get()
        assert (kept.state, kept.text) == ("wacht", "")
        read_all()
        kept.refresh_from_db()
        assert (kept.state, kept.text) == ("klaar", "Nieuwe tekst")

    def test_another_hash_or_another_version_of_the_readers_means_reading_again(self):
        document = make_document("Tekst")
        read_all()

        AcademieDocument.objects.filter(pk=document.pk).update(file_hash="a" * 40)
        assert waiting().exists()
        read_all()
        assert not waiting().exists()
        DocumentText.objects.update(version=VERSION - 1)
        assert waiting().exists()

    def test_hash_that_wagtail_counts_later_is_the_same(self):
        document = make_document("Tekst")
        read_all()

        document.get_file_hash()

        assert DocumentText.objects.get().file_hash == document.file_hash != ""
        assert not waiting().exists()

    def test_outcome_of_a_file_that_was_replaced_meanwhile_is_not_stored(self):
        document = make_document("Oud")
        [task] = next_tasks(1)
        document.file = ContentFile(hostile.word_file("Nieuw"), name="blad.docx")
        document.save()

        assert not keeping.keep(task, Outcome("klaar", "", "Oud"))
        assert not DocumentText.objects.exists()

    def test_outcome_of_a_document_that_was_deleted_meanwhile_is_not_stored(self):
        document = make_document("Oud")
        [task] = next_tasks(1)
        document.delete()

        assert not keeping.keep(task, Outcome("klaar", "", "Oud"))
        assert not DocumentText.objects.exists()

    def test_command_says_what_came_of_it(self, capsys):
        make_document("Tekst")
        make_document(name="scan.pdf", content=hostile.pdf_file(""))

        call_command("read_documents")

        assert "2 bestanden gelezen: 1 doorzoekbaar, 1 geen tekst gevonden" in (
            capsys.readouterr().out
        )

    def test_command_goes_on_without_a_reading_process(self, capsys, monkeypatch):
        make_document("Tekst")
        monkeypatch.setattr(runner, "PROGRAM", "tests.core.bestaat_niet")

        call_command("read_documents")

        assert "start niet" in capsys.readouterr().err
        assert waiting().exists()


class TestWorkerJob:
    def finish(self, reading):
        """Wait for the thread, then let the job store what it brought."""
        wait([reading._under_way], 30)
        return reading.run()

    def test_round_starts_reading_and_a_later_one_stores(self):
        document = make_document("In de achtergrond")
        reading = job.Reading()

        assert reading.run() is False
        assert not DocumentText.objects.exists()
        assert self.finish(reading) is True

        assert document.document_text.text == "In de achtergrond"
        assert reading.run() is False
        assert reading._under_way is None

    def test_bad_file_does_not_hold_up_the_next_round(self):
        slow = hostile.slow_page(pages=1, steps=400_000)
        document = make_document(name="traag.pdf", content=slow)
        reading = job.Reading(Limits(cpu=1, soft_cpu=100))

        reading.run()
        assert reading.run() is False, "the worker does not wait for a file"
        self.finish(reading)

        assert (document.document_text.state, document.document_text.reason) == (
            "onleesbaar",
            "time",
        )

    def test_process_that_does_not_start_is_tried_later_and_no_state(self, monkeypatch, caplog):
        make_document("Tekst")
        reading = job.Reading()
        with monkeypatch.context() as broken:
            broken.setattr(runner, "PROGRAM", "tests.core.bestaat_niet")
            reading.run()
            assert self.finish(reading) is False

        assert "does not start" in caplog.text
        assert not DocumentText.objects.exists()
        reading.run()
        assert reading._under_way is None, "not at every round"
        monkeypatch.setattr(reading, "_rest_until", 0.0)
        reading.run()
        self.finish(reading)
        assert DocumentText.objects.get().state == "klaar"

    def test_worker_that_stops_stores_nothing_half(self, monkeypatch):
        make_document("Tekst")
        stop = Event()
        stop.set()
        monkeypatch.setattr(job, "stopping", stop)
        reading = job.Reading()
        reading.run()

        assert self.finish(reading) is False
        assert not DocumentText.objects.exists()


class TestOnPages:
    def test_toolkit_gives_its_own_name_to_a_file(self, site):
        first, second = make_document("Eerste tekst"), make_document("Tweede tekst")
        page = toolkit_with(site, second, first)
        read_all()

        assert attachments(page) == (
            Attachment("Download 1", "Tweede tekst"),
            Attachment("Download 2", "Eerste tekst"),
        )

    def test_form_of_a_step_and_a_link_in_a_text(self, site):
        form = make_document("Veld voor de ouder", title="Formulier")
        linked = make_document("Achter de link", title="Bijlage")
        in_block = make_document("In een variant", title="Variant")
        link = '<p><a linktype="document" id="{}">hier</a></p>'
        step = {
            "title": "Vul in",
            "role": "ib",
            "term_days": 1,
            "form_document": form,
            "text": link.format(in_block.pk),
            "variants": [],
        }
        page = factories.make_werkinstructie(site, steps=[("step", step)])
        story = factories.make_praktijkverhaal(site, situation=link.format(linked.pk))
        read_all()

        assert attachments(page) == (
            Attachment("Variant", "In een variant"),
            Attachment("Formulier", "Veld voor de ouder"),
        )
        assert attachments(story) == (Attachment("Bijlage", "Achter de link"),)

    def test_every_place_that_wagtail_knows_is_known_here(self, site):
        """The pages to tell come from Wagtail's notes, the texts from the page: they agree."""
        documents = [make_document(f"Tekst {n}") for n in range(3)]
        link = f'<a linktype="document" id="{documents[2].pk}">x</a>'
        step = {"title": "S", "role": "ib", "term_days": 1, "form_document": documents[1]}
        pages = [
            toolkit_with(site, documents[0]),
            factories.make_werkinstructie(site, steps=[("step", step | {"variants": []})]),
            factories.make_nieuws(site, body=[("paragraph", link)]),
        ]
        read_all()

        for page, document in zip(pages, documents, strict=True):
            noted = ReferenceIndex.get_references_to(document).values_list("object_id", flat=True)
            assert list(noted) == [str(page.pk)]
            assert len(attachments(page)) == 1
            assert expanded(f"document:{document.pk}") == {key(page)}

    def test_number_of_queries_does_not_grow(self, site):
        pages = [toolkit_with(site, make_document(f"Tekst {n}")) for n in range(5)]
        read_all()
        PageSource().load([key(pages[0])])
        with CaptureQueriesContext(connection) as one:
            PageSource().load([key(pages[0])])
        with CaptureQueriesContext(connection) as many:
            loaded = PageSource().load([key(page) for page in pages])

        assert len(one) == len(many)
        assert all(document.attachments for document in loaded.values())

    def test_page_with_very_much_is_bounded(self, site, monkeypatch):
        monkeypatch.setattr("academie.core.search_documents.MOST_ATTACHMENTS", 3)
        monkeypatch.setattr("academie.core.search_documents.MOST_ATTACHED_TEXT", 8)
        page = toolkit_with(site, *[make_document("zes6zs", title=f"B{n}") for n in range(5)])
        read_all()

        assert [one.text for one in attachments(page)] == ["zes6zs", "ze"]


class TestWhoIsTold:
    def test_reading_tells_the_pages(self, site):
        document = make_document("Tekst")
        page = toolkit_with(site, document)
        SearchOutbox.objects.all().delete()

        read_all()

        assert hints() == {f"document:{document.pk}"}
        assert expanded(f"document:{document.pk}") == {key(page)}

    def test_reading_the_same_text_again_tells_nobody(self, site):
        toolkit_with(site, make_document("Tekst"))
        read_all()
        SearchOutbox.objects.all().delete()
        DocumentText.objects.update(version=VERSION - 1)

        assert len(read_all()) == 1
        assert hints() == set()

    def test_renamed_document_tells_its_pages_but_counting_bytes_does_not(self):
        document = make_document("Tekst")
        SearchOutbox.objects.all().delete()

        document.get_file_hash()
        document.get_file_size()
        assert hints() == set()
        document.title = "Anders"
        document.save()
        assert hints() == {f"document:{document.pk}"}

    def test_deleted_document_tells_the_pages_that_linked_to_it(self, site):
        document = make_document("Achter de link")
        link = f'<a linktype="document" id="{document.pk}">x</a>'
        page = factories.make_nieuws(site, body=[("paragraph", link)])
        read_all()
        SearchOutbox.objects.all().delete()

        document.delete()

        assert SearchOutbox.objects.filter(doc_key=key(page)).exists()
        assert attachments(page) == ()
        assert not DocumentText.objects.exists()

    @pytest.mark.parametrize("level", [0, 1])
    def test_closing_and_opening_a_collection_tells_the_pages_below(self, site, shelf, level):
        document = make_document("Tekst", collection=shelf[1])
        page = toolkit_with(site, document)
        SearchOutbox.objects.all().delete()

        restriction = close(shelf[level])
        assert hints() == {f"collection:{shelf[level].pk}"}
        assert expanded(f"collection:{shelf[level].pk}") == {key(page)}
        SearchOutbox.objects.all().delete()
        restriction.delete()
        assert hints() == {f"collection:{shelf[level].pk}"}

    def test_moving_a_collection_in_the_admin_tells_the_pages(self, client, site, shelf):
        document = make_document("Tekst", collection=shelf[1])
        page = toolkit_with(site, document)
        root = Collection.get_first_root_node()
        elsewhere = root.add_child(instance=Collection(name="Besloten"))
        close(elsewhere)
        read_all()
        client.force_login(factories.make_user("baas", is_superuser=True))
        SearchOutbox.objects.all().delete()

        client.post(
            f"/beheer/collections/{shelf[0].pk}/", {"name": "Werkgroep", "parent": elsewhere.pk}
        )

        assert f"collection:{shelf[0].pk}" in hints()
        assert expanded(f"collection:{shelf[0].pk}") == {key(page)}
        assert attachments(page) == ()

    def test_use_by_its_own_text_does_not_count(self):
        document = make_document("Tekst")
        read_all()

        assert document.get_usage().count() == 0


class TestPrivate:
    @pytest.mark.parametrize("level", [0, 1])
    def test_text_in_a_closed_collection_is_not_given(self, site, shelf, level):
        secret = make_document("Geheim woord", collection=shelf[1])
        page = toolkit_with(site, secret, make_document("Open woord"))
        read_all()
        restriction = close(shelf[level])

        assert attachments(page) == (Attachment("Download 2", "Open woord"),)
        restriction.delete()
        assert len(attachments(page)) == 2

    def test_document_moved_to_a_closed_collection(self, site, shelf):
        document = make_document("Geheim woord")
        page = toolkit_with(site, document)
        read_all()
        close(shelf[0])

        document.collection = shelf[1]
        document.save()

        assert attachments(page) == ()
        assert f"document:{document.pk}" in hints()

    def test_closed_text_is_not_found_before_and_after_the_engine_hears(
        self, site, shelf, settings, tmp_path
    ):
        document = make_document("Kwetsbaarheid", collection=shelf[1])
        page, other = toolkit_with(site, document), toolkit_with(site, make_document("Iets"))
        read_all()
        with worlds.searchable(settings, tmp_path):
            worlds.index_all()
            both = [key(page), key(other)]
            assert PageSource().visible(both) == set(both)

            close(shelf[0])
            # The engine still knows the word, so the page stays out for a moment.
            assert PageSource().visible(both) == {key(other)}
            worlds.index_all()

            assert PageSource().visible(both) == set(both)

    def test_other_changes_hide_no_page(self, site, shelf):
        open_page = toolkit_with(site, make_document("Open"))
        closed_page = toolkit_with(site, make_document("Dicht", collection=shelf[1]))
        close(shelf[0])
        read_all()
        SearchOutbox.objects.all().delete()
        both = [key(open_page), key(closed_page)]

        open_page.save()
        assert PageSource().visible(both) == set(both)

    def test_second_gate_is_one_query_still(self, site, shelf):
        pages = [key(toolkit_with(site, make_document("x", collection=shelf[1]))) for _ in range(2)]
        close(shelf[0])
        PageSource().visible(pages)

        with CaptureQueriesContext(connection) as queries:
            PageSource().visible(pages)

        assert len(queries) == 1


class TestSearch:
    """From the file to the result and back, through an index of its own."""

    @pytest.fixture(autouse=True)
    def _index(self, settings, tmp_path):
        with worlds.searchable(settings, tmp_path):
            yield

    def find(self, words):
        worlds.index_all()
        return run_search(parse_params(QueryDict(f"q={words}"))).hits

    def test_word_in_a_file_finds_its_page_and_says_in_which_file(self, site):
        page = toolkit_with(site, make_document("Leg de zandloper zichtbaar op tafel"))
        toolkit_with(site, make_document("Iets heel anders"))
        assert not self.find("zandloper")

        read_all()
        [card] = self.find("zandloper")

        assert card.title == page.title
        assert card.found_in == "Download 1"
        assert "<mark>zandloper</mark>" in card.snippet_html

    def test_word_on_the_page_counts_for_more(self, site):
        in_file = toolkit_with(site, make_document("De zandloper " * 3))
        on_page = toolkit_with(site, purpose="<p>Met een zandloper werken.</p>")
        read_all()

        assert [card.title for card in self.find("zandloper")] == [on_page.title, in_file.title]

    def test_closed_replaced_and_deleted_files_are_no_longer_found(self, site, shelf):
        closed = make_document("Zandloper dicht", collection=shelf[1])
        replaced = make_document("Zandloper oud")
        toolkit_with(site, closed)
        toolkit_with(site, replaced)
        link = make_document("Zandloper weg")
        html = f'<p><a linktype="document" id="{link.pk}">x</a></p>'
        factories.make_praktijkverhaal(site, situation=html)
        read_all()
        assert len(self.find("zandloper")) == 3

        close(shelf[0])
        # Before the engine hears of it, too: this is asked without telling it.
        titles = [card.title for card in run_search(parse_params(QueryDict("q=zandloper"))).hits]
        assert len(titles) == 2
        replaced.file = ContentFile(hostile.word_file("Kookwekker"), name="blad.docx")
        replaced.save()
        link.delete()

        assert not self.find("zandloper")


class TestAdmin:
    @pytest.fixture
    def editor(self, client):
        client.force_login(factories.make_user("redacteur", is_superuser=True))
        return client

    def test_edit_view_says_whether_the_words_are_found(self, editor):
        document = make_document("Tekst")
        url = f"/beheer/documents/edit/{document.pk}/"
        assert "Wordt binnenkort gelezen." in editor.get(url).content.decode()

        read_all()

        assert "Bezoekers vinden de woorden in dit bestand." in editor.get(url).content.decode()

    def test_report_lists_what_needs_somebody_and_what_to_do(self, editor):
        make_document("Goed", title="Goed blad")
        make_document(name="scan.pdf", content=hostile.pdf_file(""), title="Oude scan")
        read_all()
        make_document("Nieuw", title="Net nieuw")

        page = editor.get("/beheer/reports/tekst-in-bestanden/").content.decode()

        assert "Oude scan" in page
        assert "tekst herkennen" in page
        assert "Goed blad" not in page
        assert "Net nieuw" not in page
        assert "<td>Wacht op lezen</td><td>1</td>" in page

    def test_report_costs_no_query_per_file(self, editor):
        url = "/beheer/reports/tekst-in-bestanden/"
        make_document(name="scan.pdf", content=hostile.pdf_file(""))
        read_all()
        editor.get(url)
        with CaptureQueriesContext(connection) as one:
            editor.get(url)
        for _ in range(3):
            make_document(name="scan.pdf", content=hostile.pdf_file(""))
        read_all()
        with CaptureQueriesContext(connection) as four:
            editor.get(url)

        assert len(one) == len(four)

    def test_file_can_be_read_again(self, editor):
        document = make_document(name="scan.pdf", content=hostile.pdf_file(""))
        read_all()

        response = editor.post(
            "/beheer/reports/tekst-in-bestanden/opnieuw/", {"document": document.pk}, follow=True
        )

        assert "opnieuw gelezen" in response.content.decode()
        assert [one.pk for one in waiting()] == [document.pk]
