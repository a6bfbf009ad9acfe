"""Reading the letters that the outbox holds."""

import re

from academie.mail.models import OutgoingMail

LINK = re.compile(r"https?://\S+")


def sent_to(address: str) -> list[OutgoingMail]:
    """Return the letters for an address, oldest first."""
    return list(OutgoingMail.objects.filter(to=address).order_by("pk"))


def link_in(mail: OutgoingMail) -> str:
    """Return the path, with its token, of the one link in a letter."""
    (url,) = LINK.findall(mail.text)
    return "/" + url.split("/", 3)[3]
