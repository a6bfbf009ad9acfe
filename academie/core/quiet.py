"""Silence for commands that publish many pages."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def quiet_wagtail() -> Iterator[None]:
    """Keep Wagtail's three lines per published page out of the log; warnings still come through.

    Who did what stands in the pages' history, which this leaves alone.
    """
    logger = logging.getLogger("wagtail")
    level = logger.level
    logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logger.setLevel(level)
