"""A wire to a server that can be cut, silenced or mended while programs talk over it."""

import socket
import threading
from contextlib import suppress
from enum import StrEnum


class Wire(StrEnum):
    """How the wire is: whole, cut (nobody there), or silent (nobody answers)."""

    WHOLE = "whole"
    CUT = "cut"
    SILENT = "silent"


class Proxy:
    """Passes bytes between programs and one server on this machine."""

    def __init__(self, host: str, port: int) -> None:
        self._server = (host, port)
        self._state = Wire.WHOLE
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self._listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self._listen, daemon=True).start()

    def set(self, state: Wire) -> None:
        """Change the wire; whoever is talking over it is cut off."""
        self._state = state
        with self._lock:
            talking, self._open = self._open, set()
        for one in talking:
            _close(one)

    def close(self) -> None:
        """End the proxy and everything that goes through it."""
        self.set(Wire.CUT)
        _close(self._listener)

    def _listen(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            state = self._state
            if state is Wire.CUT:
                _close(client)
                continue
            with self._lock:
                self._open.add(client)
            if state is Wire.WHOLE:
                self._connect(client)

    def _connect(self, client: socket.socket) -> None:
        try:
            server = socket.create_connection(self._server, timeout=10)
        except OSError:
            _close(client)
            return
        server.settimeout(None)
        with self._lock:
            self._open.add(server)
        for source, target in ((client, server), (server, client)):
            threading.Thread(target=self._pass_on, args=(source, target), daemon=True).start()

    def _pass_on(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65_536):
                target.sendall(data)
        for one in (source, target):
            with self._lock:
                self._open.discard(one)
            _close(one)


def _close(one: socket.socket) -> None:
    with suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()
