"""From a permanent number to a page."""

import uuid

import pytest
from wagtail.models import PageViewRestriction

from academie.core.items import page_with, permanent_ids, public_page_with
from tests import factories

pytestmark = pytest.mark.django_db


def test_every_kind_of_item_is_found_by_its_number(site):
    pages = [
        factories.make_toolkit(site),
        factories.make_werkinstructie(site),
        factories.make_praktijkverhaal(site),
        factories.make_training(site),
        factories.make_nieuws(site),
        factories.make_content_page(site),
    ]
    for page in pages:
        assert page_with(page.permanent_id) == page.page_ptr
        assert public_page_with(page.permanent_id) == page.page_ptr
    assert permanent_ids([page.pk for page in pages]) == {
        page.pk: page.permanent_id for page in pages
    }


def test_a_number_of_nothing_finds_nothing(site):
    assert page_with(uuid.uuid4()) is None
    assert public_page_with(uuid.uuid4()) is None
    assert permanent_ids([]) == {}
    assert permanent_ids([site.toolkits.pk]) == {}


def test_a_draft_and_a_closed_page_are_not_public(site):
    draft = factories.make_toolkit(site, publish=False)
    assert page_with(draft.permanent_id) is not None
    assert public_page_with(draft.permanent_id) is None
    closed = factories.make_nieuws(site)
    PageViewRestriction.objects.create(page=site.nieuws, restriction_type="login")
    assert public_page_with(closed.permanent_id) is None
