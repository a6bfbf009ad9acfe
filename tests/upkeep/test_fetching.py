"""One look at a link: where it may go, and that it ends."""

import socket
import time
from ipaddress import ip_address

import pytest

from academie.upkeep.links.addresses import RefusedError, is_public, resolve, split
from academie.upkeep.links.fetch import Terms, look
from tests.upkeep.hostile_site import hostile_site

pytestmark = pytest.mark.enable_socket


@pytest.fixture
def site():
    with hostile_site() as given:
        yield given


def here(address, port):
    """Let a test go to this machine; nowhere else than a public address otherwise."""
    return address.is_loopback or is_public(address, port)


def ask(url, seconds=6.0, known=None, allowed=here):
    return look(url, Terms("Proef", allowed, seconds=seconds), known)


@pytest.mark.parametrize(
    ("path", "outcome"),
    [
        ("/goed", "ok"),
        ("/geen-head", "ok"),
        ("/hangt-op-bij-head", "ok"),
        ("/status/404", "weg"),
        ("/status/410", "weg"),
        ("/status/401", "dicht"),
        ("/status/403", "dicht"),
        ("/status/429", "dicht"),
        ("/status/999", "dicht"),
        ("/status/500", "storing"),
        ("/status/503", "storing"),
        ("/rondje", "onbereikbaar"),
        ("/verder/0", "onbereikbaar"),
        ("/naar-binnen", "geweigerd"),
        ("/naar-bestand", "geweigerd"),
        ("/onzin", "onbereikbaar"),
        ("/enorm", "ok"),
        ("/met spatie é\r\nX: y", "weg"),
    ],
)
def test_what_an_answer_means(site, path, outcome):
    assert ask(site[0] + path).outcome == outcome


def test_a_get_follows_only_a_refused_head(site):
    base, handler = site
    handler.asked.clear()
    ask(base + "/goed")
    assert handler.asked == {"HEAD /goed": 1}
    ask(base + "/geen-head")
    assert handler.asked["GET /geen-head"] == 1
    assert handler.agents == {"Proef"}


def test_what_did_not_change_is_asked_with_a_condition(site):
    seen = ask(site[0] + "/goed")
    again = ask(site[0] + "/goed", known={"If-None-Match": seen.etag})
    assert (seen.etag, again.status, again.outcome) == ('"v1"', 304, "ok")


def test_a_huge_answer_is_cut_off(site):
    base, handler = site
    handler.asked.clear()
    ask(base + "/enorm")
    for _ in range(50):
        if handler.asked["afgebroken"]:
            break
        time.sleep(0.05)
    assert handler.asked["afgebroken"]


@pytest.mark.parametrize("path", ["/druppel", "/zwijgt"])
def test_a_slow_site_ends(site, path):
    assert ask(site[0] + path, seconds=0.5).outcome == "onbereikbaar"


def test_nobody_there(free_tcp_port):
    assert ask(f"http://127.0.0.1:{free_tcp_port}/").outcome == "onbereikbaar"


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://0.0.0.0/",
        "http://10.1.2.3/",
        "http://192.168.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::ffff:127.0.0.1]/",
        "http://[fe80::1]/",
        "http://[fc00::1]/",
        "http://[fec0::1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://224.0.0.1/",
        "http://100.64.0.1/",
        "http://8.8.8.8:25/",
        "http://user:pass@example.com/",
        "ftp://example.com/",
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
        "javascript:alert(1)",
        "http://",
        "http://a:b:c/",
        "http://example.com:99999/",
    ],
)
def test_no_look_at_what_is_not_public(url, site, monkeypatch):
    def connect(*args, **kwargs):
        raise AssertionError("It went out.")

    monkeypatch.setattr(socket, "create_connection", connect)
    assert look(url, Terms("Proef")).outcome == "geweigerd"


def test_a_name_with_one_private_address_is_refused(monkeypatch):
    answers = [(2, 1, 6, "", ("93.184.216.34", 80)), (2, 1, 6, "", ("10.0.0.1", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: answers)
    with pytest.raises(RefusedError):
        resolve("example.com", 80)


def test_it_connects_to_the_address_that_was_checked(site, monkeypatch):
    """A name that answers another address a moment later gains nothing."""
    port = int(site[0].rpartition(":")[2])
    answers = iter([[(2, 1, 6, "", ("127.0.0.1", port))]])
    real = socket.getaddrinfo

    def rebinding(host, *args, **kwargs):
        if host == "wissel.example":
            return next(answers, [(2, 1, 6, "", ("10.0.0.1", port))])
        return real(host, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    assert ask(f"http://wissel.example:{port}/goed").outcome == "ok"


def test_what_is_public():
    assert is_public(ip_address("93.184.216.34"), 443)
    assert is_public(ip_address("2606:2800:220:1::1"), 443)
    assert not is_public(ip_address("93.184.216.34"), 22)


def test_an_address_in_other_letters_is_written_for_the_net():
    assert split("https://café.example/x")[1:] == ("xn--caf-dma.example", 443)
