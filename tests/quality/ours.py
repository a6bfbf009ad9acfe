"""Our own search, asked as a visitor asks it, over an index made for the occasion."""

import json
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from unittest import mock

from django.conf import settings
from django.http import QueryDict
from django.utils import timezone

from search import answers, engines
from search import sources as registry
from search.documents import Document
from search.engines.base import OpStatus, Page, Upsert
from search.params import SearchParams, parse_params
from search.query import SearchQuery, build_query
from search.results import Results
from search.service import run_search
from search.tree import All, Any, Best, Except, Grams, Node, Pinned, Prefer
from tests.quality.metrics import DEPTH
from tests.quality.sets import MemorySource

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Index:
    """An index of one set; `keys` says by which key of the set each document is judged."""

    keys: Mapping[str, str]

    def page(self, text: str) -> Results:
        """Return the whole first page, with every step that the search takes for it."""
        return run_search(params_of(text))

    def search(self, text: str) -> list[str]:
        """Return what the first page shows. Raises `RuntimeError` when no engine answered."""
        page = self.page(text)
        if page.engine != settings.SEARCH_ENGINE:
            raise RuntimeError(f"'{text}' was answered by {page.engine}.")
        return [self.keys[hit.key] for hit in page.hits[:DEPTH]]

    def as_typed(self, text: str) -> list[str]:
        """Return what the words find as they were typed: no further step of any kind."""
        query = build_query(params_of(text), timezone.localtime())
        page = engines.get_engine(settings.SEARCH_ENGINE).search(replace(query, limit=DEPTH))
        return [self.keys[hit.key] for hit in page.hits]

    def tells(self, text: str) -> bool:
        """Say whether the page admits that it has no real answer: by ways on or by a sentence."""
        page = self.page(text)
        return bool(page.ways_on or getattr(page, "steps", ()))


def params_of(text: str) -> SearchParams:
    """Return the parameters of somebody who types these words."""
    asked = QueryDict(mutable=True)
    asked["q"], asked["per_pagina"] = text, str(DEPTH)
    return parse_params(asked, api=True)


@contextmanager
def indexed(
    engine: str, documents: Mapping[str, Document], folder: Path, only: MemorySource | None = None
) -> Iterator[Index]:
    """Fill an index of its own and let it answer everything until the end.

    With a source in `only` that is the only one there is, so the second gate asks it.
    """
    before = settings.SEARCH_ENGINE, settings.SEARCH_INDEX_DIR
    settings.SEARCH_ENGINE, settings.SEARCH_INDEX_DIR = engine, folder / f"index-{engine}"
    answers.breakers.clear()
    try:
        with _only(only):
            _fill(engine, list(documents.values()))
            yield Index({document.key: key for key, document in documents.items()})
    finally:
        engines.close_engines()
        answers.breakers.clear()
        if engine == engines.ELASTICSEARCH:
            _remove_indices(settings.ELASTICSEARCH_URL.split(",")[0])
        settings.SEARCH_ENGINE, settings.SEARCH_INDEX_DIR = before


@contextmanager
def without_grams() -> Iterator[None]:
    """Take every clause of four letters in a row out of every question."""
    ask = answers.search

    def asked(query: SearchQuery, text: str) -> answers.Answer:
        tree = strip_grams(query.tree)
        if tree is None:
            return answers.Answer(Page((), 0, {}, 0.0), settings.SEARCH_ENGINE)
        return ask(replace(query, tree=tree), text)

    with mock.patch.object(answers, "search", asked):
        yield


def strip_grams(node: Node) -> Node | None:
    """Return a tree without 4-grams; None when nothing else is left of it."""
    match node:
        case Grams():
            return None
        case All(nodes) | Best(nodes):
            left = _strip(nodes)
            return type(node)(left) if left else None
        case Any(nodes, minimum):
            left = _strip(nodes)
            return Any(left, min(minimum, len(left))) if left else None
        case Prefer(inner, bonuses):
            kept = strip_grams(inner)
            return Prefer(kept, _strip(bonuses)) if kept else None
        case Except(inner, without):
            kept = strip_grams(inner)
            return Except(kept, without) if kept else None
        case Pinned(inner, keys):
            kept = strip_grams(inner)
            return Pinned(kept, keys) if kept else None
    return node


def _strip(nodes: Sequence[Node]) -> tuple[Node, ...]:
    return tuple(left for node in nodes if (left := strip_grams(node)) is not None)


@contextmanager
def _only(source: MemorySource | None) -> Iterator[None]:
    registered = {source.name: source} if source else dict(registry._registry.sources)
    with mock.patch.object(registry._registry, "sources", registered):
        yield


def _remove_indices(url: str) -> None:
    """Leave nothing behind on a server that others use too."""
    pattern = f"{settings.ELASTICSEARCH_INDEX_PREFIX}-*"
    with urllib.request.urlopen(f"{url}/{pattern}/_alias", timeout=10) as answer:
        names = list(json.load(answer))
    for name in names:
        request = urllib.request.Request(f"{url}/{name}", method="DELETE")
        urllib.request.urlopen(request, timeout=10).close()


def _fill(name: str, documents: Sequence[Document]) -> None:
    engine = engines.get_engine(name)
    generation = engine.begin_rebuild()
    waiting = iter(documents)
    while chunk := list(islice(waiting, _CHUNK)):
        results = engine.apply([Upsert(one, 1) for one in chunk], generation=generation)
        if bad := [one for one in results if one.status is not OpStatus.OK]:
            raise RuntimeError(f"{name} does not take {bad[0].key}: {bad[0].reason}")
    engine.promote(generation)
    engine.refresh()
