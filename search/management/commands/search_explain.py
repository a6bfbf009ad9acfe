"""Show how a search was understood and why the results stand in this order."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.http import QueryDict
from django.utils import timezone

from search import engines
from search.answers import DATABASE
from search.engines.base import EngineError
from search.explain.reasons import Explanation, explain, explain_card, find_key
from search.explain.tree import describe
from search.guidance import ladder
from search.params import parse_params


class Command(BaseCommand):
    """`search_explain "warme overdracht" [--aantal 10] [--kaart "T2S 041"]`."""

    help = "Laat zien hoe woorden worden begrepen en waarom elk resultaat staat waar het staat."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The words, and two options."""
        parser.add_argument("woorden", help='Wat iemand typt, bijvoorbeeld "warme overdracht".')
        parser.add_argument("--aantal", type=int, default=10, help="Aantal resultaten.")
        parser.add_argument("--kaart", default="", help="Eén kaart: haar nummer of page:12.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the tree, what the ladder did, then the hits with what each word earned."""
        data = QueryDict(mutable=True)
        data.update({"q": options["woorden"], "per_pagina": str(options["aantal"])})
        now = timezone.localtime()
        climb = ladder.climb(parse_params(data, api=True), now)
        if climb.answer.engine == DATABASE:
            raise CommandError("Geen zoekmachine antwoordt nu.")
        engine = engines.get_engine(climb.answer.engine)
        self._heading("Zo lazen wij uw woorden")
        for line in (*describe(climb.query.tree), *climb.steps):
            self.stdout.write(line)
        try:
            if options["kaart"]:
                key = find_key(engine, options["kaart"], now)
                one = explain_card(engine, climb, key, now)
                if one is None:
                    raise CommandError(f"De kaart {options['kaart']} staat niet in de zoekindex.")
                self._explanation(one)
                return
            page = climb.answer.page
            hits = "1 resultaat" if page.total == 1 else f"{page.total} resultaten"
            self._heading(f"{engine.name}: {hits} in {page.took_ms:.1f} ms ({climb.query.sort})")
            for one in explain(engine, climb, now):
                self._explanation(one)
        except EngineError as error:
            raise CommandError(f"{engine.name} antwoordt niet: {error}") from error

    def _heading(self, text: str) -> None:
        self.stdout.write(self.style.MIGRATE_HEADING(text))

    def _explanation(self, one: Explanation) -> None:
        place = f"{one.place:3}." if one.place else "  –."
        document = one.hit.document
        self.stdout.write(
            f"{place} {one.score:10.4g}  {document.title}  [{one.type_label}, {one.hit.key}]"
        )
        for note in one.notes:
            self.stdout.write(f"       {note}")
        for reason in one.reasons:
            self.stdout.write(
                f"       {reason.points:10.4g}  {reason.label}: {'; '.join(reason.found)}"
            )
        for label, factor in one.factors:
            self.stdout.write(f"       x {factor:8.3g}  {label}")
