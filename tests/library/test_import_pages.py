"""content_import: what becomes of one record of each type."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from taggit.models import Tag
from wagtail.models import Page, PageLogEntry, ReferenceIndex
from wagtail.signals import page_published

from academie.exchange.models import TrainingEventPage
from academie.initiatives.models import Nieuwsbericht
from academie.library.models import Praktijkverhaal, Toolkit, Werkinstructie
from search.models import SearchChange
from tests import factories
from tests.library.import_support import assert_tree_is_sound, count, record

pytestmark = pytest.mark.django_db


def test_toolkit_is_published_as_adopted(bring):
    bring(record())
    page = Toolkit.objects.get()
    assert page.live
    assert page.adopted
    assert page.external_id == "K-1"
    assert page.get_url() == "/toolkits/rustig-beginnen/"
    assert page.purpose == "<p>Waarom dit werkt.</p><p>Tot slot nog iets.</p>"
    assert [(step.value["title"], step.value["text"].source) for step in page.steps] == [
        ("Zeg het in één zin.", "<p>Daarna wacht u.</p>"),
        ("Schrijf op wat u ziet.", ""),
    ]
    assert list(page.clusters.values_list("slug", flat=True)) == ["cluster-2"]
    assert set(page.roles.values_list("slug", flat=True)) == {"ib", "leerkracht"}
    assert set(page.tags.names()) == {"pauze", "Rust"}
    assert page.region is None
    for moment in (page.first_published_at, page.last_published_at):
        assert timezone.localtime(moment).date().isoformat() == "2025-03-31"
    assert_tree_is_sound()


def test_what_it_lacks_is_noted(bring):
    printed = bring(record())
    gaps = Toolkit.objects.get().gaps
    assert any("regio" in gap for gap in gaps)
    assert any("Opschalen als" in gap for gap in gaps)
    assert count(printed, "Nog aan te vullen") == 1


def test_werkinstructie_without_roles_and_terms_goes_in(bring):
    bring(record(type="werkinstructie"))
    page = Werkinstructie.objects.live().get()
    titles = [step.value["title"] for step in page.steps]
    assert titles == ["Lees dit eerst", "Zeg het in één zin.", "Schrijf op wat u ziet."]
    assert [step.value["term_days"] for step in page.steps] == [None] * 3
    assert any("wie dit doet" in gap for gap in page.gaps)


def test_werkinstructie_without_numbers_has_a_step_a_paragraph(bring):
    bring(record(type="werkinstructie", body="Bel eerst.\n\nSchrijf dan op.\nOp één kant."))
    steps = Werkinstructie.objects.get().steps
    assert [step.value["title"] for step in steps] == ["Bel eerst.", "Schrijf dan op."]
    assert steps[1].value["text"].source == "<p>Op één kant.</p>"


def test_long_step_loses_nothing(bring):
    sentence = "woord " * 60 + "einde"
    bring(record(body=f"1. {sentence}"))
    step = Toolkit.objects.get().steps[0].value
    assert len(step["title"]) <= 120
    assert step["title"].endswith("…")
    assert "einde" in step["text"].source


def test_more_numbers_than_steps_stay_text(bring):
    bring(record(body="\n".join(f"{number % 90 + 1}. Doe dit {number}." for number in range(300))))
    steps = Toolkit.objects.get().steps
    assert len(steps) == 100
    assert "Doe dit 299." in steps[99].value["text"].source


def test_training_gets_its_session(bring):
    printed = bring(
        record(
            type="training",
            start="2027-03-01 09:00",
            end="2027-03-01 12:00",
            location="Online, via een link",
            capacity=12,
        )
    )
    page = TrainingEventPage.objects.live().get()
    session = page.sessions.get()
    assert timezone.localtime(session.start).isoformat() == "2027-03-01T09:00:00+01:00"
    assert (session.capacity, session.location, session.online) == (
        12,
        "Online, via een link",
        True,
    )
    assert page.about.startswith("<p>Waarom dit werkt.</p>")
    assert "<p>2. Schrijf op wat u ziet.</p>" in page.about
    assert count(printed, "Nog aan te vullen") == 1
    assert page.gaps == ["Kies de regio waar dit vandaan komt."]


def test_training_without_a_moment_says_so(bring):
    bring(record(type="training"))
    assert "Voeg minstens één moment toe." in TrainingEventPage.objects.live().get().gaps


def test_nieuws_becomes_running_text(bring):
    bring(
        record(type="nieuws", body="Eerste alinea.\n\n## Kop\n\nTweede alinea.", region="rotterdam")
    )
    page = Nieuwsbericht.objects.live().get()
    assert [block.block_type for block in page.body] == ["paragraph", "heading", "paragraph"]
    assert page.gaps == []


def test_story_stays_a_draft(bring):
    printed = bring(record(type="praktijkverhaal"))
    page = Praktijkverhaal.objects.get()
    assert not page.live
    assert page.has_unpublished_changes
    assert page.situation.startswith("<p>Waarom dit werkt.</p>")
    assert count(printed, "Concept gebleven") == 1
    assert "Vraag eerst toestemming" in printed


def test_vouched_story_is_published_and_logged(bring):
    user = factories.make_user("anne")
    bring(record(type="praktijkverhaal"), vouched=True, user="anne")
    page = Praktijkverhaal.objects.live().get()
    today = timezone.localdate()
    assert page.vouched_note == f"Bij de bron geregeld, bevestigd door anne op {today:%d-%m-%Y}"
    assert not page.consent_given
    entry = PageLogEntry.objects.get(page=page.pk, action="academie.vouched")
    assert entry.user == user
    assert entry.timestamp.date() == timezone.now().date()
    assert "bevestigd door anne" in entry.message
    assert entry.revision == page.live_revision


def test_vouching_without_an_account_names_who_runs_the_command(bring, monkeypatch):
    monkeypatch.setattr("getpass.getuser", lambda: "beheerder-van-dienst")
    bring(record(type="praktijkverhaal"), vouched=True)
    assert "beheerder-van-dienst" in Praktijkverhaal.objects.live().get().vouched_note


def test_vouching_says_nothing_about_other_types(bring):
    bring(record(), vouched=True)
    assert not PageLogEntry.objects.filter(action="academie.vouched").exists()


def test_story_that_waited_is_published_when_somebody_vouches(bring):
    bring(record(type="praktijkverhaal"))
    bring(record(type="praktijkverhaal"), update=True)
    assert not Praktijkverhaal.objects.get().live
    bring(record(type="praktijkverhaal"), update=True, vouched=True)
    assert Praktijkverhaal.objects.get().live


def test_page_is_as_one_that_an_editor_published(bring):
    bring(record())
    page = Toolkit.objects.get()
    page.full_clean()
    newest = page.get_latest_revision_as_object()
    assert set(newest.tags.names()) == {"pauze", "Rust"}
    assert [term.slug for term in newest.roles.all()] == [term.slug for term in page.roles.all()]
    newest.save_revision().publish()
    page = Toolkit.objects.get()
    assert set(page.tags.names()) == {"pauze", "Rust"}
    assert page.roles.count() == 2


def test_publication_is_announced_and_noted_for_the_search(bring):
    heard = []

    def listen(sender, instance, revision, **kwargs):
        heard.append((sender, instance.pk, revision.pk))

    page_published.connect(listen)
    try:
        bring(record(), record(id="2", type="praktijkverhaal"))
    finally:
        page_published.disconnect(listen)
    page = Toolkit.objects.get()
    assert heard == [(Toolkit, page.pk, page.live_revision_id)]
    assert SearchChange.objects.filter(doc_key=f"page:{page.pk}").exists()


def test_rename_of_a_tag_reaches_no_second_tag(bring):
    Tag.objects.create(name="rust")
    bring(record(tags=["Rust", "PAUZE"]), record(id="2", tags=["pauze"]))
    assert sorted(Tag.objects.values_list("name", flat=True)) == ["PAUZE", "rust"]


def test_region_is_a_reference(bring, site):
    bring(record(region="Charlois"))
    page = Toolkit.objects.get()
    assert ReferenceIndex.get_references_to(page.region).filter(object_id=str(page.pk)).exists()


@pytest.mark.parametrize(
    "kind", ["toolkit", "werkinstructie", "praktijkverhaal", "training", "nieuws"]
)
def test_imported_page_opens_in_the_editor(bring, client, kind):
    user = factories.make_user("redactie")
    user.groups.add(Group.objects.get(name="Redacteur"))
    client.force_login(user)
    bring(record(type=kind, start="2027-03-01 09:00", end="2027-03-01 12:00"))
    page = Page.objects.get(title="Rustig beginnen")
    assert client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
    assert client.get(reverse("wagtailadmin_pages:history", args=[page.pk])).status_code == 200


def test_vouching_is_readable_in_the_history(bring, client):
    user = factories.make_user("redactie")
    user.groups.add(Group.objects.get(name="Redacteur"))
    client.force_login(user)
    bring(record(type="praktijkverhaal"), vouched=True, user="redactie")
    address = reverse("wagtailadmin_pages:history", args=[Praktijkverhaal.objects.get().pk])
    assert "bevestigd door redactie" in client.get(address).content.decode()
