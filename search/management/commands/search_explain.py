"""Show how a search was understood and why the results stand in this order."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.http import QueryDict
from django.utils import timezone

from search import engines
from search.engines.base import EngineError
from search.params import parse_params
from search.query import SearchQuery, build_query
from search.sync.outbox import configured_engines
from search.tree import (
    All,
    Best,
    CardNumber,
    Everything,
    Except,
    Node,
    Phrase,
    Prefer,
    Word,
)
from search.tree import Any as AtLeast


class Command(BaseCommand):
    """`search_explain "warme overdracht" [--engine NAAM] [--aantal 10]`."""

    help = "Laat zien hoe woorden worden begrepen en welke score elk resultaat krijgt."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The words, and two options."""
        parser.add_argument("woorden", help='Wat iemand typt, bijvoorbeeld "warme overdracht".')
        parser.add_argument("--engine", choices=configured_engines(), default=None)
        parser.add_argument("--aantal", type=int, default=10, help="Aantal resultaten.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the tree, then the hits with their scores."""
        data = QueryDict(mutable=True)
        data.update({"q": options["woorden"], "per_pagina": str(options["aantal"])})
        query = build_query(parse_params(data, api=True), timezone.localtime())
        self.stdout.write(self.style.MIGRATE_HEADING("Zo lazen wij uw woorden"))
        for line in describe(query.tree):
            self.stdout.write(line)
        for name in [options["engine"]] if options["engine"] else configured_engines():
            self._results(name, query)

    def _results(self, name: str, query: SearchQuery) -> None:
        try:
            page = engines.get_engine(name).search(query)
        except EngineError as error:
            raise CommandError(f"{name} antwoordt niet: {error}") from error
        hits = "1 resultaat" if page.total == 1 else f"{page.total} resultaten"
        self.stdout.write(
            self.style.MIGRATE_HEADING(f"{name}: {hits} in {page.took_ms:.1f} ms ({query.sort})")
        )
        for number, hit in enumerate(page.hits, start=query.offset + 1):
            document = hit.document
            self.stdout.write(
                f"{number:3}. {hit.score:10.4g}  {document.title}  [{document.type}, {hit.key}]"
            )


def describe(node: Node, depth: int = 0) -> list[str]:
    """Return the query tree as indented Dutch lines."""
    line, children = _line(node)
    return [
        "  " * depth + line,
        *(text for child in children for text in describe(child, depth + 1)),
    ]


def _line(node: Node) -> tuple[str, tuple[Node, ...]]:
    match node:
        case Everything():
            return "alle kaarten", ()
        case Word(lemma, parts, boost):
            split = f", samengesteld uit {' + '.join(parts)}" if parts else ""
            return f"woord '{lemma}'{split}{_weight(boost)}", ()
        case Phrase(lemmas, boost):
            return f"woorden naast elkaar '{' '.join(lemmas)}'{_weight(boost)}", ()
        case CardNumber(number):
            return f"kaart met nummer {number}", ()
        case All(nodes):
            return "al deze", nodes
        case AtLeast(nodes, minimum):
            return f"minstens {minimum} van deze {len(nodes)}", nodes
        case Best(nodes):
            return "een van deze, de beste telt", nodes
        case Prefer(inner, bonuses):
            return "dit, met extra punten voor de laatste", (inner, *bonuses)
        case Except(inner, without):
            return f"dit, maar zonder de laatste {len(without)}", (inner, *without)


def _weight(boost: float) -> str:
    return "" if boost == 1.0 else f" (telt {boost:g} keer)"
