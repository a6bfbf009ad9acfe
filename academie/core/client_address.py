"""From which address on the internet a request comes, also behind our own proxy.

Anybody can write an `X-Forwarded-For`. It counts only as far as machines named in
`settings.TRUSTED_PROXIES` wrote it: read from the right, up to the first address that is not ours.
"""

from functools import lru_cache
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

MOST_HOPS = 20
"""A longer chain of proxies is made up."""


def client_address(request: HttpRequest) -> Address | None:
    """Return the address of whoever asks; None when the server does not know it (a socket file).

    An IPv4 address written as IPv6 is the IPv4 address. Raises `ImproperlyConfigured` when
    `TRUSTED_PROXIES` holds something that is no address and no network.
    """
    remote = _parse(request.META.get("REMOTE_ADDR", ""))
    trusted = networks(tuple(settings.TRUSTED_PROXIES))
    if remote is None or not _is_trusted(remote, trusted):
        return remote
    nearest = remote
    hops = request.META.get("HTTP_X_FORWARDED_FOR", "").rsplit(",", MOST_HOPS)[-MOST_HOPS:]
    for hop in reversed(hops):
        address = _parse(hop)
        if address is None:
            return remote
        nearest = address
        if not _is_trusted(address, trusted):
            break
    return nearest


def household(address: Address) -> str:
    """Return what counts as one connection: an IPv4 address, or the /64 that one line gets."""
    if isinstance(address, IPv4Address):
        return str(address)
    return str(IPv6Network((int(address), 64), strict=False))


@lru_cache(maxsize=8)
def networks(named: tuple[str, ...]) -> tuple[Network, ...]:
    """Return addresses and networks as settings name them. Raises `ImproperlyConfigured`."""
    try:
        return tuple(ip_network(one, strict=False) for one in named)
    except ValueError as error:
        raise ImproperlyConfigured(f"TRUSTED_PROXIES: {error}") from None


def _is_trusted(address: Address, trusted: tuple[Network, ...]) -> bool:
    return any(address in network for network in trusted)


def _parse(text: str) -> Address | None:
    """Read '192.0.2.1', '192.0.2.1:4711', '2001:db8::1' or '[2001:db8::1]:4711'."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
