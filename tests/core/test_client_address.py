"""Who asks: a header counts only as far as our own proxies wrote it."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from academie.core.client_address import client_address, household

PROXIES = ["127.0.0.1", "10.0.0.0/8", "2001:db8:ffff::/48"]


def address(rf, remote, forwarded=None):
    extra = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
    found = client_address(rf.get("/", REMOTE_ADDR=remote, **extra))
    return None if found is None else str(found)


def test_without_a_named_proxy_the_header_is_only_a_claim(rf, settings):
    settings.TRUSTED_PROXIES = []
    assert address(rf, "127.0.0.1", "203.0.113.9") == "127.0.0.1"
    settings.TRUSTED_PROXIES = PROXIES
    assert address(rf, "198.51.100.7", "203.0.113.9") == "198.51.100.7"


@pytest.mark.parametrize(
    ("forwarded", "expected"),
    [
        ("203.0.113.9", "203.0.113.9"),
        # What a visitor wrote stands left of what our proxy saw.
        ("1.1.1.1, 203.0.113.9", "203.0.113.9"),
        ("1.1.1.1, 203.0.113.9, 10.2.3.4", "203.0.113.9"),
        ("203.0.113.9, 10.2.3.4,127.0.0.1", "203.0.113.9"),
        ("onzin, 203.0.113.9", "203.0.113.9"),
        ("203.0.113.9:51234", "203.0.113.9"),
        ("2001:db8::7", "2001:db8::7"),
        ("[2001:db8::7]:51234", "2001:db8::7"),
        ("2001:db8::7, 2001:db8:ffff::1", "2001:db8::7"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("fe80::1%eth0", "fe80::1"),
        # Everybody in the chain is ours: the one who began it.
        ("10.9.9.9, 10.2.3.4", "10.9.9.9"),
        *[
            (junk, "127.0.0.1")
            for junk in ("", " ", "onzin", "203.0.113.9, x", ",", "1.2.3", "\x00")
        ],
        ("x" * 100_000, "127.0.0.1"),
        ("10.1.1.1, " * 1_000 + "10.1.1.2", "10.1.1.1"),
    ],
)
def test_behind_a_named_proxy(rf, settings, forwarded, expected):
    settings.TRUSTED_PROXIES = PROXIES
    assert address(rf, "127.0.0.1", forwarded) == expected


def test_a_proxy_that_says_nothing_is_the_visitor(rf, settings):
    settings.TRUSTED_PROXIES = PROXIES
    assert address(rf, "10.0.0.3") == "10.0.0.3"


@pytest.mark.parametrize("remote", ["", "unix:/run/site.sock"])
def test_a_socket_file_has_no_address(rf, settings, remote):
    settings.TRUSTED_PROXIES = PROXIES
    assert address(rf, remote, "203.0.113.9") is None


def test_a_proxy_that_is_none_is_said(rf, settings):
    settings.TRUSTED_PROXIES = ["de voordeur"]
    with pytest.raises(ImproperlyConfigured, match="TRUSTED_PROXIES"):
        address(rf, "127.0.0.1", "203.0.113.9")


def test_a_line_of_ipv6_counts_once_and_a_school_by_its_address(rf):
    def home(remote):
        return household(client_address(rf.get("/", REMOTE_ADDR=remote)))

    assert home("2001:db8:1:2::1") == home("2001:db8:1:2:ffff::9") == "2001:db8:1:2::/64"
    assert home("2001:db8:1:3::1") != home("2001:db8:1:2::1")
    assert home("203.0.113.9") == home("::ffff:203.0.113.9") == "203.0.113.9"
