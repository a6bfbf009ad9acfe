"""Which addresses on other sites the live items link to."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any

from django.db import transaction
from django.db.models import CharField, TextField
from wagtail.fields import StreamField

from academie.core.items import item_models
from academie.core.visibility import is_public
from academie.upkeep.links.addresses import RefusedError, split
from academie.upkeep.models import ExternalLink, LinkUse
from academie.upkeep.models.links import MAX_URL
from academie.upkeep.versions.shown import shows

_URL = re.compile(r"https?://[^\s\"'<>\\]+", re.IGNORECASE)
_END = ".,;:!?)]}’”"
MOST_A_PAGE = 200


def links_in(page: Any) -> list[str]:
    """Return the addresses in what readers see of a page, each once; parts after # are left off."""
    found = (url for text in _texts(page) for url in _URL.findall(unescape(text)))
    cleaned = (url.rstrip(_END).partition("#")[0] for url in found)
    return [url for url in dict.fromkeys(cleaned) if len(url) <= MAX_URL][:MOST_A_PAGE]


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
    wanted = {key_of(url): url for url in links_in(page)}
    uses = dict(LinkUse.objects.filter(page_id=page.pk).values_list("link__key", "pk"))
    gone = [pk for key, pk in uses.items() if key not in wanted]
    LinkUse.objects.filter(pk__in=gone).delete()
    new = {key: url for key, url in wanted.items() if key not in uses}
    ExternalLink.objects.bulk_create(list(_rows(new.items())), ignore_conflicts=True)
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
