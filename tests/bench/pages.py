"""A database full of published pages, in seconds: one real page a type, copied as rows.

The first page of each type is made as an editor makes it. The others are copies of its rows with
their own number, place in the tree, words, date and terms, inserted in bulk.
"""

import json
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from types import SimpleNamespace
from typing import Any

from django.db import connection, transaction
from django.db.models import Max
from wagtail.models import Page

from academie.core.detail import VOCABULARIES
from academie.initiatives.models import NieuwsIndexPage
from academie.library.models import PraktijkverhaalIndexPage, ToolkitIndexPage
from academie.taxonomy import selectors
from home.tree import ensure_tree
from search.models import SearchOutbox
from tests import factories
from tests.bench.generator import Card

CHUNK = 2_000


@dataclass(frozen=True)
class Shelf:
    """One page type: its model, where its pages stand, and how and where the words are kept."""

    model: type[Page]
    parent: Page
    column: str
    write: Callable[[str], str]
    page_row: dict[str, Any]
    own_row: dict[str, Any]


class Pages:
    """Makes the pages. `first` is the number that card 1 gets as a page, minus one."""

    def __init__(self) -> None:
        ensure_tree()
        self.shelves = _shelves()
        # What making the tree left to be indexed would be measured with the first rebuild.
        SearchOutbox.objects.all().delete()
        self.first = Page.objects.aggregate(last=Max("pk"))["last"]
        self.terms = {
            facet: {slug: term.pk for slug, term in selectors.terms(facet).items()}
            for facet in (*VOCABULARIES.values(), "regio")
        }

    def insert(self, cards: Iterable[Card]) -> None:
        """Insert pages for these cards, all in one transaction."""
        with transaction.atomic():
            source = iter(cards)
            while chunk := list(islice(source, CHUNK)):
                for name, shelf in self.shelves.items():
                    self._insert(shelf, [card for card in chunk if card.type == name])
            for shelf in self.shelves.values():
                children = Page.objects.child_of(shelf.parent).count()
                Page.objects.filter(pk=shelf.parent.pk).update(numchild=children)

    def pk(self, card: Card) -> int:
        """Return the primary key of the page of a card."""
        return self.first + card.number

    def url(self, card: Card) -> str:
        """Return the address of the page of a card."""
        return f"/{self.shelves[card.type].parent.slug}/{card.slug}/"

    def _insert(self, shelf: Shelf, cards: Sequence[Card]) -> None:
        if not cards:
            return
        _insert(Page._meta.db_table, [self._page_row(shelf, card) for card in cards])
        _insert(shelf.model._meta.db_table, [self._own_row(shelf, card) for card in cards])
        for name, facet in VOCABULARIES.items():
            field: Any = shelf.model._meta.get_field(name)
            _insert(
                field.m2m_db_table(),
                [
                    {
                        field.m2m_column_name(): self.pk(card),
                        field.m2m_reverse_name(): self.terms[facet][slug],
                    }
                    for card in cards
                    for slug in card.facets[facet]
                ],
            )

    def _page_row(self, shelf: Shelf, card: Card) -> dict[str, Any]:
        return shelf.page_row | {
            "id": self.pk(card),
            "path": Page._get_path(shelf.parent.path, shelf.parent.depth + 1, self.pk(card)),
            "title": card.title,
            "draft_title": card.title,
            "slug": card.slug,
            "url_path": f"{shelf.parent.url_path}{card.slug}/",
            "translation_key": uuid.uuid5(uuid.NAMESPACE_URL, f"vertaling/{card.slug}").hex,
            "latest_revision_id": None,
            "live_revision_id": None,
            "first_published_at": card.published,
            "last_published_at": card.published,
        }

    def _own_row(self, shelf: Shelf, card: Card) -> dict[str, Any]:
        own = {
            "page_ptr_id": self.pk(card),
            "permanent_id": uuid.uuid5(uuid.NAMESPACE_URL, card.slug).hex,
            "intro": card.intro,
            "region_id": self.terms["regio"][card.facets["regio"][0]],
            shelf.column: shelf.write(f"<p>{card.body}</p>"),
        }
        if "minutes" in shelf.own_row:
            own["minutes"] = card.minutes
        return shelf.own_row | own


def _shelves() -> dict[str, Shelf]:
    # The factories want the tree with its shelves by these names.
    site = SimpleNamespace(
        toolkits=ToolkitIndexPage.objects.get(),
        praktijkverhalen=PraktijkverhaalIndexPage.objects.get(),
        nieuws=NieuwsIndexPage.objects.get(),
    )
    return {
        "toolkit": _shelf(site.toolkits, factories.make_toolkit(site), "purpose", str),
        "praktijkverhaal": _shelf(
            site.praktijkverhalen, factories.make_praktijkverhaal(site), "situation", str
        ),
        "nieuws": _shelf(site.nieuws, factories.make_nieuws(site), "body", _stream),
    }


def _stream(html: str) -> str:
    """Return the words as a StreamField keeps them."""
    return json.dumps([{"type": "paragraph", "value": html, "id": str(uuid.uuid4())}])


def _shelf(parent: Page, page: Page, column: str, write: Callable[[str], str]) -> Shelf:
    return Shelf(
        model=type(page),
        parent=Page.objects.get(pk=parent.pk),
        column=column,
        write=write,
        page_row=_row(Page, "id", page.pk),
        own_row=_row(type(page), "page_ptr_id", page.pk),
    )


def _row(model: type[Page], key: str, pk: int) -> dict[str, Any]:
    """Return one row as the database keeps it."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {model._meta.db_table} WHERE {key} = %s", [pk])
        names = [column[0] for column in cursor.description]
        return dict(zip(names, cursor.fetchone(), strict=True))


def _insert(table: str, rows: Sequence[dict[str, Any]]) -> None:
    if not rows:
        return
    names = list(rows[0])
    columns = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join(["%s"] * len(names))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} ({columns}) VALUES ({marks})",
            [[row[name] for name in names] for row in rows],
        )
