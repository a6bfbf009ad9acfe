"""Which addresses the live items link to, and which of our own pages are not there any more."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any

from django.db import transaction
from django.db.models import CharField, TextField
from django.utils import timezone
from wagtail.fields import StreamField
from wagtail.models import Page

from academie.core.items import item_models
from academie.core.visibility import is_public
from academie.mail.links import absolute
from academie.upkeep.links.addresses import RefusedError, split
from academie.upkeep.links.checking import DEAD_AFTER, WEEK
from academie.upkeep.models import ExternalLink, LinkUse
from academie.upkeep.models.links import MAX_URL
from academie.upkeep.versions.shown import shows

_URL = re.compile(r"https?://[^\s\"'<>\\]+", re.IGNORECASE)
_HREF = re.compile(r"""\bhref=["']([^"']*)["']""", re.IGNORECASE)
_OWN_LINK = re.compile(r"<a\b[^>]*\blinktype=\"page\"[^>]*>")
_NUMBER = re.compile(r"\bid=\"(\d{1,18})\"")
_END = ".,;:!?’”"
_PAIRS = {")": "(", "]": "[", "}": "{"}
MOST_A_PAGE = 200


def links_in(page: Any) -> list[str]:
    """Return the addresses in what readers see of a page, each once; parts after # are left off.

    Of a link the whole address counts; in running text it ends before the mark that ends a
    sentence. A path of our own site is looked at like any other address.
    """
    found = (url.partition("#")[0] for text in _texts(page) for url in _addresses(text))
    return [url for url in dict.fromkeys(found) if 0 < len(url) <= MAX_URL][:MOST_A_PAGE]


def gone_inside(page: Any) -> list[str]:
    """Return the addresses of our own pages that a page links to and that were taken off.

    Where a page was deleted, readers find words without a link.
    """
    tags = (tag for text in _texts(page) for tag in _OWN_LINK.findall(text))
    numbers = {int(number[1]) for tag in tags if (number := _NUMBER.search(tag))}
    off = Page.objects.filter(pk__in=numbers, live=False) if numbers else Page.objects.none()
    return [absolute(one.url) for one in off.order_by("pk") if one.url]


def collect_all() -> bool:
    """Bring what is kept in line with all live items; say whether anything was different."""
    changed = False
    live: set[int] = set()
    for model in item_models():
        pages = model._default_manager.filter(is_public(), alias_of=None)
        for page in pages.iterator(chunk_size=100):
            live.add(page.pk)
            changed |= note_links(page)
    gone = set(LinkUse.objects.values_list("page_id", flat=True).distinct()) - live
    changed |= bool(LinkUse.objects.filter(page_id__in=gone).delete()[0])
    return bool(ExternalLink.objects.filter(uses=None).delete()[0]) or changed


@transaction.atomic
def note_links(page: Any) -> bool:
    """Keep the links of one live page; say whether they were others before."""
    off = {key_of(url): url for url in gone_inside(page)}
    wanted = {key_of(url): url for url in links_in(page)} | off
    uses = dict(LinkUse.objects.filter(page_id=page.pk).values_list("link__key", "pk"))
    gone = [pk for key, pk in uses.items() if key not in wanted]
    LinkUse.objects.filter(pk__in=gone).delete()
    new = {key: url for key, url in wanted.items() if key not in uses}
    rows = [_gone(row) if row.key in off else row for row in _rows(new.items())]
    ExternalLink.objects.bulk_create(rows, ignore_conflicts=True)
    links = ExternalLink.objects.filter(key__in=new)
    LinkUse.objects.bulk_create(
        [LinkUse(link=link, page_id=page.pk) for link in links], ignore_conflicts=True
    )
    return bool(gone or new)


def key_of(url: str) -> str:
    """Return what an address is known by; an index cannot hold all of a long one."""
    return hashlib.sha256(url.encode()).hexdigest()


def _rows(links: Iterable[tuple[str, str]]) -> Iterator[ExternalLink]:
    for key, url in links:
        try:
            _, host, _ = split(url)
        except RefusedError:
            host = ""
        yield ExternalLink(url=url, key=key, host=host)


def _gone(row: ExternalLink) -> ExternalLink:
    """Nobody has to look four times at what we took off ourselves."""
    now = timezone.now()
    row.outcome, row.checked_at, row.check_after = ExternalLink.Outcome.GONE, now, now + WEEK
    row.failures, row.failed_on = DEAD_AFTER, timezone.localdate(now)
    return row


def _addresses(text: str) -> Iterator[str]:
    for href in _HREF.findall(text):
        url = unescape(href).strip()
        if url.startswith("/") and not url.startswith("//"):
            yield absolute(url)
        elif _URL.fullmatch(url):
            yield url
    for url in _URL.findall(unescape(_HREF.sub("", text))):
        yield _without_the_end(url)


def _without_the_end(url: str) -> str:
    """Return an address without what the sentence around it put behind it."""
    while url.endswith((*_END, *_PAIRS)):
        last = url[-1]
        if last in _PAIRS and url.count(_PAIRS[last]) >= url.count(last):
            break
        url = url[:-1]
    return url


def _texts(page: Any) -> Iterator[str]:
    for field in page._meta.get_fields():
        if not getattr(field, "concrete", False) or not shows(type(page), field.name):
            continue
        if isinstance(field, StreamField):
            # Without escapes, so that an address ends where it ends.
            yield from _strings(json.loads(field.value_to_string(page) or "[]"))
        elif isinstance(field, CharField | TextField):
            yield str(getattr(page, field.attname) or "")


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)
