"""The mail that the demo writes to its folder."""

import email
import time
from email import policy
from pathlib import Path

from tests.e2e.demo import DemoSite

PATIENCE = 30.0


def mail_to(site: DemoSite, address: str) -> str:
    """Return the text of the first mail to an address, as soon as the worker wrote it."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        for file in Path(site.folder, "mail").glob("*.eml"):
            message = email.message_from_bytes(file.read_bytes(), policy=policy.default)
            if message["To"] == address:
                part = message.get_body(("plain",))
                assert part is not None
                return part.get_content()
        time.sleep(0.2)
    raise AssertionError("Er kwam geen mail.")
