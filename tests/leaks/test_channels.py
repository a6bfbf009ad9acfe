"""Channels x states: a text that is not for everybody comes out nowhere."""

import logging

import pytest
from django.test import Client

from tests.leaks import states
from tests.leaks import world as worlds
from tests.leaks.channels import CHANNELS, EXEMPT, fill_in, public_patterns
from tests.leaks.items import BODIES, MARKED, Item

pytestmark = [pytest.mark.django_db]

LOGIN_OPENS = {"for_accounts", "below_a_closed_shelf"}
"""States in which somebody with an account may read the item."""

SAME_FOR_ALL = {"mails", "index", "harvesting"}
LOGGED_IN = {name: one for name, one in CHANNELS.items() if name not in SAME_FOR_ALL}
"""What an account can make a difference to; the others were looked at without one."""

OF_THE_ENGINE = ("searching", "index")
"""What another engine can make a difference to; the rest was walked with the embedded one."""

HALF_DONE = {"never_published", "in_review", "planned", "changed"}
"""States in which staff of elsewhere meet the item in the admin; in the others one account is
enough."""

NEAR = 60


def leaks(world, client, channels=CHANNELS) -> list[str]:
    """Return every place where a mark came out, with the words around it."""
    found = []
    for name, channel in channels.items():
        for where, text in channel(world, client):
            hit = MARKED.search(text)
            if hit:
                around = text[max(0, hit.start() - NEAR) : hit.end() + NEAR]
                found.append(f"{name}: {where}: ...{around!r}")
    return found


def _walks(name: str, state: str, engine: str) -> bool:
    if not name:
        return True
    if engine != "embedded" or state in LOGIN_OPENS:
        return False
    return name == "deelnemer" or state in HALF_DONE


def _of(engine: str, channels):
    if engine == "embedded":
        return channels
    return {name: channels[name] for name in OF_THE_ENGINE if name in channels}


@pytest.mark.slow
@pytest.mark.parametrize("state", states.HIDDEN, ids=lambda state: state.__name__)
def test_nothing_comes_out(world, index, state, caplog):
    worlds.fill(world, state)
    caplog.set_level(logging.DEBUG)
    caplog.clear()
    for name, client in worlds.walkers(world).items():
        if not _walks(name, state.__name__, index.name):
            continue
        channels = _of(index.name, LOGGED_IN if name else CHANNELS)
        assert not leaks(world, client, channels), name or "anoniem"
    assert not MARKED.search(caplog.text), "a log carries numbers only"


def test_the_channels_see_what_is_public(world, index):
    """The control: with the same items in public, every kind of channel brings something out."""
    worlds.fill(world, states.public)
    seen = {}
    for name, channel in CHANNELS.items():
        for where, text in channel(world, Client()):
            for mark in MARKED.findall(text):
                seen.setdefault(name, set()).add(mark.lower())
                seen.setdefault(where.split("?")[0], set()).add(mark.lower())
    assert set(CHANNELS) <= set(seen), "no item came out of these"
    everything = set().union(*seen.values())
    for what in ("titel", "inleiding", "tekst", "alt", "bladinhoud", "beeld", "download", "stap"):
        assert f"zwaluw{what}" in everything, what
    for where in MUST_SHOW:
        assert where in seen, where


MUST_SHOW = (
    "/",
    "/zoeken/",
    "/api/zoeken/",
    "/zoeken/suggesties/",
    "/toolkits/",
    "/agenda/",
    "/agenda/agenda.ics",
    "/cluster/cluster-2/",
    "/toolkits/een-buur/",
    "mail volgen-overzicht",
    "index: documents",
    "index: words",
)


def hide_by_taking_off(item: Item) -> None:
    item.page.unpublish()


def hide_by_closing(item: Item) -> None:
    from wagtail.models import PageViewRestriction

    PageViewRestriction.objects.create(page=item.page.page_ptr, restriction_type="login")


def hide_by_deleting(item: Item) -> None:
    item.page.delete()


@pytest.mark.slow
@pytest.mark.parametrize("hide", [hide_by_taking_off, hide_by_closing, hide_by_deleting])
@pytest.mark.parametrize("told", [True, False], ids=["index-told", "index-not-told-yet"])
def test_no_answer_outlives_the_moment_that_an_item_goes(world, index, hide, told):
    """Everything was asked for while it was public, so whatever is kept anywhere is kept now."""
    worlds.fill(world, states.public)
    left_out = {"index", "mails"}
    readers = _of(index.name, {name: CHANNELS[name] for name in CHANNELS if name not in left_out})
    client = Client()
    assert leaks(world, client, readers)
    for item in world.items:
        hide(item)
    if told:
        worlds.index_all()
    assert not leaks(world, client, readers)


def test_every_public_address_is_walked(world):
    """A new address is walked by itself, unless it has an argument that nobody explained."""
    world.items = [states.never_published(world.site, kind, None) for kind in list(BODIES)[:1]]
    unknown = []
    for pattern in public_patterns():
        if pattern in EXEMPT:
            continue
        try:
            assert fill_in(pattern, world.pages[0]), pattern
        except KeyError as argument:
            unknown.append(f"{pattern}: {argument}")
    assert not unknown, "Zet het argument in tests/leaks/channels.py, of het adres in EXEMPT."
    assert set(EXEMPT) <= set(public_patterns()), "Deze adressen bestaan niet meer."
