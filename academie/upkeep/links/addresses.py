"""Where a link may lead: only to machines that everybody on the internet can reach."""

import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import SplitResult, urlsplit

Address = IPv4Address | IPv6Address
Allowed = Callable[[Address, int], bool]

PORTS = {"http": 80, "https": 443}
ALLOWED_PORTS = (80, 443, 8080, 8443)
_LONGEST_HOST = 253


class RefusedError(ValueError):
    """An address that we do not go to: not http, not public, or with a password in it."""


class UnknownHostError(OSError):
    """Nobody knows this name."""


def is_public(address: Address, port: int) -> bool:
    """Return whether an address is one of the open internet, also when it is wrapped in IPv6."""
    if isinstance(address, IPv6Address):
        if address.is_site_local:
            return False
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if inner is not None and not is_public(inner, port):
            return False
    open_to_all = address.is_global and not address.is_multicast and not address.is_reserved
    return bool(open_to_all and port in ALLOWED_PORTS)


def split(url: str) -> tuple[SplitResult, str, int]:
    """Return the parts of an address, its host and its port. Raises `RefusedError`."""
    try:
        parts = urlsplit(url)
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        raise RefusedError("no address") from None
    if parts.scheme not in PORTS or not host or len(host) > _LONGEST_HOST:
        raise RefusedError("not http")
    if parts.username is not None or parts.password is not None:
        raise RefusedError("a password in the address")
    return parts, host, port or PORTS[parts.scheme]


def resolve(host: str, port: int, allowed: Allowed = is_public) -> Address:
    """Return the address to connect to. Raises `RefusedError` and `UnknownHostError`.

    The caller connects to this very address: a name that answers something else a moment later
    (DNS rebinding) gains nothing. One forbidden address among the answers refuses the name.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise UnknownHostError("unknown host") from None
    addresses = [ip_address(str(one[4][0]).partition("%")[0]) for one in found]
    if not addresses:
        raise UnknownHostError("no address")
    if not all(allowed(address, port) for address in addresses):
        raise RefusedError("not a public address")
    # Many of our servers have no IPv6 to the outside.
    return next((one for one in addresses if one.version == 4), addresses[0])
