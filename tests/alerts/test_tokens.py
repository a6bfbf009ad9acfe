"""Links in mails: each opens one thing, for as long as it should, and the database opens none."""

import time
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from django.core import signing

from academie.alerts import tokens

pytestmark = pytest.mark.django_db

KINDS = {
    "confirm": (tokens.confirm_url, tokens.read_confirm),
    "manage": (tokens.manage_url, tokens.read_manage),
    "leave": (tokens.leave_url, tokens.read_leave),
}


def token_of(url: str) -> str:
    return parse_qs(urlsplit(url).query)["t"][0]


@pytest.mark.parametrize("kind", KINDS)
def test_a_link_opens_what_it_was_made_for_and_nothing_else(site, kind):
    public = uuid4()
    url = KINDS[kind][0](public)
    token = token_of(url)

    assert url.startswith("http://localhost/op-de-hoogte/")
    for other, (_, read) in KINDS.items():
        assert read(token) == (public if other == kind else None), other


@pytest.mark.parametrize("kind", KINDS)
def test_a_changed_link_opens_nothing(kind):
    make, read = KINDS[kind]
    token = token_of(make(uuid4()))

    for at in range(len(token)):
        other = "A" if token[at] != "A" else "B"
        # The last letter of a signature carries spare bits.
        if at < len(token) - 1:
            assert read(token[:at] + other + token[at + 1 :]) is None, at
    for wrong in ("", ".", "x" * 5_000, uuid4().hex, token.rpartition(".")[0], "é", "\x00"):
        assert read(wrong) is None


@pytest.mark.parametrize(("kind", "days"), [("confirm", 7), ("manage", 60), ("leave", None)])
def test_links_grow_old(monkeypatch, kind, days):
    make, read = KINDS[kind]
    public = uuid4()
    token = token_of(make(public))

    def in_days(count: float) -> None:
        now = time.time() + count * 24 * 3600
        monkeypatch.setattr(signing.time, "time", lambda: now)

    if days is None:
        in_days(3_000)
        assert read(token) == public
        return
    in_days(days - 0.1)
    assert read(token) == public
    monkeypatch.undo()
    in_days(days + 0.1)
    assert read(token) is None


def test_another_key_opens_nothing_and_a_former_one_still_does(settings):
    public = uuid4()
    token = token_of(tokens.leave_url(public))

    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "een-andere-sleutel"
    assert tokens.read_leave(token) == public
    settings.SECRET_KEY_FALLBACKS = []
    assert tokens.read_leave(token) is None
