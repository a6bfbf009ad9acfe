"""Every set asked to every system, and the word lists."""

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import astuple, replace
from pathlib import Path
from typing import Any

from search.engines import ELASTICSEARCH, EMBEDDED
from tests.quality import bm25, domain, gold, help_pages, lucene, ours
from tests.quality.metrics import OURS, score
from tests.quality.sets import JudgedSet, MemorySource
from tests.quality.wagtail_search import WagtailSearch

Figures = dict[str, Any]
Answers = dict[str, list[list[str]]]

AS_TYPED, WITHOUT_GRAMS = f"{OURS}, question as typed", f"{OURS}, without 4-grams"
PUBLIC = "libreoffice"

FAST_PART = 4
"""In a fast run every fourth query over the help pages is asked; it has floors of its own."""

FAST_PARITY = 200
"""Queries whose order is compared between the two engines in a fast run."""

_CHAINS: Mapping[str, bm25.Chain] = {
    "whitespace": bm25.whitespace,
    "Snowball": bm25.snowball,
    "Elasticsearch's `dutch`": lucene.dutch,
}


class Run:
    """One run. `fast` leaves out what no floor depends on; `only` names the set that is wanted."""

    def __init__(self, *, fast: bool, only: str) -> None:
        self.fast, self.only = fast, only
        self.skipped: dict[str, None] = {}

    def go(self) -> Figures:
        """Return the figures of every set and every word list, and what could not be measured."""
        sets: list[Figures] = []
        if self.only in ("", PUBLIC):
            sets += self._public()
        for half in domain.HALVES:
            if self.only in ("", half):
                say(f"domain set, {half} half")
                sets.append(self._measure(domain.load(half)))
        say("word lists")
        return {"sets": sets, "gold": gold.measure(), "skipped": list(self.skipped)}

    def _public(self) -> list[Figures]:
        say("LibreOffice's help pages")
        try:
            pages = help_pages.load()
        except help_pages.Unavailable as error:
            self._skip(f"LibreOffice's help pages are not measured: {error}.")
            return []
        if self.fast:
            pages = replace(pages, name=f"{pages.name} part", queries=pages.queries[::FAST_PART])
        return [self._measure(pages, source=help_pages.SOURCE)]

    def _measure(self, judged: JudgedSet, source: str = "") -> Figures:
        answers: Answers = {}
        only = MemorySource(source, list(judged.documents.values())) if source else None
        with tempfile.TemporaryDirectory(prefix="academie-quality-") as folder:
            told = self._ask_ours(judged, only, Path(folder), answers)
            parity = self._parity(judged, only, Path(folder), answers[OURS])
        self._ask_others(judged, answers, in_database=not source)
        return {
            "name": judged.name,
            "documents": len(judged.documents),
            "queries": [(one.kind, one.text) for one in judged.queries],
            "judged": [bool(one.grades) for one in judged.queries],
            "scores": {
                name: [
                    astuple(score(keys, query.grades))
                    for keys, query in zip(found, judged.queries, strict=True)
                ]
                for name, found in answers.items()
            },
            "told": told,
            "parity": parity,
        }

    def _ask_ours(
        self, judged: JudgedSet, only: MemorySource | None, folder: Path, answers: Answers
    ) -> list[bool]:
        """Ask our search; return for each query without an answer whether the page says so."""
        texts = [query.text for query in judged.queries]
        with ours.indexed(EMBEDDED, judged.documents, folder, only) as index:
            answers[OURS] = each(texts, index.search)
            answers[AS_TYPED] = each(texts, index.as_typed)
            if not self.fast:
                with ours.without_grams():
                    answers[WITHOUT_GRAMS] = each(texts, index.search)
            return [index.tells(query.text) for query in judged.queries if not query.grades]

    def _parity(
        self,
        judged: JudgedSet,
        only: MemorySource | None,
        folder: Path,
        embedded: Sequence[list[str]],
    ) -> list[bool]:
        """Return for each query whether Elasticsearch finds the same in the same order."""
        if not os.environ.get("ELASTICSEARCH_URL"):
            self._skip("Elasticsearch is not compared: ELASTICSEARCH_URL is not set.")
            return []
        asked = list(range(len(judged.queries)))
        if self.fast and len(asked) > FAST_PARITY:
            asked = sorted(random.Random(1).sample(asked, FAST_PARITY))
        with ours.indexed(ELASTICSEARCH, judged.documents, folder, only) as index:
            return [index.search(judged.queries[n].text) == embedded[n] for n in asked]

    def _ask_others(self, judged: JudgedSet, answers: Answers, *, in_database: bool) -> None:
        texts = [query.text for query in judged.queries]
        for name, chain in _CHAINS.items():
            try:
                answers[name] = bm25.Plain(judged.documents, chain).search_all(texts)
            except help_pages.Unavailable as error:
                self._skip(f"{name} is not measured: {error}.")
        if in_database:
            theirs = WagtailSearch(judged.documents)
            answers["Wagtail"] = each(texts, theirs.search)
            answers["Wagtail, any word"] = each(texts, lambda text: theirs.search(text, "or"))

    def _skip(self, sentence: str) -> None:
        self.skipped[sentence] = None


def each(texts: Iterable[str], search: Callable[[str], list[str]]) -> list[list[str]]:
    """Return what a search finds for each text."""
    return [search(text) for text in texts]


def say(step: str) -> None:
    """Say on the screen what begins, and after how many seconds of computing."""
    sys.stderr.write(f"{time.process_time():4.0f} s  {step}\n")
