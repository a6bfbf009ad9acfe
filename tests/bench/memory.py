"""Memory of a fresh process: before the search, with an opened index, and after 200 searches.

Run as a process of its own: `python -m tests.bench.memory QUERIES_FILE`; prints JSON.
"""

import json
import sys
from pathlib import Path

import django


def main() -> None:
    """Print the memory in MB at each moment."""
    django.setup()
    # Models can be imported from here on only.
    from django.conf import settings
    from django.http import QueryDict
    from django.utils import timezone

    from search.engines import get_engine
    from search.params import parse_params
    from search.query import build_query
    from tests.bench.machine import memory_of
    from tests.bench.wsgi import Site

    searches = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    site, engine, now = Site(), get_engine(settings.SEARCH_ENGINE), timezone.localtime()
    site.get("/")
    found = {"a page without the search": memory_of()}
    for at, search in enumerate(searches):
        engine.search(build_query(parse_params(QueryDict(search)), now))
        if at == 0:
            found["index opened"] = memory_of()
    found[f"{len(searches)} queries"] = memory_of()
    for search in searches:
        site.get(f"/zoeken/?{search}")
    found[f"{len(searches)} search pages"] = memory_of()
    print(json.dumps(found))


if __name__ == "__main__":
    main()
