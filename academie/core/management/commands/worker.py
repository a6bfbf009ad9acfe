"""Do what waits: index changes, mail, and every other job that an app registered."""

import signal
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand

from academie.core.jobs import stopping
from academie.core.worker import Worker


class Command(BaseCommand):
    """`worker [--once]`; ends cleanly on SIGTERM and Ctrl-C."""

    help = "Doet wat wacht, zoals de zoekindex en de mail. Blijft draaien tot u stopt."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One option, for a machine without a worker of its own."""
        parser.add_argument("--once", action="store_true", help="Eén ronde, en dan stoppen.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the loop, or one round after the other until nothing is left."""
        worker = Worker()
        if options["once"]:
            while worker.round():
                pass
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, _stop)
        worker.run()


def _stop(number: int, frame: FrameType | None) -> None:
    """Let the round in hand end; nothing is half done."""
    stopping.set()
