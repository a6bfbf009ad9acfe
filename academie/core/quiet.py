"""Silence for commands that do by the hundred what is worth a line when a person does it."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def quiet(*names: str) -> Iterator[None]:
    """Keep what these loggers say, such as Wagtail's three lines per page, out of the log.

    Warnings still come through. Who did what stands in the history of pages and sign-ups, which
    this leaves alone.
    """
    loggers = [logging.getLogger(name) for name in names]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
