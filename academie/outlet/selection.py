"""The newest cards of a selection, as strictly as somebody asked for them.

A page of results climbs a ladder when it finds little, and then shows cards with only some of the
words. A feed does not: whoever follows three words gets cards with those words.
"""

from collections.abc import Mapping
from dataclasses import replace

from django.utils import timezone

from academie.core.page_keys import pk_of
from academie.outlet import public
from academie.outlet.records import Record, records
from search import answers
from search.answers import DATABASE
from search.facets import FACET_TITLES
from search.params import NEWEST, SearchParams
from search.query import build_query
from search.sources import vocabulary

MOST = 50
TYPE = "type"


class SearchIsAway(Exception):
    """The selection needs the search, and no engine answers."""


def newest(params: SearchParams) -> list[Record]:
    """Return the newest public cards of this selection.

    Raises `SearchIsAway`. All cards, or those of some types, can be had from the database alone.
    """
    asked = replace(params, sort=NEWEST, page=1, per_page=MOST, own={})
    if not asked.q and set(asked.facets) <= {TYPE}:
        return _from_the_database(asked.selected(TYPE))
    found = answers.search(build_query(asked, timezone.localtime()), asked.q)
    if found.engine == DATABASE:
        raise SearchIsAway
    return _in_order([pk for hit in found.page.hits if (pk := pk_of(hit.key)) is not None])


def words(params: SearchParams) -> str:
    """Return the selection in words; '' for all cards."""
    parts = [f"‘{params.q}’"] if params.q else []
    for facet, values in _by_title(params).items():
        parts.append(f"{facet}: {' of '.join(values)}")
    return ", ".join(parts)


def _by_title(params: SearchParams) -> Mapping[str, list[str]]:
    found = {}
    for facet, title in FACET_TITLES.items():
        labels = vocabulary(facet)
        chosen = [labels[value].label for value in params.selected(facet) if value in labels]
        if chosen:
            found[title] = chosen
    return found


def _from_the_database(types: tuple[str, ...]) -> list[Record]:
    newest_first = []
    for model in public.models():
        if not types or model.search_type in types:
            rows = public.items(model).order_by("-first_published_at", "-pk")
            newest_first += list(rows.values_list("first_published_at", "pk")[:MOST])
    dated = sorted(newest_first, key=lambda row: (row[0] is not None, row), reverse=True)
    return _in_order([pk for _, pk in dated[:MOST]])


def _in_order(pks: list[int]) -> list[Record]:
    found = {record.pk: record for record in records(pks)}
    return [found[pk] for pk in pks if pk in found]
