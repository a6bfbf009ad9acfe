"""What the frame and the plain pages tell a reader is so."""

import tomllib

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from academie.alerts.tokens import CONFIRM_DAYS
from academie.exchange.capacity.keeping import KEEP_DAYS
from home.demo.files import read_items
from tests import factories

FOLDER = settings.BASE_DIR / "fixtures" / "demo"


def test_the_foot_of_every_page_leads_to_what_needs_no_account(client, site):
    html = client.get("/").content.decode()
    foot = html[html.index("<footer") :]
    for path in ("/uitwisselen/", "/op-de-hoogte/", "/mijn-aanmelding/"):
        assert f'href="{path}"' in foot
        assert client.get(path).status_code == 200


def test_the_privacy_page_names_how_long_we_keep_what_people_fill_in():
    text = tomllib.loads((FOLDER / "paginas" / "privacy.toml").read_text())["body"]
    assert f"{KEEP_DAYS} dagen na het moment" in text
    assert f"na {CONFIRM_DAYS} dagen" in text


def test_no_page_says_that_one_cannot_sign_up_or_write():
    for item in read_items(FOLDER)[0]:
        body = item.text("body")
        assert "nog niet aanmelden" not in body, item.name
        assert "Alleen de redactie logt in" not in body, item.name


def test_a_card_that_was_never_online_offers_nothing_that_would_fail(site):
    page = factories.make_toolkit(site, publish=False)
    assert render_to_string("shelves/_save.html", {"page": page}).strip() == ""
    page.live = True
    assert "Bewaar" in render_to_string("shelves/_save.html", {"page": page})


@pytest.mark.parametrize(("saved", "kept"), [("", False), ("Concept bewaard om 9.00 uur.", True)])
def test_the_tick_of_a_screen_stands_only_beside_what_was_kept(db, saved, kept):
    html = render_to_string("writing/_frame.html", {"saved": saved})
    assert ('class="saved ok"' in html) is kept


def test_the_legend_of_the_places_names_no_colour_that_turns_round_in_the_dark():
    words = render_to_string("exchange/_moments.html", {"places": True, "coming": [1]})
    assert "Gevuld is bezet." in words
    assert "Zwart" not in words
