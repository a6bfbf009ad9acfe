"""The demo content: every file becomes a published page, once."""

import hashlib
import re
import unicodedata
from collections import Counter
from datetime import date, timedelta
from io import BytesIO

import docx
import openpyxl
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex, Revision

from academie.core.models import AcademieDocument
from academie.exchange.models import (
    Certificate,
    Reminder,
    SignUp,
    TrainingEventPage,
    TrainingSession,
)
from academie.feedback.models import Experience
from academie.figures.models import DayCount
from academie.initiatives.models import Nieuwsbericht
from academie.library.models import Praktijkverhaal, ReadingLink, Toolkit, Werkinstructie
from academie.mail.models import OutgoingMail
from academie.moderation.standing import standing_of
from academie.proofing import findings
from academie.shelves.models import Collection
from academie.taxonomy import selectors
from academie.taxonomy.loading import load_vocabulary
from home.demo.files import read_items
from home.demo.loader import KINDS, load_demo
from home.models import ContentPage, HomePage

FIXTURES = settings.BASE_DIR / "fixtures"
FOLDER = FIXTURES / "demo"
TODAY = timezone.localdate()
# Surnames and rare first names in the source documents, so that they stand nowhere in the open.
NAMES_FROM_THE_SOURCES = {
    "0162cfbb0b5f3fa5",
    "047b2045441dd7e7",
    "0f0e1fbac3f261af",
    "11f5defabdf0287e",
    "2647ef1cb9f49285",
    "2c04d3a72d6f2631",
    "32c765d25688aa22",
    "49e5ca5aa74fe9ef",
    "696bccb1cbc5a5fb",
    "81b4fe508f65df5c",
    "86e6a9b24440f95d",
    "88a0f98d6d92e4c0",
    "95e0d9698a57d328",
    "a2fbbf2f976827fb",
    "aec2c1684b112406",
    "c11d74237c430faf",
    "d718585ea9d7bd53",
}


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """All demo content, loaded once for this module and rolled back after it."""
    with django_db_blocker.unblock(), override_settings(DEMO=True), transaction.atomic():
        load_vocabulary(FIXTURES / "vocabulary")
        selectors.forget()
        yield load_demo(FOLDER, today=TODAY)
        transaction.set_rollback(True)


@pytest.fixture
def loaded(demo, db, settings):
    """The report of the load, in a test that may change things."""
    settings.DEMO = True
    return demo


def published(model):
    return list(model.objects.live())


def words_of(text):
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.findall("[a-z]+", "".join(c for c in plain if not unicodedata.combining(c)))


def test_every_file_loads_without_a_remark(loaded):
    assert loaded.problems == ()
    files = Counter(file.parent.name for file in FOLDER.glob("*/*.toml"))
    assert files.pop("ingestuurd") == 1
    assert loaded.new == files
    assert set(files) == set(KINDS)


@pytest.mark.parametrize(
    ("model", "least"),
    [
        (Toolkit, 25),
        (Praktijkverhaal, 14),
        (Werkinstructie, 10),
        (TrainingEventPage, 15),
        (Nieuwsbericht, 6),
    ],
)
def test_enough_of_each_type_is_published(loaded, model, least):
    assert len(published(model)) >= least


def test_at_least_seventy_items_are_published(loaded):
    assert sum(len(published(kind.model)) for kind in KINDS.values()) >= 70


def test_pages_are_published_through_a_revision(loaded):
    for kind in KINDS.values():
        for page in published(kind.model):
            assert page.live_revision_id == page.latest_revision_id, page.slug
            assert not page.has_unpublished_changes, page.slug
            assert page.first_published_at == page.last_published_at <= timezone.now(), page.slug
            assert not page.adopted, page.slug
            assert page.url_path.startswith("/start/"), page.slug


def test_tree_is_sound(loaded):
    assert Page.find_problems() == ([], [], [], [], [])


def test_every_training_has_a_session_to_come_and_all_are_on_a_working_day(loaded):
    sessions = list(TrainingSession.objects.all())
    assert all(timezone.localtime(session.start).weekday() < 5 for session in sessions)
    for page in published(TrainingEventPage):
        assert any(session.start > timezone.now() for session in page.sessions.all()), page.slug


def moment_of(slug, place=0):
    return TrainingEventPage.objects.get(slug=slug).ordered_sessions()[place]


def states(session):
    return Counter((row.side, row.state) for row in session.sign_ups.all())


def test_made_up_people_are_signed_up_and_nobody_is_written_to(loaded):
    people = list(SignUp.objects.all())
    assert loaded.signed_up == len(people) == 25
    assert all(re.fullmatch(r"demo-\d+@example\.org", one.email) for one in people)
    assert all(re.fullmatch(r"Demo Deelnemer \d+", one.name) for one in people)
    assert not OutgoingMail.objects.exists()
    assert not Reminder.objects.exists()


