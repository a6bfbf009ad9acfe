"""Every way in which a text can come out. Each channel yields where it looked and what it saw.

``ADDRESSES`` walks all public addresses of the site by itself, also those that are added later; an
argument that it does not know is an error (tests/leaks/test_channels.py).
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.test import Client
from django.utils import timezone

from academie.alerts import digests, matching
from academie.core.search_source import PageSource
from academie.mail.models import OutgoingMail
from academie.outlet.oai.formats import FORMATS
from search import answers, engines
from search.params import SearchParams
from search.service import run_search
from tests.leaks.items import KEY, MARK
from tests.leaks.unpacking import text_of
from tests.leaks.world import FOLLOWER, SHARED, World
from tests.test_permissions import all_patterns

Seen = Iterator[tuple[str, str]]
Channel = Callable[[World, Client], Seen]

FILTERS = "cluster=cluster-2&rol=leerkracht&niveau=school&thema=tos-en-taal"
ASK = f"?q={KEY}&titel={KEY}&title={KEY}&tekst={KEY}&woorden={KEY}"

EXEMPT = {
    "media/images/<path:path>": "the channel of files asks for every copy of every image",
    "^((?:[\\w\\-]+/)*)$": "the channel of pages asks for every page by its path",
    "^documenten/(\\d+)/(.*)$": "the channel of files asks for every document",
    "documenten/^(\\d+)/(.*)$": "the channel of files asks for every document",
}
"""Public address -> why the walk over all addresses leaves it to another channel."""

PAGE_ARGUMENTS = {
    "uuid:item": "permanent_id",
    "uuid:permanent_id": "permanent_id",
    "uuid:page": "permanent_id",
    "int:page_id": "pk",
    "int:pk": "pk",
    "int:page": "pk",
    "int:item": "pk",
    "slug:slug": "slug",
}
"""Argument of an address -> what of an item fills it in."""

OTHER_ARGUMENTS: dict[str, list[str]] = {
    "slug:facet": ["cluster", "rol"],
    "int:number": ["1", "2"],
    "int:page_view_restriction_id": ["1"],
    "int:restriction_id": ["1"],
    "slug:key": [SHARED],
    "str:key": [SHARED],
    "slug:code": ["abcd-efgh"],
    "slug:provider_id": ["school"],
    "slug:kind": ["toolkit"],
    "slug:step": ["titel"],
    "int:session_id": ["1"],
    "str:token": ["x"],
    "slug:month": [(timezone.localdate() + timedelta(days=10)).strftime("%Y-%m")],
}
LANDINGS = {"cluster/": "cluster-2", "niveau/": "school", "rol/": "leerkracht"}


def public_patterns() -> list[str]:
    """Return every address that is not of the admin."""
    return [pattern for pattern in all_patterns() if not pattern.startswith("beheer/")]


def fill_in(pattern: str, page: Any) -> list[str]:
    """Return real addresses for a pattern, about this item; KeyError for a new argument."""
    found = [""]
    for part in pattern.replace("^", "").replace("$", "").split("<"):
        argument, closed, rest = part.partition(">")
        if not closed:
            found = [before + part for before in found]
            continue
        landing = next((slug for start, slug in LANDINGS.items() if pattern.startswith(start)), "")
        if landing and argument == "slug:slug":
            values = [landing]
        elif argument in PAGE_ARGUMENTS:
            values = [str(getattr(page, PAGE_ARGUMENTS[argument]))]
        else:
            values = OTHER_ARGUMENTS[argument]
        found = [before + value + rest for before in found for value in values]
    return ["/" + path for path in found]


def read(client: Client, path: str) -> str:
    """Return headers and content of an answer, and nothing of one that could not be made."""
    response = client.get(path)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    head = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    return f"{response.status_code}\n{head}\n{text_of(body)}"


def addresses(world: World, client: Client) -> Seen:
    """Every public address, with every item in its arguments, bare and with a question."""
    for pattern in public_patterns():
        if pattern in EXEMPT:
            continue
        paths = {path for page in world.pages for path in fill_in(pattern, page)}
        for path in sorted(paths):
            yield path, read(client, path)
            if "<" not in pattern:
                yield path + ASK, read(client, path + ASK)


def pages(world: World, client: Client) -> Seen:
    """The items' own pages and what hangs below them, the shelves, and the neighbours."""
    shelves = [page.url_path for page in (world.site.home, *world.site.home.get_children())]
    own = [page.url_path for page in (*world.pages, *world.neighbours)]
    for url_path in (*shelves, *own):
        path = url_path.removeprefix(world.site.home.url_path.rstrip("/"))
        for after in ("", "?print", "?rol=leerkracht", f"?q={KEY}", "agenda.ics", "preview/"):
            yield path + after, read(client, path + after)
    month = (timezone.localdate() + timedelta(days=10)).strftime("%Y-%m")
    for path in (f"/agenda/maand/{month}/", "/agenda/agenda.ics", "/agenda/?q=" + KEY):
        yield path, read(client, path)


