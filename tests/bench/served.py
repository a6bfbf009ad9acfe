"""The same pages over HTTP: gunicorn as in production, one worker, one open connection."""

import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

from tests.bench.timing import Call, Subject, measure, ratio

_START_SECONDS = 30.0
_HOST = "127.0.0.1"
_APPLICATION = "tests.bench.served_app:application"
_OPTIONS = ("--workers=1", "--threads=4", "--keep-alive=60", "--log-level=error")


def over_http(
    pages: dict[str, Sequence[str]], rounds: int, calls: int
) -> dict[str, dict[str, Any]]:
    """Return the figures of each list of addresses; the first is the floor of the ratios."""
    with _server() as port:
        connection = http.client.HTTPConnection(_HOST, port)
        subjects = [
            Subject(name, partial(_of_round, connection, addresses, calls))
            for name, addresses in pages.items()
        ]
        measure(subjects, rounds)
        connection.close()
    return {one.name: one.summary() | {"ratio": ratio(one, subjects[0])} for one in subjects}


def _of_round(
    connection: http.client.HTTPConnection, addresses: Sequence[str], calls: int, number: int
) -> list[Call]:
    first = (number + 1) * calls
    return [
        partial(_get, connection, addresses[(first + at) % len(addresses)]) for at in range(calls)
    ]


def _get(connection: http.client.HTTPConnection, address: str) -> None:
    connection.request("GET", address, headers={"Host": "localhost"})
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{address} answered {answer.status}.")


@contextmanager
def _server() -> Iterator[int]:
    port = _free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", *_OPTIONS, "--bind", f"{_HOST}:{port}", _APPLICATION]
    )
    try:
        _wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=_START_SECONDS)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((_HOST, 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int) -> None:
    until = time.monotonic() + _START_SECONDS
    while True:
        try:
            socket.create_connection((_HOST, port), timeout=1).close()
            return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
