"""A mail server on this machine that does what a test tells it to: also everything wrong."""

import contextlib
import socketserver
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

Answer = Callable[[str, str], str]
"""(step, line) -> what to say; a step is greet, mail, rcpt, data, middle or end (of the text)."""

FINE = {"greet": "220 klaar", "mail": "250 goed", "rcpt": "250 goed", "data": "354 toe maar"}
STALL, HANG_UP, TAKE_AND_HANG_UP = "<stall>", "<hang up>", "<take and hang up>"


@dataclass
class Mailbox:
    """What arrived, and how the server is to behave."""

    port: int = 0
    received: list[bytes] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    answer: Answer = lambda step, line: FINE.get(step, "250 goed")
    released: threading.Event = field(default_factory=threading.Event)

    @property
    def messages(self) -> list[EmailMessage]:
        return [
            message_from_bytes(raw, policy=policy.default)  # type: ignore[misc]
            for raw in self.received
        ]

    @property
    def message_ids(self) -> list[str]:
        return [str(message["Message-ID"]) for message in self.messages]

    def be_well(self) -> None:
        self.answer = lambda step, line: FINE.get(step, "250 goed")

    def fail_at(self, step: str, with_what: str, *, times: int = 10**6) -> None:
        """Say something else at one step, the first so many times."""
        left = [times]

        def answer(at: str, line: str) -> str:
            if at == step and left[0] > 0:
                left[0] -= 1
                return with_what
            return FINE.get(at, "250 goed")

        self.answer = answer


class _Handler(socketserver.StreamRequestHandler):
    server: Any

    def ask(self, step: str, line: str = "") -> str:
        """Return what to say at a step; asked once for each."""
        self.server.box.steps.append(step)
        return str(self.server.box.answer(step, line))

    def say(self, reply: str) -> bool:
        """Say it; False when the conversation is over."""
        if reply == STALL:
            self.server.box.released.wait(60)
        if reply in (STALL, HANG_UP, TAKE_AND_HANG_UP):
            return False
        self.wfile.write(f"{reply}\r\n".encode())
        return True

    def handle(self) -> None:
        with contextlib.suppress(OSError):
            self.talk()

    def talk(self) -> None:
        if not self.say(self.ask("greet")):
            return
        while line := self.rfile.readline().decode().strip():
            word = line.split(":")[0].split()[0].upper()
            if word in ("EHLO", "HELO", "RSET", "NOOP"):
                self.wfile.write(b"250 goed\r\n")
            elif word == "QUIT":
                self.wfile.write(b"221 dag\r\n")
                return
            elif word in ("MAIL", "RCPT"):
                if not self.say(self.ask(word.lower(), line)):
                    return
            elif word == "DATA":
                reply = self.ask("data")
                if not self.say(reply):
                    return
                if reply.startswith("354") and not self.take():
                    return

    def take(self) -> bool:
        box: Mailbox = self.server.box
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                # Cut off in the middle, by a sender that was killed: no mail (RFC 5321, 4.1.1.4).
                return False
            lines.append(line[1:] if line.startswith(b"..") else line)
            if box.answer("middle", "") == HANG_UP:
                return False
        reply = self.ask("end")
        if reply.startswith("250") or reply in (TAKE_AND_HANG_UP, STALL):
            box.received.append(b"".join(lines))
        return self.say(reply)


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False
    box: Mailbox


@contextlib.contextmanager
def running(port: int = 0, box: Mailbox | None = None) -> Iterator[Mailbox]:
    """Run a server; the same box again on the same port is the same server that came back."""
    with _Server(("127.0.0.1", port), _Handler) as server:
        server.box = box or Mailbox()
        server.box.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server.box
        finally:
            server.box.released.set()
            server.shutdown()
            thread.join()
