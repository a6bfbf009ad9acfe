"""Items that come out at some places only: no longer valid, or lent to one reader."""

import re
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from academie.moderation import reading_links
from tests.leaks import states
from tests.leaks import world as worlds
from tests.leaks.channels import CHANNELS, read
from tests.leaks.items import KEY, MARK, MARKED, make
from tests.leaks.test_channels import leaks

pytestmark = [pytest.mark.django_db]


# --- past its last valid day: readable with a banner, and found by who asks for it ---------------


def no_longer_valid(site, kind, owner):
    yesterday = timezone.localdate() - timedelta(days=1)
    return make(site, kind, publish=True, owner=owner, valid_until=yesterday)


@pytest.fixture
def old(world, index):
    """A world in which all items are past their last day."""
    worlds.fill(world, no_longer_valid)
    return world


def without_foot(answer: str) -> str:
    """Drop the foot of a page: a plain page stands there as long as it is online."""
    return re.sub(r"<footer.*</footer>", "", answer, flags=re.DOTALL)


def test_an_item_that_is_no_longer_valid_is_handed_to_no_machine(old):
    client = Client()
    paths = ["/atom.xml", f"/atom.xml?q={KEY}", "/sitemap.xml", "/sitemap-1.xml"]
    paths += [f"/kaart/{page.permanent_id}{end}" for page in old.pages for end in (".pdf", ".zip")]
    assert not leaks(old, client, {"harvesting": CHANNELS["harvesting"]})
    for path in paths:
        answer = without_foot(read(client, path))
        assert not MARKED.search(answer), path
        assert not [page.slug for page in old.pages if f"/{page.slug}/" in answer], path


def test_an_item_that_is_no_longer_valid_is_found_only_by_who_asks_for_it(old):
    client = Client()
    for path in ("/zoeken/", "/api/zoeken/"):
        assert not MARKED.search(without_foot(read(client, f"{path}?q={KEY}"))), path
        assert MARKED.search(read(client, f"{path}?q={KEY}&verlopen=1")), path


def test_an_item_that_is_no_longer_valid_stays_readable_and_says_so(old):
    client = Client()
    for item in old.items:
        answer = read(client, item.page.get_url())
        assert answer.startswith("200"), item.kind
        assert MARKED.search(answer), item.kind
        assert "application/ld+json" not in answer, item.kind
        if item.kind != "pagina":
            assert "niet meer geldig" in answer, item.kind
    files = [text for _, text in CHANNELS["files"](old, client)]
    assert f"{MARK}beeld" in " ".join(files), "its pictures stay with it"


# --- a reading link -----------------------------------------------------------------------------


def test_a_reading_link_opens_one_text_and_no_other(world, index):
    worlds.fill(world, states.in_review)
    lent, *others = world.items
    author = world.people["specialist-van-hier"]
    link, where = reading_links.make_link(lent.page, lent.page.latest_revision, author, "leraar")
    token = parse_qs(urlsplit(where).query)["t"][0]
    client = Client()
    assert MARKED.search(read(client, f"/meelezen/tekst/?t={token}"))
    everything = {name: CHANNELS[name] for name in ("files", "pages", "searching")}
    assert leaks(replace(world, items=[lent]), client, {"files": CHANNELS["files"]})
    assert not leaks(replace(world, items=others), client, everything)
    assert not leaks(world, client, {"pages": CHANNELS["pages"]})
    reading_links.withdraw(lent.page.pk, link.pk)
    assert not leaks(world, client, everything)
    assert not MARKED.search(read(client, f"/meelezen/tekst/?t={token}"))
    assert not MARKED.search(read(client, f"/meelezen/?t={token}"))


def test_who_holds_a_reading_link_gets_nothing_of_a_version_made_after_it(world, index):
    worlds.fill(world, states.in_review)
    lent = world.items[0]
    author = world.people["specialist-van-hier"]
    _, where = reading_links.make_link(lent.page, lent.page.latest_revision, author, "leraar")
    token = parse_qs(urlsplit(where).query)["t"][0]
    page = lent.page.get_latest_revision_as_object()
    page.title = "Een latere versie"
    page.save_revision(user=author)
    for path in ("/meelezen/", "/meelezen/tekst/"):
        assert "Een latere versie" not in read(Client(), f"{path}?t={token}"), path