def test_one_demo_session_is_full_with_both_sides_waiting(loaded):
    assert states(moment_of("meeloopdag-school-voor-tos")) == {
        ("onderwijs", "bevestigd"): 5,
        ("zorg", "bevestigd"): 1,
        ("onderwijs", "wachtlijst"): 1,
        ("zorg", "wachtlijst"): 2,
    }


def test_one_demo_session_has_requests_for_its_host(loaded):
    found = states(moment_of("werkbezoek-innovatieklas"))
    assert found == {("onderwijs", "aangevraagd"): 2, ("zorg", "aangevraagd"): 1}


def test_one_demo_session_was_and_can_be_looked_back_on(loaded):
    session = moment_of("warme-overdracht-oefenen")
    assert session.end < timezone.now()
    present = session.sign_ups.filter(present=True)
    assert present.count() == session.answers.count() == 6
    assert Certificate.objects.filter(sign_up__in=present, revoked_at=None).count() == 6


def test_loading_again_signs_nobody_up_anew(loaded):
    assert load_demo(FOLDER, today=TODAY).signed_up == 0
    assert SignUp.objects.count() == loaded.signed_up


@pytest.mark.parametrize("today", [date(2031, 1, 10), date(2031, 7, 11)])
def test_session_keeps_its_local_time_and_leaves_the_weekend(loaded, tmp_path, today):
    folder = tmp_path / "trainingen"
    folder.mkdir()
    (folder / "kijken.toml").write_text(
        'title="Kijken"\nintro="Kort."\nregion="rotterdam"\nkind="training"\n'
        '[[sessions]]\nin_days=1\nstart="08:45"\nend="12:00"\nlocation="School"\n'
    )
    load_demo(tmp_path, today=today)
    start = timezone.localtime(TrainingEventPage.objects.get(slug="kijken").sessions.get().start)
    assert (start.date() - today).days == 3
    assert (start.weekday(), start.hour, start.minute) == (0, 8, 45)


def test_stories_had_consent_and_another_reader(loaded):
    for page in published(Praktijkverhaal):
        assert page.consent_given
        assert page.second_reader_id
        assert page.second_reader_id != page.owner_id
        assert page.second_reader.is_demo


def test_links_lead_to_demo_items(loaded):
    known = {item.slug for item in read_items(FOLDER)[0]}
    links = ReadingLink.objects.select_related("target")
    assert links
    assert all(link.target.live and link.target.slug in known for link in links)
    assert Toolkit.objects.exclude(escalate_to=None).exists()


def test_links_stand_in_the_revision_too(loaded):
    """Otherwise the first edit in the admin would throw them away."""
    link = ReadingLink.objects.select_related("page").first()
    newest = link.page.specific.get_latest_revision_as_object()
    assert link.target_id in [held.target_id for held in newest.reading_links.all()]


def test_every_item_is_found_by_level_role_and_theme(loaded):
    for kind in KINDS.values():
        for page in published(kind.model):
            assert page.levels.exists(), page.slug
            assert page.roles.exists(), page.slug
            assert page.themes.exists(), page.slug
            assert page.region, page.slug


def test_sources_from_elsewhere_are_labelled_so(loaded):
    regions = {"S3": "amsterdam", "S4": "twente"}
    for item in read_items(FOLDER)[0]:
        expected = regions.get(item.text("source"))
        if expected:
            assert item.text("region") == expected, item.name


def test_every_cluster_is_there(loaded):
    slugs = {
        slug for page in published(Toolkit) for slug in page.clusters.values_list("slug", flat=True)
    }
    assert slugs == {"cluster-1", "cluster-2", "cluster-3", "cluster-4", "cluster-x"}


def test_downloads_are_real_files_with_title_and_language(loaded):
    kinds = Counter()
    for document in AcademieDocument.objects.all():
        content = document.file.read()
        kind = document.file_extension
        kinds[kind] += 1
        if kind == "docx":
            opened = docx.Document(BytesIO(content))
            properties = opened.core_properties
            assert any(paragraph.text for paragraph in opened.paragraphs[1:]), document.title
        else:
            opened = openpyxl.load_workbook(BytesIO(content))
            properties = opened.properties
            assert opened.active.max_row > 1, document.title
        assert properties.title == document.title
        assert properties.language == "nl-NL"
        assert document.file_hash
    assert kinds["docx"]
    assert kinds["xlsx"]


def test_references_are_known(loaded):
    document = AcademieDocument.objects.first()
    assert ReferenceIndex.get_references_to(document).exists()


def test_front_page_shows_searches_a_story_and_the_plans(loaded):
    home = HomePage.objects.get()
    assert [block.value for block in home.tries] == [
        "TOS groep 3",
        "boos op het plein",
        "terug naar school",
        "warme overdracht",
    ]
    assert home.story.slug == "van-thuis-naar-drie-ochtenden-school"
    assert home.story.live
    assert [block.value["stage"] for block in home.plans] == ["1", "1", "1"]
    assert {block.value["owner"] for block in home.plans} == {"Taskforce"}


