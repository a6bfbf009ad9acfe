"""The same search on a shelf or a landing page: some filters are fixed by the page itself."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest

from search.params import parse_params
from search.service import run_search


def listing_context(
    request: HttpRequest, fixed: Mapping[str, str | Sequence[str]] | None = None
) -> dict[str, Any]:
    """Return the template context of a listing: `results` (search.results.Results).

    `fixed` is what the page is about (`{"type": "toolkit"}`): it filters, and it is neither in
    the URL nor to be taken off.
    """
    preset = {
        facet: [str(values)] if isinstance(values, str) else [str(value) for value in values]
        for facet, values in (fixed or {}).items()
    }
    params = parse_params(request.GET, path=request.path, fixed=preset)
    return {"results": run_search(params)}
