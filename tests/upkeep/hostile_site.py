"""A site on this machine that does everything that sites out there do."""

import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Handler(BaseHTTPRequestHandler):
    """One address for each kind of trouble."""

    asked: Counter[str] = Counter()
    agents: set[str] = set()

    def do_HEAD(self) -> None:
        self._answer(body=False)

    def do_GET(self) -> None:
        self._answer(body=True)

    def _answer(self, *, body: bool) -> None:
        path = self.path.partition("?")[0]
        type(self).asked[f"{self.command} {path}"] += 1
        type(self).agents.add(self.headers.get("User-Agent", ""))
        if path == "/goed":
            if self.headers.get("If-None-Match") == '"v1"':
                return self._head(304)
            return self._head(200, ETag='"v1"')
        if path == "/geen-head":
            return self._head(200 if self.command == "GET" else 405)
        if path == "/hangt-op-bij-head":
            return self._head(200) if self.command == "GET" else None
        if path.startswith("/status/"):
            return self._head(int(path.rpartition("/")[2]))
        if path == "/rondje":
            return self._head(302, Location="/rondje")
        if path.startswith("/verder/"):
            return self._head(302, Location=f"/verder/{int(path.rpartition('/')[2]) + 1}")
        if path == "/naar-binnen":
            return self._head(302, Location="http://10.0.0.1/geheim")
        if path == "/naar-bestand":
            return self._head(302, Location="file:///etc/passwd")
        if path == "/druppel":
            return self._drip()
        if path == "/zwijgt":
            time.sleep(3)
            return None
        if path == "/onzin":
            self.wfile.write(b"\x00\xff niet eens http\r\n\r\n")
            return None
        if path == "/enorm":
            if self.command == "HEAD":
                return self._head(500)
            self._head(200, length=10**9)
            try:
                for _ in range(20):
                    self.wfile.write(b"x" * 1_000_000)
            except OSError:
                type(self).asked["afgebroken"] += 1
            return None
        return self._head(404)

    def _head(self, status: int, length: int = 0, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(length))
        self.end_headers()

    def _drip(self) -> None:
        try:
            for _ in range(60):
                self.wfile.write(b"H")
                self.wfile.flush()
                time.sleep(0.1)
        except OSError:
            type(self).asked["afgebroken"] += 1

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def hostile_site() -> Iterator[tuple[str, type[Handler]]]:
    """Serve it on a free port; give its address and what it was asked."""
    handler = type("Own", (Handler,), {"asked": Counter(), "agents": set()})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", handler
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
