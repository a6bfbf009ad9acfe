"""The frame of every page."""

import pytest

from academie.core.chrome import footer_links, help_page, menu
from tests import factories

pytestmark = pytest.mark.django_db


def test_current_tab_is_the_one_the_address_lies_in(site):
    assert [item.label for item in menu("/toolkits/x/") if item.current] == ["Toolkits"]


def test_tab_of_a_plain_page_is_there_when_the_page_is(site):
    assert "Deel uw kennis" not in [item.label for item in menu("/")]
    factories.make_content_page(site, title="Deel", slug="deel-uw-kennis", nav="meedoen")
    assert "Deel uw kennis" in [item.label for item in menu("/")]


def test_footer_shows_a_new_page_at_once_and_a_withdrawn_one_no_more(site):
    assert footer_links() == {"meedoen": [], "over": []}
    page = factories.make_content_page(site, title="Privacy", nav="over")
    assert [link.label for link in footer_links()["over"]] == ["Privacy"]
    page.unpublish()
    assert footer_links()["over"] == []


def test_second_page_view_asks_nothing_for_the_frame(site, django_assert_num_queries):
    footer_links()
    with django_assert_num_queries(0):
        menu("/")
        footer_links()


def test_readers_are_sent_to_the_question_page_only_when_it_is_there(site):
    assert help_page() == ""
    factories.make_content_page(site, title="Vraag", slug="vraag-stellen", nav="meedoen")
    assert help_page() == "/vraag-stellen/"
