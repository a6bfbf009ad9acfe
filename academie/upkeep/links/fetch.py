"""One careful look at an address on another site.

HEAD first, GET when that is refused; a few redirects, each checked like the first address; an end
to the time and to the size, whatever the other side sends.
"""

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin

from academie.upkeep.links.addresses import (
    Allowed,
    RefusedError,
    UnknownHostError,
    is_public,
    resolve,
    split,
)
from academie.upkeep.models import ExternalLink

Outcome = ExternalLink.Outcome

STEP_SECONDS = 5.0
"""For one read or write."""

ALL_SECONDS = 12.0
"""For everything, redirects included: a site that drips a letter a second has to end too."""

MOST_REDIRECTS = 5
MOST_BYTES = 64 * 1024

_MOVED = (301, 302, 303, 307, 308)
_NOT_MODIFIED = 304
_GONE = (404, 410)
_BAD, _BROKEN = 400, 500


@dataclass(frozen=True, slots=True)
class Look:
    """What a look told."""

    outcome: str
    status: int | None = None
    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """How to look: who we say we are, where we may go, and what to do before every request."""

    agent: str
    allowed: Allowed = is_public
    pace: Callable[[str], None] = field(default=lambda host: None)
    seconds: float = ALL_SECONDS


@dataclass(frozen=True, slots=True)
class _Reply:
    status: int
    location: str
    etag: str
    last_modified: str


def look(url: str, terms: Terms, known: Mapping[str, str] | None = None) -> Look:
    """Look whether an address opens; never raises. ``known`` are headers of a conditional look."""
    end = time.monotonic() + terms.seconds
    try:
        reply = _follow(url, terms, dict(known or {}), end)
    except RefusedError:
        return Look(Outcome.REFUSED)
    except (UnknownHostError, OSError, http.client.HTTPException, ValueError):
        return Look(Outcome.AWAY)
    return Look(outcome_of(reply.status), reply.status, reply.etag, reply.last_modified)


def outcome_of(status: int) -> str:
    """Return what a status means for a reader.

    Who forbids us (401, 403), has had enough of us (429) or wants a browser may open for people.
    """
    if status < _BAD or status == _NOT_MODIFIED:
        return Outcome.OK
    if status in _GONE:
        return Outcome.GONE
    return Outcome.CLOSED if status < _BROKEN or status >= 600 else Outcome.ERROR


def _follow(url: str, terms: Terms, known: dict[str, str], end: float) -> _Reply:
    seen = set()
    for _ in range(MOST_REDIRECTS + 1):
        if url in seen:
            break
        seen.add(url)
        reply = _ask_briefly(url, terms, known, end)
        if reply is None or reply.status >= _BAD:
            reply = _ask("GET", url, terms, known, end)
        if reply.status not in _MOVED or not reply.location:
            return reply
        url = urljoin(url, reply.location)
        known = {}
    raise http.client.HTTPException("too many redirects")


def _ask_briefly(url: str, terms: Terms, known: Mapping[str, str], end: float) -> _Reply | None:
    """Return the answer without its content; None when the other side hangs up on the question."""
    try:
        return _ask("HEAD", url, terms, known, end)
    except (ConnectionError, http.client.HTTPException):
        return None


def _ask(method: str, url: str, terms: Terms, known: Mapping[str, str], end: float) -> _Reply:
    parts, host, port = split(url)
    terms.pace(host)
    left = end - time.monotonic()
    if left <= 0:
        raise TimeoutError("no time left")
    connection = _Pinned(host, port, str(resolve(host, port, terms.allowed)), parts.scheme)
    # A read has an end of its own, but a hundred slow reads have not: this one ends them all.
    alarm = threading.Timer(left, connection.cut)
    alarm.daemon = True
    alarm.start()
    try:
        path = parts.path or "/"
        target = f"{path}?{parts.query}" if parts.query else path
        headers = {"User-Agent": terms.agent, "Accept": "*/*", "Connection": "close", **known}
        connection.request(method, _ascii(target), headers=headers)
        response = connection.getresponse()
        if method == "GET":
            response.read(MOST_BYTES)
        return _Reply(
            response.status,
            response.getheader("Location") or "",
            (response.getheader("ETag") or "")[:200],
            (response.getheader("Last-Modified") or "")[:60],
        )
    finally:
        alarm.cancel()
        connection.close()


def _ascii(target: str) -> str:
    """Return a path as it travels: what is no ASCII, a space or a line break is encoded."""
    return "".join(
        letter if "!" <= letter <= "~" else "".join(f"%{byte:02X}" for byte in letter.encode())
        for letter in target
    )


class _Pinned(http.client.HTTPConnection):
    """A connection to one address that was checked, under the name that was asked for."""

    def __init__(self, host: str, port: int, address: str, scheme: str) -> None:
        super().__init__(host, port, timeout=STEP_SECONDS)
        self._address = address
        self._tls = ssl.create_default_context() if scheme == "https" else None
        self.default_port = 443 if self._tls else 80

    def connect(self) -> None:
        """Connect to the address, not to the name; the certificate has to be of the name."""
        self.sock = socket.create_connection((self._address, self.port), STEP_SECONDS)
        if self._tls:
            self.sock = self._tls.wrap_socket(self.sock, server_hostname=self.host)

    def cut(self) -> None:
        """End whatever goes on; called from another thread."""
        if self.sock is not None:
            try:
                self.sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                return
