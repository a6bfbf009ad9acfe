"""content_import: options, files as they come, and the summary."""

import json

import pytest
from django.core.management import CommandError, call_command
from taggit.models import Tag
from wagtail.models import Page, PageLogEntry, Revision

from academie.initiatives.models import Nieuwsbericht
from academie.library.importing import run
from academie.library.management.commands import content_import
from academie.library.models import Toolkit
from search.models import SearchChange
from tests import factories
from tests.library.import_support import assert_tree_is_sound, count, record

pytestmark = pytest.mark.django_db


def rows():
    return [model.objects.count() for model in (Page, Revision, Tag, PageLogEntry, SearchChange)]


def test_draft_publishes_nothing(bring):
    printed = bring(record(), record(id="2", type="nieuws"), draft=True)
    assert not Page.objects.live().filter(depth__gt=3).exists()
    assert count(printed, "Concept gebleven") == 2
    assert Toolkit.objects.get().latest_revision


def test_dry_run_writes_nothing_and_tells_all(bring):
    before = rows()
    printed = bring(
        record(roles="keizer"),
        record(id="2", title=""),
        record(id="3", type="praktijkverhaal"),
        dry_run=True,
    )
    assert rows() == before
    assert "Proef: er is niets opgeslagen." in printed
    assert count(printed, "Nieuw") == 2
    assert count(printed, "Afgewezen") == 1
    assert count(printed, "Concept gebleven") == 1
    assert "'keizer' staat niet in de woordenlijst" in printed
    assert "regel 2, veld title: De titel ontbreekt." in printed


def test_user_owns_the_pages_and_stands_in_their_history(bring):
    user = factories.make_user("anne")
    bring(record(), user="anne")
    page = Toolkit.objects.get()
    assert page.owner == user
    assert page.latest_revision.user == user
    actions = PageLogEntry.objects.filter(page=page.pk, user=user).values_list("action", flat=True)
    assert set(actions) == {"wagtail.create", "wagtail.publish"}


def test_unknown_user_stops_before_anything_is_read(bring):
    with pytest.raises(CommandError, match="geen account met de naam 'niemand'"):
        bring(record(), user="niemand")
    assert not Toolkit.objects.exists()


def test_markup_is_text(bring):
    bad = "<script>alert(1)</script> & <b>vet</b>"
    bring(record(title=bad, intro=bad, body=f"{bad}\n\n1. {bad}"))
    page = Toolkit.objects.get()
    assert page.title == bad
    assert "<script" not in page.purpose
    assert "&lt;script&gt;" in page.purpose
    assert "<b>" not in page.steps[0].value["text"].source


def test_formulas_are_text(bring):
    bring(record(title='=HYPERLINK("http://kwaad")', tags=["=1+1"]))
    assert Toolkit.objects.get().title == '=HYPERLINK("http://kwaad")'


def test_bad_lines_are_listed_and_the_rest_goes_in(bring):
    printed = bring('{"id": ', record(), record(id="2", type="x"), "[]", record(id="3"))
    assert Toolkit.objects.count() == 2
    assert "regel 1: De regel is geen geldige JSON" in printed
    assert "regel 3, veld type: 'x' is geen soort" in printed
    assert "regel 4: De regel is geen object" in printed
    assert (count(printed, "Gelezen"), count(printed, "Nieuw")) == (5, 2)
    assert count(printed, "Afgewezen") == 3


def test_record_of_a_megabyte_is_rejected_alone(bring):
    printed = bring(record(body="woord " * 180_000), record(id="2"))
    assert "regel 1, veld body: De tekst is langer dan 200000 tekens" in printed
    assert Toolkit.objects.count() == 1


def test_long_record_that_fits_goes_in(bring):
    bring(record(body="woord " * 30_000))
    assert Toolkit.objects.get().search_body().count("woord") == 30_000


def test_record_that_the_database_refuses_stays_out_alone(bring, monkeypatch):
    fill = run.import_targets()["nieuws"].fill

    def refuse(page, item):
        if item.external_id == "2":
            raise ValueError("dit past niet")
        fill(page, item)

    target = run.import_targets()["nieuws"]
    monkeypatch.setattr(
        run,
        "import_targets",
        lambda: {"nieuws": type(target)("nieuws", target.model, target.shelf, refuse)},
    )
    printed = bring(*(record(id=str(number), type="nieuws") for number in range(5)))
    assert Nieuwsbericht.objects.count() == 4
    assert "regel 3: Dit record kon niet worden opgeslagen (dit past niet)." in printed
    assert count(printed, "Afgewezen") == 1
    assert_tree_is_sound()


def test_nothing_usable_is_an_error(bring):
    with pytest.raises(CommandError, match="niets bruikbaars"):
        bring(record(title=""))


def test_only_known_numbers_is_no_error(bring):
    bring(record())
    assert count(bring(record()), "Overgeslagen (al bekend)") == 1


def test_empty_and_unreadable_files_are_errors(bring, tmp_path):
    with pytest.raises(CommandError, match="niets bruikbaars"):
        bring()
    with pytest.raises(CommandError, match="niet te openen"):
        call_command("content_import", tmp_path / "weg.csv")


def test_site_without_shelves_says_what_to_do(db, tmp_path):
    file = tmp_path / "bestand.jsonl"
    file.write_text(json.dumps(record()))
    with pytest.raises(CommandError, match="Voer eerst uit: manage"):
        call_command("content_import", file)


def test_csv_file_goes_the_same_way(site, tmp_path):
    file = tmp_path / "bestand.csv"
    file.write_bytes(
        "Nummer;Soort;Titel;Tekst;Rollen\r\n"
        'K-9;Toolkit;Coördinatie;"Eén alinea.\r\n\r\n1. Een stap.";IB|leerkracht\r\n'.encode(
            "cp1252"
        )
    )
    call_command("content_import", file)
    page = Toolkit.objects.live().get()
    assert (page.title, page.external_id) == ("Coördinatie", "K-9")
    assert page.purpose == "<p>Eén alinea.</p>"
    assert page.roles.count() == 2


def test_progress_is_shown(bring, monkeypatch):
    monkeypatch.setattr(content_import, "PROGRESS_RECORDS", 25)
    monkeypatch.setattr(content_import, "PROGRESS_SECONDS", 3600)
    monkeypatch.setattr(run, "BATCH", 10)
    printed = bring(*(record(id=str(number), type="nieuws") for number in range(30)))
    assert "25 gelezen, 20 verwerkt (" in printed


def test_slow_import_shows_that_it_lives(bring, monkeypatch):
    monkeypatch.setattr(content_import, "PROGRESS_SECONDS", 0)
    assert "1 gelezen, 0 verwerkt (" in bring(record(), record(id="2"))


def test_same_remark_on_many_lines_is_told_once(bring):
    printed = bring(*(record(id=str(number), roles="keizer") for number in range(8)))
    assert printed.count("'keizer' staat niet in de woordenlijst") == 1
    assert "regel 1, 2, 3, 4, 5 en 3 andere, veld roles" in printed


def test_queries_a_page_stay_few(bring, django_assert_max_num_queries):
    bring(record(id="begin"))
    # Some twenty a page, where publishing by hand takes about a hundred; the rest is the batch's.
    with django_assert_max_num_queries(60 + 20 * 40):
        bring(*(record(id=str(number)) for number in range(40)))
