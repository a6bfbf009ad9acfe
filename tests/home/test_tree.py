"""The fixed pages of the site."""

import pytest
from django.core.management import call_command
from wagtail.models import Page, Site

from academie.exchange.models import AgendaIndexPage
from academie.initiatives.models import NieuwsIndexPage
from academie.library.models import (
    PraktijkverhaalIndexPage,
    ToolkitIndexPage,
    WerkinstructieIndexPage,
)
from home.models import HomePage
from home.tree import address_site, ensure_tree

pytestmark = pytest.mark.django_db
SHELVES = {
    ToolkitIndexPage: ("/toolkits/", "Toolkits"),
    WerkinstructieIndexPage: ("/werkinstructies/", "Werkinstructies"),
    PraktijkverhaalIndexPage: ("/praktijkverhalen/", "Praktijkverhalen"),
    AgendaIndexPage: ("/agenda/", "Trainingen en uitwisselingen"),
    NieuwsIndexPage: ("/nieuws/", "Voortgang"),
}


def assert_tree_is_sound():
    assert Page.find_problems() == ([], [], [], [], [])


def test_home_page_replaces_the_welcome_page():
    welcome = Site.objects.get(is_default_site=True).root_page
    ensure_tree()
    site = Site.objects.get()
    assert site.root_page.specific == HomePage.objects.get()
    assert (site.hostname, site.port, site.is_default_site) == ("127.0.0.1", 8000, True)
    assert not Page.objects.filter(pk=welcome.pk).exists()
    assert_tree_is_sound()


def test_shelves_stand_below_it_with_dutch_words():
    ensure_tree()
    for model, (address, title) in SHELVES.items():
        page = model.objects.live().get()
        assert page.get_url() == address
        assert page.title == title
        assert page.intro
        assert page.live_revision


def test_second_run_keeps_what_an_editor_changed():
    ensure_tree()
    shelf = ToolkitIndexPage.objects.get()
    shelf.title, shelf.slug = "Materiaal", "materiaal"
    shelf.save_revision().publish()
    assert ensure_tree().made == ()
    assert ToolkitIndexPage.objects.get().title == "Materiaal"
    assert Page.objects.count() == 2 + len(SHELVES)
    assert_tree_is_sound()


def test_absent_shelf_comes_back():
    ensure_tree()
    NieuwsIndexPage.objects.get().delete()
    assert ensure_tree().made == ("Voortgang",)
    assert_tree_is_sound()


def test_site_without_a_default_gets_one():
    Site.objects.all().delete()
    ensure_tree()
    assert Site.objects.get(is_default_site=True).root_page.specific_class is HomePage


def test_site_that_shows_something_else_keeps_it():
    ensure_tree()
    shelf = ToolkitIndexPage.objects.get()
    Site.objects.update(root_page=shelf)
    ensure_tree()
    assert Site.objects.get().root_page_id == shelf.pk


def test_welcome_page_with_pages_below_it_is_not_deleted():
    welcome = Site.objects.get(is_default_site=True).root_page
    welcome.add_child(instance=Page(title="Van iemand", slug="van-iemand"))
    ensure_tree()
    assert Page.objects.filter(slug="van-iemand").exists()
    assert Site.objects.get().root_page.specific_class is HomePage


def test_command_says_what_it_made(capsys):
    call_command("ensure_tree")
    assert "Gemaakt: Onderwijs-Zorg Academie, Toolkits" in capsys.readouterr().out
    call_command("ensure_tree")
    assert "staan er al" in capsys.readouterr().out


def default_site():
    return Site.objects.get(is_default_site=True)


def test_links_carry_the_address_the_site_is_served_at():
    ensure_tree()
    address_site("http://127.0.0.1:8200")
    assert (default_site().hostname, default_site().port) == ("127.0.0.1", 8200)
    assert HomePage.objects.get().full_url == "http://127.0.0.1:8200/"


def test_a_name_that_somebody_chose_stays():
    ensure_tree()
    Site.objects.update(hostname="academie.example", port=443)
    address_site("http://127.0.0.1:8200")
    assert default_site().hostname == "academie.example"


def test_same_address_is_not_written_again(django_assert_num_queries):
    ensure_tree()
    address_site("http://127.0.0.1:8200")
    with django_assert_num_queries(1):
        address_site("http://127.0.0.1:8200")
