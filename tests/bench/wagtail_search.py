"""What Wagtail itself offers on SQLite: its full-text index over title and text of the same pages.

No facets, no filters, no snippets, no template: the first page of results and their number, as a
simple search view asks for them. The index is filled with the rows that its own rebuild makes.
"""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from urllib.parse import parse_qs

from django.db import OperationalError, connection, transaction
from modelsearch.utils import get_content_type_pk
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from search.params import PER_PAGE
from tests.bench.generator import Card
from tests.bench.pages import CHUNK, Pages
from tests.bench.timing import TooSlow

BACKEND = "wagtail"
_STEPS = 100_000
"""Instructions of SQLite's machine between two looks at the clock."""


def fill(pages: Pages, cards: Iterable[Card]) -> None:
    """Put these cards in Wagtail's index."""
    types = {name: get_content_type_pk(shelf.model) for name, shelf in pages.shelves.items()}
    source = iter(cards)
    with transaction.atomic():
        while chunk := list(islice(source, CHUNK)):
            IndexEntry.objects.bulk_create(
                IndexEntry(
                    content_type_id=types[card.type],
                    object_id=str(pages.pk(card)),
                    title=card.title,
                    body=f"{card.intro} {card.body}",
                    autocomplete=card.title,
                )
                for card in chunk
            )
        rebuilder = get_search_backend(BACKEND).rebuilder_class
        rebuilder(get_search_backend(BACKEND).get_index_for_model(Page)).finish()


def search(query_string: str, limit: float) -> int:
    """Return the number of hits, after reading the first page of them.

    Raises `TooSlow` after `limit` seconds.
    """
    words = parse_qs(query_string)["q"][0]
    with time_limit(limit):
        found = Page.objects.live().public().search(words, backend=BACKEND)
        list(found[:PER_PAGE])
        return found.count()


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Let SQLite break off a query that takes longer. Raises `TooSlow`."""
    connection.ensure_connection()
    until = time.monotonic() + seconds
    connection.connection.set_progress_handler(lambda: time.monotonic() > until, _STEPS)
    try:
        yield
    except OperationalError as error:
        if time.monotonic() > until:
            raise TooSlow(f"Broken off after {seconds:.0f} seconds.") from error
        raise
    finally:
        connection.connection.set_progress_handler(None, 0)