def searching(world: World, client: Client) -> Seen:
    """The search in every form, by words and by filters."""
    asked = [f"q={KEY}", FILTERS, f"q={KEY}&{FILTERS}", f"q={KEY}&sorteer=nieuw", "q="]
    asked += [f"q={KEY}&verlopen=1", f"q={KEY}&verlopen=ook", f"q=%22{KEY}%22", f"q={KEY[:6]}"]
    for path in ("/zoeken/", "/api/zoeken/", "/zoeken/suggesties/", "/atom.xml"):
        for query in asked:
            yield f"{path}?{query}", read(client, f"{path}?{query}")
    for prefix in ("vl", "vlon", KEY, "zwal"):
        path = f"/zoeken/suggesties/?q={prefix}"
        yield path, read(client, path)


def harvesting(world: World, client: Client) -> Seen:
    """OAI-PMH: every verb in every format."""
    formats = (*FORMATS, "onbekend")
    for verb in ("Identify", "ListSets", "ListMetadataFormats"):
        yield verb, read(client, f"/oai/?verb={verb}")
    for one in formats:
        for verb in ("ListRecords", "ListIdentifiers"):
            path = f"/oai/?verb={verb}&metadataPrefix={one}"
            yield path, read(client, path)
        for page in world.pages:
            path = f"/oai/?verb=GetRecord&metadataPrefix={one}&identifier={page.permanent_id.urn}"
            yield path, read(client, path)
            path = f"/oai/?verb=ListMetadataFormats&identifier={page.permanent_id.urn}"
            yield path, read(client, path)


def files(world: World, client: Client) -> Seen:
    """Every copy of every image, every document, and the uploads as they came."""
    for item in world.items:
        for path in item.files.addresses():
            answer = read(client, path)
            # An image holds no words: that it is there is what counts.
            image = path.endswith((".png", ".webp")) and answer.startswith("200")
            yield path, answer + (f" {MARK}beeld" if image else "")


def redirects(world: World, client: Client) -> Seen:
    """Old addresses that lead to an item, and addresses that lead nowhere."""
    for number in range(len(world.pages)):
        answer = client.get(f"/oud/{number}/", follow=True)
        yield f"/oud/{number}", answer.content.decode()
    for path in ("/bestaat-niet/", f"/toolkits/{KEY}/", f"/bestaat-niet/?q={KEY}"):
        yield path, read(client, path)


def mails(world: World, client: Client) -> Seen:
    """What somebody who follows everything is sent, and what goes to who saved an item."""
    while matching.match_changes():
        pass
    digests.send_due(budget=60, now=timezone.now() + timedelta(days=8))
    outsiders = [FOLLOWER, world.people["deelnemer"].email]
    for mail in OutgoingMail.objects.filter(to__in=outsiders):
        attached = " ".join(
            bytes(one.content).decode("utf-8", "replace") for one in mail.attachments.all()
        )
        yield f"mail {mail.kind}", f"{mail.subject}\n{mail.text}\n{attached}"


def index(world: World, client: Client) -> Seen:
    """The index itself: no gate stands between, so nothing may be in it."""
    engine = engines.get_engine(settings.SEARCH_ENGINE)
    engine.refresh()
    keys = [f"{PageSource.name}:{page.pk}" for page in world.pages]
    yield "index: documents", repr(engine.get(keys))
    yield "index: words", " ".join(engine.vocabulary())
    yield "index: completions", repr([engine.suggest(start, 20) for start in ("vlo", "zwa")])
    yield "index: service", repr(run_search(SearchParams(q=KEY)))
    yield "index: answers", repr(answers.suggest("vlon", 10))


CHANNELS: dict[str, Channel] = {
    "addresses": addresses,
    "pages": pages,
    "searching": searching,
    "harvesting": harvesting,
    "files": files,
    "redirects": redirects,
    "mails": mails,
    "index": index,
}