def test_footer_pages_are_there(loaded):
    navs = set(ContentPage.objects.live().values_list("nav", flat=True))
    assert {"over", "meedoen"} <= navs


def test_second_run_changes_nothing(loaded, django_assert_max_num_queries):
    before = list(Page.objects.order_by("pk").values()), Revision.objects.count()
    with django_assert_max_num_queries(40):
        report = load_demo(FOLDER, today=TODAY + timedelta(days=30))
    assert report.problems == ()
    assert not sum(report.new.values())
    assert sum(report.kept.values()) == sum(loaded.new.values())
    assert (list(Page.objects.order_by("pk").values()), Revision.objects.count()) == before


def test_second_run_loses_no_edit(loaded):
    page = Toolkit.objects.first()
    page.title, page.slug = "Nieuwe titel", "nieuw-adres"
    page.save_revision().publish()
    home = HomePage.objects.get()
    home.tries = [("try", "iets anders")]
    home.save_revision().publish()
    load_demo(FOLDER, today=TODAY)
    page.refresh_from_db()
    assert (page.title, page.slug) == ("Nieuwe titel", "nieuw-adres")
    assert [block.value for block in HomePage.objects.get().tries] == ["iets anders"]
    # One more was handed in and waits.
    assert Toolkit.objects.count() == loaded.new["toolkits"] + 1


def test_deleted_item_comes_back_with_its_links(loaded):
    page = Werkinstructie.objects.filter(slug="samenwerken-in-een-plan").get()
    page.delete()
    report = load_demo(FOLDER, today=TODAY)
    assert report.new == {"werkinstructies": 1}
    assert Werkinstructie.objects.live().filter(slug="samenwerken-in-een-plan").exists()


def test_no_name_from_the_source_documents(loaded):
    for file in FIXTURES.rglob("*.toml"):
        for word in words_of(file.read_text(encoding="utf-8")):
            digest = hashlib.sha256(word.encode()).hexdigest()[:16]
            assert digest not in NAMES_FROM_THE_SOURCES, f"{file.name}: {word}"


def test_unknown_slug_is_reported_and_the_rest_goes_in(loaded, tmp_path):
    folder = tmp_path / "nieuws"
    folder.mkdir()
    (folder / "een-bericht.toml").write_text(
        'title="Een bericht"\nintro="Kort."\nlevels=["school"]\nroles=["keizer"]\n'
        'region="rotterdam"\nbody="Tekst"\nnext=["bestaat-niet"]\n'
    )
    (folder / "kapot.toml").write_text("title=")
    report = load_demo(tmp_path, today=TODAY)
    assert Nieuwsbericht.objects.live().filter(slug="een-bericht").exists()
    told = "\n".join(report.problems)
    assert "nieuws/kapot: het bestand is niet te lezen" in told
    assert "rol 'keizer' bestaat niet" in told
    assert "nieuws/een-bericht: 'bestaat-niet' onder 'next' bestaat niet" in told


def test_incomplete_item_stays_a_draft(loaded, tmp_path):
    folder = tmp_path / "toolkits"
    folder.mkdir()
    (folder / "half.toml").write_text('title="Half"\nintro="Kort."\nregion="rotterdam"\n')
    report = load_demo(tmp_path, today=TODAY)
    assert "toolkits/half: blijft een concept" in report.problems[0]
    assert not Toolkit.objects.get(slug="half").live


def test_command_is_refused_outside_the_demo(db, settings):
    settings.DEMO = settings.DEBUG = False
    Page.objects.filter(depth__gt=1).delete()
    with pytest.raises(CommandError, match="Demo-accounts hebben een bekend wachtwoord"):
        call_command("load_demo")
    assert not HomePage.objects.exists()


def test_command_counts_in_dutch(loaded, capsys):
    call_command("load_demo")
    printed = capsys.readouterr().out
    assert f"toolkits: 0 nieuw, {loaded.new['toolkits']} gebleven" in printed
    assert re.search(r"0 voorbeelden geladen in \d+,\d s", printed)


def test_one_text_waits_for_its_second_reader(loaded):
    page = Toolkit.objects.get(slug="fluisterkaart-bij-overgang")
    assert not page.live
    assert page.first_published_at is None
    assert standing_of(page).word == "ingestuurd"
    assert findings.stops_of(page) == []
    assert not OutgoingMail.objects.filter(kind__startswith="nakijken").exists()


def test_use_is_shown_and_only_once(loaded, client):
    page = Toolkit.objects.get(slug="opdracht-geven-bij-tos")
    html = client.get(page.url).text
    assert "toen ook de overblijf dezelfde plaatjes gebruikte" in html
    # What nobody read yet stays with the editors.
    assert "naast het digibord" not in html
    before = (Experience.objects.count(), DayCount.objects.count(), Collection.objects.count())
    load_demo(FOLDER, today=TODAY)
    assert (
        Experience.objects.count(),
        DayCount.objects.count(),
        Collection.objects.count(),
    ) == before
