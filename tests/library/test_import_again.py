"""content_import: known numbers, updates and doubles."""

import pytest
from django.utils import timezone

from academie.exchange.models import TrainingEventPage
from academie.initiatives.models import Nieuwsbericht
from academie.library.models import Toolkit, Werkinstructie
from tests.library.import_support import assert_tree_is_sound, count, record

pytestmark = pytest.mark.django_db


def test_known_number_is_skipped(bring):
    bring(record())
    printed = bring(record(title="Anders"))
    assert Toolkit.objects.get().title == "Rustig beginnen"
    assert count(printed, "Overgeslagen (al bekend)") == 1
    assert count(printed, "Nieuw") == 0


def test_known_number_is_updated_and_never_doubled(bring):
    bring(record())
    before = Toolkit.objects.get()
    printed = bring(
        record(title="Anders", body="Nieuwe tekst.", tags=["stil"], clusters=["cluster-4"]),
        update=True,
    )
    page = Toolkit.objects.get()
    assert (page.pk, page.slug, page.permanent_id) == (before.pk, before.slug, before.permanent_id)
    assert page.title == "Anders"
    assert page.purpose == "<p>Nieuwe tekst.</p>"
    assert list(page.tags.names()) == ["stil"]
    assert list(page.clusters.values_list("slug", flat=True)) == ["cluster-4"]
    assert page.live
    assert not page.has_unpublished_changes
    assert page.live_revision_id == page.latest_revision_id != before.latest_revision_id
    assert page.revisions.count() == 2
    assert page.get_latest_revision_as_object().title == "Anders"
    assert count(printed, "Bijgewerkt") == 1
    assert_tree_is_sound()


def test_update_keeps_what_an_editor_filled_in(bring):
    bring(record(type="werkinstructie"))
    page = Werkinstructie.objects.get()
    page.steps[1].value["role"] = "ib"
    page.steps[1].value["term_days"] = 3
    page.steps = [(step.block_type, step.value) for step in page.steps]
    page.organisation_text = "De Brug"
    page.save_revision().publish()
    bring(record(type="werkinstructie", intro="Nieuwe inleiding.", tags=[]), update=True)
    page = Werkinstructie.objects.get()
    assert page.intro == "Nieuwe inleiding."
    assert page.organisation_text == "De Brug"
    assert (page.steps[1].value["role"], page.steps[1].value["term_days"]) == ("ib", 3)
    assert set(page.tags.names()) == {"pauze", "Rust"}


def test_update_moves_the_session_and_adds_none(bring):
    event = {"type": "training", "start": "2027-03-01 09:00", "end": "2027-03-01 12:00"}
    bring(record(**event))
    number = TrainingEventPage.objects.get().sessions.get().pk
    bring(record(**event | {"start": "2027-03-01 10:00", "location": "School"}), update=True)
    session = TrainingEventPage.objects.get().sessions.get()
    assert session.pk == number
    assert timezone.localtime(session.start).hour == 10
    assert session.location == "School"


def test_update_leaves_an_editors_draft_a_draft(bring):
    bring(record())
    page = Toolkit.objects.get()
    page.minutes = 20
    page.save_revision()
    printed = bring(record(title="Anders"), update=True)
    page = Toolkit.objects.get()
    assert (page.title, page.minutes) == ("Rustig beginnen", None)
    newest = page.get_latest_revision_as_object()
    assert (newest.title, newest.minutes) == ("Anders", 20)
    assert "Er stond een concept klaar" in printed


def test_update_as_draft_leaves_the_live_page(bring):
    bring(record())
    bring(record(title="Anders"), update=True, draft=True)
    page = Toolkit.objects.get()
    assert (page.live, page.title) == (True, "Rustig beginnen")
    assert page.get_latest_revision_as_object().title == "Anders"


def test_unpublished_page_stays_so_at_an_update(bring):
    bring(record())
    Toolkit.objects.get().unpublish()
    bring(record(title="Anders"), update=True)
    page = Toolkit.objects.get()
    assert (page.live, page.title) == (False, "Anders")


def test_known_number_of_another_type_is_rejected(bring):
    bring(record())
    printed = bring(record(type="nieuws"), record(id="2"), update=True)
    assert "regel 1, veld type: Dit nummer is bij ons al een toolkit" in printed
    assert not Nieuwsbericht.objects.exists()


def test_same_number_twice_in_a_file(bring):
    printed = bring(record(), record(title="Tweede"))
    assert Toolkit.objects.get().title == "Rustig beginnen"
    assert "regel 2, veld id: Dit nummer staat ook op regel 1." in printed


def test_same_title_gets_another_address(bring):
    bring(record(), record(id="2"), record(id="3", title="!!!"), record(id="4", title="???"))
    assert set(Toolkit.objects.values_list("slug", flat=True)) == {
        "rustig-beginnen",
        "rustig-beginnen-2",
        "toolkit",
        "toolkit-2",
    }
    bring(record(id="5"))
    assert Toolkit.objects.filter(slug="rustig-beginnen-3").exists()
    assert_tree_is_sound()
