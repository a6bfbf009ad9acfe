"""What is kept of a publication, and what of it readers may see."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from academie.core.items import item_models
from academie.exchange.models import TrainingSession
from academie.library.models import ReadingLink, ToolkitDownload
from academie.upkeep.models import PublishedVersion, VersionNote
from academie.upkeep.versions import reading
from academie.upkeep.versions.shown import COMMON, HIDDEN, OWN, shows
from tests import factories
from tests.pages import count_queries, words

pytestmark = pytest.mark.django_db


def versions(page):
    return list(PublishedVersion.objects.filter(page_id=page.pk).order_by("number"))


def address(page, number=None):
    return f"/versies/{page.permanent_id}/" + (f"{number}/" if number else "")


@pytest.fixture
def page(site):
    return factories.make_toolkit(site, materials="Krijt")


class TestRecording:
    def test_a_publication_is_version_one(self, page):
        (version,) = versions(page)
        assert (version.number, version.line) == (1, "Eerste versie.")
        assert version.news_sent_at is not None

    def test_another_text_is_the_next_version(self, page, again):
        again(page, materials="Stiften")
        assert versions(page)[1].line == "Nodig: was ‘Krijt’, is nu ‘Stiften’."

    def test_a_draft_is_no_version(self, page):
        page.materials = "Geheim plan"
        page.save_revision()
        assert len(versions(page)) == 1

    def test_the_same_text_again_is_no_version(self, page, again):
        again(page)
        again(page, review_by=timezone.localdate())
        assert len(versions(page)) == 1

    def test_a_planned_publication_is_a_version_at_its_moment(self, page):
        page.materials = "Later"
        page.go_live_at = timezone.now() + timedelta(days=1)
        revision = page.save_revision()
        revision.publish()
        assert len(versions(page)) == 1

        revision.refresh_from_db()
        revision.content["go_live_at"] = (timezone.now() - timedelta(hours=1)).isoformat()
        revision.save()
        revision.publish()
        assert len(versions(page)) == 2

    def test_a_page_that_waits_for_its_first_moment_has_no_version(self, site):
        soon = timezone.now() + timedelta(days=1)
        page = factories.make_toolkit(site, publish=False)
        page.go_live_at = soon
        page.save_revision().publish()
        assert versions(page) == []

    def test_only_what_readers_see_is_kept(self, site):
        page = factories.make_training(site, contact_email="x@y.nl", author_text="Een Naam")
        (version,) = versions(page)
        assert "x@y.nl" not in str(version.content)
        assert "Een Naam" not in str(version.content)
        assert set(version.content["sessions"][0]) == {
            *("pk", "sort_order", "start", "end", "location", "online"),
        }

    def test_what_the_editor_said_goes_with_it_and_is_used_up(self, page, again):
        VersionNote.objects.create(page=page, text="Nieuwe regels.", is_small=True)
        again(page, materials="Stiften")
        version = versions(page)[1]
        assert (version.note, version.is_small) == ("Nieuwe regels.", True)
        assert not VersionNote.objects.exists()

    def test_the_kept_line_names_no_other_page(self, site, page, again):
        other = factories.make_toolkit(site, title="Andere kaart")
        again(page, reading_links=[ReadingLink(place="daarna", target=other)])
        assert "Andere kaart" not in versions(page)[1].line


@pytest.mark.parametrize("model", [*item_models(), ToolkitDownload, ReadingLink, TrainingSession])
def test_somebody_decided_about_every_field(model):
    """A new field is hidden until it is named in versions.shown: as seen, or as not for readers."""
    known = {"page", "sort_order", "id", "page_ptr"} | {
        *("capacity", "kept_education", "kept_care", "release_days"),
        *("approval", "minimum", "decide_days"),
    }
    own = [
        field.name
        for field in model._meta.get_fields()
        if getattr(field, "concrete", False) and field.model is model
    ]
    undecided = [name for name in own if not shows(model, name)]
    assert set(undecided) <= HIDDEN | known
    assert not HIDDEN & (COMMON | frozenset().union(*OWN.values()))


class TestPages:
    def test_the_list_says_what_changed(self, client, page, again):
        again(page, materials="Stiften")
        response = client.get(address(page))
        text = words(response)
        assert text.index("Versie 2") < text.index("Versie 1")
        assert "Nodig: was ‘Krijt’, is nu ‘Stiften’." in text
        assert not response.cookies

    def test_a_step_is_told_step_by_step(self, client, site, again):
        page = factories.make_werkinstructie(site)
        draft = page.get_latest_revision_as_object()
        raw = [dict(block) for block in draft.steps.raw_data]
        raw[0]["value"] = raw[0]["value"] | {"term_days": 99}
        again(page, steps=draft.steps.stream_block.to_python(raw))
        text = words(client.get(address(page, 2)))
        assert "Stap 1" in text
        assert "99 werkdagen" in text
        assert "Stap 2" not in text

    def test_since_leads_over_more_versions(self, client, page, again):
        again(again(page, materials="Stiften"), group_size="zes")
        assert "Krijt" not in words(client.get(address(page, 3)))
        assert "Krijt" in words(client.get(address(page, 3), {"sinds": "1"}))
        for odd in ("0", "9", "-1", "x", "9" * 50):
            assert client.get(address(page, 3), {"sinds": odd}).status_code == 200

    def test_a_page_that_is_not_public_has_no_versions(self, client, page, again):
        page = again(page, materials="Stiften")
        for number in (None, 1, 2):
            assert client.get(address(page, number)).status_code == 200
        page.unpublish()
        for number in (None, 1, 2):
            assert client.get(address(page, number)).status_code == 404

    def test_a_closed_branch_has_no_versions(self, client, site, page):
        PageViewRestriction.objects.create(page=site.toolkits, restriction_type="login")
        assert client.get(address(page)).status_code == 404
        assert client.get(address(page, 1)).status_code == 404

    def test_a_draft_between_two_versions_is_nowhere(self, client, page, again):
        page.materials = "Tussentijds geheim"
        page.save_revision()
        page = again(page, materials="Stiften")
        for number in (None, 1, 2):
            assert "geheim" not in client.get(address(page, number)).text

    def test_a_linked_page_that_is_no_longer_public_is_not_named(self, client, site, page, again):
        other = factories.make_toolkit(site, title="Straks weg")
        page = again(page, reading_links=[ReadingLink(place="daarna", target=other)])
        assert "Straks weg" in client.get(address(page, 2)).text
        other.unpublish()
        assert "Straks weg" not in client.get(address(page, 2)).text

    def test_a_version_that_was_taken_back_is_gone_with_its_words(self, client, page, again):
        page = again(again(page, materials="Roodkapje"), materials="Stiften")
        reading.hide(versions(page)[1], timezone.now())
        assert client.get(address(page, 2)).status_code == 404
        for number in (None, 1, 3):
            assert "Roodkapje" not in client.get(address(page, number)).text
        assert "Krijt" in words(client.get(address(page, 3)))
        assert "Roodkapje" not in str(list(PublishedVersion.objects.values()))

    def test_unknown_numbers_are_not_found(self, client, page):
        for number in (7, 0, 10**30):
            assert client.get(f"/versies/{page.permanent_id}/{number}/").status_code == 404
        assert client.get("/versies/00000000-0000-0000-0000-000000000000/").status_code == 404

    def test_few_queries(self, client, site, again):
        page = factories.make_werkinstructie(site)
        again(page, intro="Anders.")
        assert count_queries(client, address(page)) <= 12
        assert count_queries(client, address(page, 2)) <= 12

    def test_the_card_leads_to_its_versions(self, client, page, again):
        page = again(page, materials="Stiften")
        assert "Versie 2: wat is er veranderd?" in words(client.get(page.url))
