"""What stands in the way of publishing, whatever path asks for it."""

import pytest
from django.core.exceptions import ValidationError

from academie.library.models import Toolkit, Werkinstructie
from tests import factories

pytestmark = pytest.mark.django_db


def test_complete_toolkit_is_published(site):
    page = factories.make_toolkit(site)
    assert page.live
    assert page.gaps == []


def test_toolkit_without_opschalen_stays_a_draft(site):
    with pytest.raises(ValidationError) as error:
        factories.make_toolkit(site, escalate_when="  ")
    assert "Opschalen als" in str(error.value)
    assert not Toolkit.objects.live().exists()


def test_draft_may_be_unfinished(site):
    page = factories.make_toolkit(site, publish=False, escalate_when="", minutes=None)
    assert page.pk
    assert not page.live


def test_adopted_toolkit_may_lack_what_our_own_may_not(site):
    page = factories.make_toolkit(site, escalate_when="", minutes=None, adopted=True)
    assert page.live
    assert len(page.gaps) == 2


def test_gaps_disappear_when_they_are_filled(site):
    page = factories.make_toolkit(site, escalate_when="", adopted=True)
    page.escalate_when = "het niet helpt."
    page.save_revision().publish()
    assert Toolkit.objects.get(pk=page.pk).gaps == []


@pytest.mark.parametrize(
    ("role", "days"), [("", 3), ("ib", None)], ids=["without role", "without term"]
)
def test_step_without_role_or_term_cannot_be_published(site, role, days):
    steps = [("step", {"title": "Bellen", "role": role, "term_days": days, "variants": []})]
    with pytest.raises(ValidationError) as error:
        factories.make_werkinstructie(site, steps=steps)
    assert "stap 1" in str(error.value)


def test_step_must_point_at_a_rung_that_exists(site):
    steps = [("step", {"title": "Bellen", "role": "ib", "term_days": 1, "rung": 2, "variants": []})]
    with pytest.raises(ValidationError, match="trede 2"):
        factories.make_werkinstructie(site, steps=steps)
    assert not Werkinstructie.objects.live().exists()


@pytest.mark.parametrize("missing", ["consent_given", "not_traceable"])
def test_story_needs_consent_and_a_second_reader(site, missing):
    with pytest.raises(ValidationError) as error:
        factories.make_praktijkverhaal(site, **{missing: False})
    assert missing in error.value.message_dict


def test_adopted_story_needs_them_too_unless_the_importer_vouched(site):
    with pytest.raises(ValidationError):
        factories.make_praktijkverhaal(site, adopted=True, consent_given=False)
    page = factories.make_praktijkverhaal(
        site, slug="ander", adopted=True, consent_given=False, vouched_note="Geregeld bij de bron."
    )
    assert page.live


def test_maker_cannot_be_the_second_reader(site):
    maker = factories.make_user("maker")
    with pytest.raises(ValidationError, match="niet de maker"):
        factories.make_praktijkverhaal(site, owner=maker, second_reader=maker)


def test_copy_gets_an_id_of_its_own_and_a_move_keeps_it(site):
    page = factories.make_toolkit(site)
    copy = page.copy(update_attrs={"title": "Kopie", "slug": "kopie"})
    assert copy.permanent_id != page.permanent_id
    page.move(site.toolkits, pos="first-child")
    assert Toolkit.objects.get(pk=page.pk).permanent_id == page.permanent_id


def test_copy_of_a_story_loses_its_consent(site):
    story = factories.make_praktijkverhaal(site)
    copy = story.copy(update_attrs={"slug": "kopie"}, keep_live=False)
    assert not copy.consent_given
    assert copy.second_reader_id is None
