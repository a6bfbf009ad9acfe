"""Somebody with a browser who signs up and withdraws, and notes what the site told her for sure."""

import http.client
import random
import re
import threading
import time
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import count
from urllib.parse import urlencode

from tests.mail.smtp_server import Mailbox

PATIENCE = 120.0
LEAST = 2.1
"""Seconds between showing a form and sending it: less is a machine's."""

SIDES = ("onderwijs", "zorg", "overig")
OWN_LINK = re.compile(r"https?://[^/\s]+(/mijn-aanmelding/\?t=[\w.:-]+)")


class _Hidden(HTMLParser):
    """Collects what a form sends along by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "input" and found.get("type") == "hidden" and "name" in found:
            self.fields[found["name"]] = found.get("value", "")


@dataclass
class Told:
    """What the site said for sure, and what it was asked without an answer."""

    signed_up: set[str] = field(default_factory=set)
    withdrawn: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)
    withdrawal_asked: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)


class Visitor(threading.Thread):
    """Goes on until told to stop; a connection that breaks is tried again, as people do."""

    numbers = count(1)

    def __init__(self, port: int, path: str, box: Mailbox, told: Told, seed: int) -> None:
        super().__init__(daemon=True)
        self.port, self.path, self.box, self.told = port, path, box, told
        self.dice = random.Random(seed)
        self.stopping = threading.Event()
        self.mine: list[str] = []

    def run(self) -> None:
        form: dict[str, str] = {}
        while not self.stopping.is_set():
            if not form:
                form = self.form()
                time.sleep(LEAST)
            elif self.mine and self.dice.random() < 0.35:
                self.withdraw(self.dice.choice(self.mine))
            else:
                self.sign_up(form)
            time.sleep(self.dice.random() * 0.05)

    def form(self) -> dict[str, str]:
        """Open the page and return what its form sends along."""
        answer = self.ask("GET", self.path)
        if answer is None:
            return {}
        hidden = _Hidden()
        hidden.feed(answer[1])
        return hidden.fields

    def sign_up(self, form: dict[str, str]) -> None:
        number = next(self.numbers)
        email = f"storm-{number}@voorbeeld.nl"
        self.told.asked.add(email)
        fields = form | {
            "name": f"Deelnemer {number}",
            "email": email,
            "role": "ib",
            "organisation": "Basisschool Storm",
            "side": self.dice.choice(SIDES),
        }
        if self.ask("POST", f"{self.path}aanmelden/", fields):
            self.told.signed_up.add(email)
            self.mine.append(email)

    def withdraw(self, email: str) -> None:
        """Withdraw by the link in the mail; without a mail yet, do nothing."""
        link = next((OWN_LINK.search(text) for to, text in self.letters() if to == email), None)
        if link is None:
            return
        self.mine.remove(email)
        self.told.withdrawal_asked.add(email)
        if self.ask("POST", link[1], {"actie": "afmelden"}):
            self.told.withdrawn.add(email)

    def letters(self) -> list[tuple[str, str]]:
        """Return address and text of what arrived lately."""
        found = []
        for message in self.box.messages[-60:]:
            part = message.get_body(("plain",))
            found.append((str(message["To"]), part.get_content() if part else ""))
        return found

    def ask(
        self, method: str, path: str, fields: dict[str, str] | None = None
    ) -> tuple[int, str] | None:
        """Ask until there is an answer; None when there came none before everything stopped.

        A good answer to a POST is a redirect. Any other is noted as wrong.
        """
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                status, text = self._once(method, path, fields)
            except (OSError, http.client.HTTPException):
                if self.stopping.wait(0.1) and method == "GET":
                    return None
                continue
            if status == (303 if method == "POST" else 200):
                return status, text
            self.told.wrong.append(f"{method} {path[:40]}: {status}")
            return None
        self.told.wrong.append(f"{method} {path[:40]}: no answer")
        return None

    def _once(self, method: str, path: str, fields: dict[str, str] | None) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            headers = {
                "Content-Type": "application/x-www-form-urlencoded",
                "X-Forwarded-For": f"10.{self.dice.randrange(250)}.{self.dice.randrange(250)}.9",
            }
            connection.request(method, path, urlencode(fields or {}) if fields else None, headers)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()
