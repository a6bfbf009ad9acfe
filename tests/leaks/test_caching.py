"""What is for one person is kept nowhere; what may be kept is the same for everybody."""

import re

import pytest
from django.test import Client

from tests.leaks import states
from tests.leaks import world as worlds
from tests.leaks.channels import EXEMPT, fill_in, public_patterns

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

TOKENS = re.compile(
    rb'name="csrfmiddlewaretoken" value="[^"]*"'
    rb'|name="[^"]*" value="[\w:.\-]{20,}"|\d{2}:\d{2}:\d{2}'
)
"""What differs between two answers to one and the same asker."""


def bare(response) -> bytes:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return TOKENS.sub(b"", body)


def may_be_kept(response) -> bool:
    rules = response.headers.get("Cache-Control", "")
    return not ("no-store" in rules or "private" in rules)


def paths(world) -> list[str]:
    found = {
        path
        for pattern in public_patterns()
        if pattern not in EXEMPT and "uitloggen" not in pattern
        for page in world.pages
        for path in fill_in(pattern, page)
    }
    own = {page.get_url() for page in (*world.pages, *world.neighbours)}
    shelves = {page.get_url() for page in world.site.home.get_children()}
    return sorted(found | own | shelves)


# Which engine answers makes no difference between two people.
@pytest.mark.parametrize("index", ["embedded"], indirect=True)
@pytest.mark.parametrize("who", ["deelnemer", "specialist-van-hier", "redacteur", "beheerder"])
def test_what_differs_for_somebody_is_kept_nowhere(world, index, who):
    worlds.fill(world, states.public)
    anonymous, person = Client(raise_request_exception=False), Client(raise_request_exception=False)
    person.force_login(world.people[who])
    wrong = {}
    for path in paths(world):
        theirs, hers = anonymous.get(path), person.get(path)
        anonymous.cookies.clear()
        differs = theirs.status_code != hers.status_code or bare(theirs) != bare(hers)
        if differs and may_be_kept(hers):
            wrong[path] = "differs for her, and may be kept"
        if differs and may_be_kept(theirs) and theirs.status_code == 200:
            wrong[path] = "differs from what may be kept for everybody"
        if may_be_kept(hers) and "Cookie" in hers.headers.get("Vary", ""):
            wrong[path] = "may be kept, though it looked at the session"
        if hers.cookies and may_be_kept(hers):
            wrong[path] = "sets a cookie, and may be kept"
    assert not wrong


@pytest.mark.parametrize("who", ["specialist-van-hier", "beheerder"])
def test_the_admin_is_kept_nowhere(world, who):
    client = Client(raise_request_exception=False)
    client.force_login(world.people[who])
    for path in ("/beheer/", "/beheer/images/", "/beheer/documents/", "/beheer/account/"):
        assert not may_be_kept(client.get(path)), path
