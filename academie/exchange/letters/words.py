"""Pieces of which the letters are made: greeting, when and where, links, what we keep.

Who signs up may have typed somebody else's address. Of what she typed only a name comes into a
mail, and only when it looks like one: nobody can send advertising through us.
"""

import re
import unicodedata
from datetime import datetime

from django.utils.formats import date_format

from academie.exchange import links
from academie.exchange.invitations import page_url
from academie.exchange.models import SignUp, TrainingEventPage, TrainingSession
from academie.exchange.moments import moment_of

_CLOSING = "Onderwijs-Zorg Academie"
_MOST_IN_SUBJECT = 110
_MOST_IN_NAME = 60
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[ .'’`-])*")
# What a mail program makes a link of: a dot with a word before it, or a short one after it.
_ADDRESS = re.compile(r"\w{2,}\.\w|\w\.\w{2,3}\b|\bwww\b|\bhttp", re.IGNORECASE)


def greeting(name: str) -> str:
    """Return the first line; a name that could be something else is not repeated."""
    plain = " ".join(unicodedata.normalize("NFC", name).split())
    if not _NAME.fullmatch(plain) or _ADDRESS.search(plain) or len(plain) > _MOST_IN_NAME:
        plain = "collega"
    return f"Beste {plain},"


def letter(first: str, *parts: str) -> str:
    """Return a whole text; empty parts fall out."""
    return "\n\n".join(part for part in (first, *parts, _CLOSING) if part) + "\n"


def short_title(event: TrainingEventPage) -> str:
    """Return the title as it fits in a subject."""
    title = event.title
    if len(title) <= _MOST_IN_SUBJECT:
        return title
    return title[:_MOST_IN_SUBJECT].rpartition(" ")[0] + " …"


def card(session: TrainingSession, *, now: datetime) -> str:
    """Return what it is, when and where, with the public page."""
    moment = moment_of(session, now=now)
    day = f"{date_format(moment.start, 'l j F Y')}, {moment.hours}"
    when = day if len(moment.days) == 1 else f"{moment.hours} ({moment.start.year})"
    lines = [
        f"{session.page.get_kind_display()}: {session.page.title}",
        f"Wanneer: {when}",
        f"Waar: {moment.place}" if moment.place else "",
        page_url(session.page),
    ]
    return "\n".join(line for line in lines if line)


def sheet(event: TrainingEventPage) -> str:
    """Return what somebody with a place has to know before she comes; '' when there is nothing."""
    parts = (
        ("Wie ontvangt u?", event.host_text),
        ("Hoe bereidt u zich voor?", event.preparation),
        ("Wat neemt u mee?", event.bring),
        ("Onze afspraak over geheimhouding", event.confidentiality),
    )
    found = [f"{head}\n{text.strip()}" for head, text in parts if text.strip()]
    return "\n\n".join(["VOORBEREIDING", *found]) if found else ""


def own_link(sign_up: SignUp, *, over: bool = False) -> str:
    """Return the way to her own page, in the words that fit what she can do there.

    `over` is for a letter that leaves after the session.
    """
    if sign_up.is_active and not over:
        does = "Uw aanmelding bekijken, veranderen of afzeggen"
    else:
        does = "Uw gegevens bekijken of wissen"
    return f"{does}:\n{links.own_url(sign_up)}\nDeze link is van u alleen. Geef hem niet door."


def kept(sign_up: SignUp) -> str:
    """Return how long we keep her details."""
    return f"Wij wissen uw gegevens op {date_format(sign_up.keep_until, 'j F Y')}."
