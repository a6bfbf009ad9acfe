"""How many reports: so many that no reader ever notices."""

from datetime import timedelta

from django.http import HttpRequest

from academie.core.limits import Counted, Limit, TooManyError, from_connection, take

__all__ = ["TooManyError", "take_report"]

FROM = Limit("melding-van", 20, timedelta(hours=1))
"""From one connection: a whole school at a study day."""

ABOUT = Limit("melding-over", 30, timedelta(hours=24))
"""About one item: the editors know by then."""

ALL = Limit("melding", 300, timedelta(hours=1))
"""For the whole site."""


def take_report(request: HttpRequest, page_id: int) -> None:
    """Count one report. Raises `TooManyError` when there were as many as may be."""
    take([*from_connection(FROM, request), Counted(ABOUT, str(page_id)), Counted(ALL, "site")])
