"""The frame of every page."""

import pytest

from home.chrome import footer_links, help_page, menu
from tests import factories

pytestmark = pytest.mark.django_db


def test_current_tab_is_the_one_the_address_lies_in(site):
    assert [item.label for item in menu("/toolkits/x/") if item.current] == ["Toolkits"]


def test_writing_is_a_tab_and_a_link_in_the_foot_of_a_site_without_any_page(db):
    assert "Deel uw kennis" in [item.label for item in menu("/")]
    assert [link.url for link in footer_links()["meedoen"]] == ["/deel-uw-kennis/"]


def test_footer_shows_a_new_page_at_once_and_a_withdrawn_one_no_more(site):
    assert footer_links()["over"] == []
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
