"""Hold the search index against the database."""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.engines.base import EngineUnavailable
from search.sync.outbox import backlog, configured_engines
from search.sync.verify import verify
from search.sync.worker import drain

_SHOWN = 20
_SECONDS = 600.0


class Command(BaseCommand):
    """`search_verify [--repair] [--engine NAAM]`; exit status 1 when something differs."""

    help = "Vergelijkt nummers en versies van database en zoekindex."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Two options; without them every configured engine is compared and nothing changes."""
        parser.add_argument("--repair", action="store_true", help="Herstel wat verschilt.")
        parser.add_argument(
            "--engine", choices=configured_engines(), help="Alleen deze zoekmachine."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Compare, print, and with --repair compare again afterwards."""
        names = [options["engine"]] if options["engine"] else list(configured_engines())
        wrong = [name for name in names if not self._one(name, options["repair"])]
        if wrong:
            sys.exit(1)

    def _one(self, name: str, repair: bool) -> bool:
        """Return whether database and index of this engine agree in the end."""
        try:
            found = verify(name, repair=repair)
            self.stdout.write(f"{name}: {found.checked} documenten vergeleken.")
            self._list("niet in de index", found.missing)
            self._list("in de index, maar hoort er niet", found.surplus)
            self._list("te oud in de index", found.outdated)
            self._list("nieuwer dan de database (teruggezet?)", found.ahead)
            if found and repair:
                drain(name, budget=_SECONDS, wait=_SECONDS)
                found = verify(name)
                self.stdout.write(f"{name}: na herstel nog {len(found.keys)} verschillen.")
        except EngineUnavailable as error:
            raise CommandError(f"{name} antwoordt niet: {error}") from error
        refused = sum(one.refused for one in backlog() if one.engine == name)
        if refused:
            self.stdout.write(f"{name}: {refused} geweigerd, zie Rapporten > Zoekindex.")
        if not found and not refused:
            self.stdout.write(self.style.SUCCESS(f"{name}: geen verschillen."))
        return not found and not refused

    def _list(self, what: str, keys: Sequence[str]) -> None:
        if keys:
            more = f" en {len(keys) - _SHOWN} andere" if len(keys) > _SHOWN else ""
            self.stdout.write(f"  {len(keys)} {what}: {', '.join(keys[:_SHOWN])}{more}")
