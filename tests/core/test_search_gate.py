"""The second gate asks for any number of pages with a text that is kept."""

import pytest
from wagtail.models import PageViewRestriction

from academie.core.search_gate import visible_pages
from tests import factories

pytestmark = pytest.mark.django_db


def test_none_is_asked_of_nobody(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert visible_pages([]) == set()


@pytest.mark.parametrize("others", [0, 19, 20, 45, 1_200])
def test_any_number_is_one_question(site, django_assert_num_queries, others):
    live = factories.make_toolkit(site)
    draft = factories.make_toolkit(site, title="Nog niet", publish=False)
    asked = [live.pk, draft.pk, *range(10_000, 10_000 + others)]
    visible_pages(asked)

    with django_assert_num_queries(1):
        assert visible_pages(asked) == {live.pk}
    assert visible_pages([draft.pk]) == set()


def test_what_changes_is_seen_at_once(site):
    page = factories.make_toolkit(site)
    assert visible_pages([page.pk, page.pk]) == {page.pk}

    PageViewRestriction.objects.create(page=site.toolkits, restriction_type="login")

    assert visible_pages([page.pk]) == set()
