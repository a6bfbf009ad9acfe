"""The second gate: which of the pages that an engine found may be shown now.

Every search asks this. Django takes ten times longer to write the question than a database to
answer it, so its text is kept, with places for the numbers of the pages.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import QuerySet

from academie.core.document_text.access import pages_that_may_still_tell
from academie.core.search_pages import indexable_pages, searchable_models
from search.sync.outbox import configured_engines

_PLACES = 20
"""Numbers are asked for in multiples of this, so that few texts have to be kept."""


def visible_pages(pks: Sequence[int]) -> set[int]:
    """Return which of these pages a visitor may see, in one query; none for none."""
    if not pks:
        return set()
    places = -(-len(pks) // _PLACES) * _PLACES
    types = ContentType.objects.get_for_models(*searchable_models()).values()
    known = (connection.vendor, configured_engines(), tuple(sorted(one.pk for one in types)))
    sql, before, after = _question(places, *known)
    asked = [*pks, *[pks[-1]] * (places - len(pks))]
    with connection.cursor() as cursor:
        cursor.execute(sql, (*before, *asked, *after))
        return {row[0] for row in cursor.fetchall()}


def _pages(pks: Sequence[int]) -> QuerySet[Any]:
    pages = indexable_pages().filter(pk__in=pks)
    return pages.exclude(pk__in=pages_that_may_still_tell()).values_list("pk")


@lru_cache(maxsize=64)
def _question(
    places: int, vendor: str, engines: tuple[str, ...], types: tuple[int, ...]
) -> tuple[str, tuple[Any, ...], tuple[Any, ...]]:
    """Return the text of the question, and what it is given before and after the numbers.

    The arguments beside `places` are what its text depends on. No page has a number below zero,
    so such numbers mark the places.
    """
    marks = list(range(-places, 0))
    sql, given = _pages(marks).query.sql_with_params()
    first = given.index(marks[0])
    if list(given[first : first + places]) != marks:
        raise RuntimeError("The numbers of the pages do not stand next to each other.")
    return sql, tuple(given[:first]), tuple(given[first + places :])
