"""The figures as Markdown: printed on the screen, and written to docs/benchmarks.md."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from search.engines import ELASTICSEARCH, EMBEDDED

BARE, BEHIND, WAGTAIL = "bare search page", "bare behind middleware", "Wagtail's search"
NOT_MEASURED = "not measured"
_ENGINES = (EMBEDDED, ELASTICSEARCH)

Figures = Mapping[str, Any]


def markdown(found: Figures) -> str:
    """Return the whole report."""
    sizes = found["sizes"]
    parts = [
        _head(found),
        _against_wagtail(sizes),
        *(_pages(one) for one in sizes),
        *(_served(one) for one in sizes),
        _where_time_goes(sizes),
        _indexing(sizes),
        _memory(sizes),
        _changes(sizes),
    ]
    return "\n\n".join(part.strip() for part in parts if part) + "\n"


def _head(found: Figures) -> str:
    machine, sizes = found["machine"], found["sizes"]
    versions = ", ".join(
        f"{name} {machine[name]}"
        for name in ("python", "django", "wagtail", "modelsearch", "sqlite", "tantivy")
    )
    cores = [one[when] for one in sizes for when in ("cores_before", "cores_after")]
    server = found["elasticsearch"]
    fallbacks = sum(one["fallbacks"] for one in sizes)
    return f"""
# Benchmarks

Written by `make bench` on {found["date"]}, in {found["minutes"]:.0f} minutes; do not edit it by
hand. Figures of different machines or days cannot be compared; the ratios within one run can.

- Machine: {machine["cores"]} cores, {machine["memory"]} GB memory, {machine["system"]}. Cores that
  were really free while measuring: {min(cores):.1f} to {max(cores):.1f} of 2.
- Versions: {versions}. Elasticsearch: {server or NOT_MEASURED + " (ELASTICSEARCH_URL is not set)"}.
- Documents: made up in plain Dutch, {sizes[0]["words"]:.0f} words in a text on average, facets from
  the real vocabulary. All of them are real rows of published pages, copied in bulk, so the second
  gate and the detail page work on a database of that size. A word occurs in many documents, which
  is the hard case.
- Searches: one to four words that find something; half of them also choose two clusters and a
  role. A search page has 20 results with marked snippets, eight facets and its whole template.
- Pages go through Django's WSGI handler in one process, warm, one at a time, with the settings of
  the demo (as production, SQLite). Subjects take turns within each round; a ratio is the median of
  the ratios of the rounds. *Computing* is the processor time of this process alone.
- Engines that did not answer and were replaced by the standby while measuring: {fallbacks}.
"""


def _against_wagtail(sizes: Sequence[Figures]) -> str:
    rows = []
    for one in sizes:
        limit, wagtail = one["wagtail_limit"], one["subjects"][WAGTAIL]
        rows.append([_thousands(one["size"]), WAGTAIL, *_wagtail_cells(wagtail, limit), "", ""])
        for name in _ENGINES:
            for what in (f"engine: {name}", f"search page: {name}"):
                ours = one["subjects"].get(what)
                cells = (
                    [
                        _ms(ours["median"]),
                        _ms(ours["p95"]),
                        str(ours["calls"]),
                        _compared(one, what, "median"),
                        _compared(one, what, "p95"),
                    ]
                    if ours
                    else [NOT_MEASURED, "", "", "", ""]
                )
                rows.append([_thousands(one["size"]), what, *cells])
    names = ["documents", "", "median", "p95", "calls", "Wagtail's median", "Wagtail's p95"]
    return f"""
## Our search page and Wagtail's own search

Wagtail's search is its full-text index in SQLite over title and text of the same pages: the first
20 results and their number, without facets, filters, snippets or a template. It gets few calls and
a time limit, because a word that occurs in many pages takes seconds at 10,000 pages and minutes at
100,000. Our engine gives the same and eight facets; our page gives everything a reader sees. The
last two columns say how many times as long Wagtail's search takes.

{_table(names, rows)}
"""


def _wagtail_cells(wagtail: Figures, limit: float) -> list[str]:
    cut = f" ({wagtail['cut']} broken off after {limit:.0f} s)" if wagtail["cut"] else ""
    calls = f"{wagtail['calls'] + wagtail['cut']}{cut}"
    if not wagtail["calls"]:
        return [f"over {limit:.0f} s", f"over {limit:.0f} s", calls]
    slow = f"over {limit:.0f} s" if cut else _ms(wagtail["p95"])
    return [_ms(wagtail["median"]), slow, calls]


def _compared(one: Figures, ours: str, which: str) -> str:
    """Return how many times as long Wagtail's search takes; 'over' when calls were broken off."""
    wagtail, limit = one["subjects"][WAGTAIL], one["wagtail_limit"] * 1_000
    broken = bool(wagtail["cut"]) and (which == "p95" or not wagtail["calls"])
    times = _times((limit if broken else wagtail[which]) / one["subjects"][ours][which])
    return f"over {times}" if broken else times


def _pages(one: Figures) -> str:
    rows = []
    for name, summary in one["subjects"].items():
        if name == WAGTAIL:
            continue
        ratios, engine = one["ratios"][name], name.partition(": ")[2]
        raw = f"raw: {engine}"
        rows.append(
            [
                name,
                _ms(summary["median"]),
                _ms(summary["p95"]),
                _ms(summary["computed"]),
                _times(ratios[BARE]),
                _times(ratios[BEHIND]),
                _times(ratios[raw]) if raw in ratios else "",
            ]
        )
    for name in _ENGINES:
        if name not in _measured(one):
            rows.append([f"search page: {name}", NOT_MEASURED, "", "", "", "", ""])
    names = ["", "median", "p95", "computing", "x bare", "x behind middleware", "x raw query"]
    return f"""
## {_thousands(one["size"])} documents

{_table(names, rows)}
"""


def _served(one: Figures) -> str:
    if "served" not in one:
        return ""
    rows = [
        [name, _ms(served["median"]), _ms(served["p95"]), _times(served["ratio"])]
        for name, served in one["served"].items()
    ]
    return f"""
## Over HTTP

The same through the server process of production (gunicorn, one worker) on the loopback address,
one connection that stays open, {_thousands(one["size"])} documents. The bare view has no middleware
and stands behind the same server.

{_table(["", "median", "p95", "x bare view"], rows)}
"""


def _where_time_goes(sizes: Sequence[Figures]) -> str:
    last = sizes[-1]
    names = list(dict.fromkeys(name for page in last["parts"].values() for name in page["parts"]))
    rows = [[name, *(_part(page, name) for page in last["parts"].values())] for name in names]
    rows.append(["**together**", *(_ms(page["total"]) for page in last["parts"].values())])
    rows.append(["SQL within that", *(_ms(page["sql"]) for page in last["parts"].values())])
    rows.append(["queries", *(f"{page['queries']:.0f}" for page in last["parts"].values())])
    return f"""
## Where the time of a page goes

Means at {_thousands(last["size"])} documents, with a clock round each part.

{_table(["", *last["parts"]], rows)}
"""


def _part(page: Figures, name: str) -> str:
    took = page["parts"].get(name)
    return "" if took is None else f"{_ms(took)} ({took / page['total']:.0%})"


def _indexing(sizes: Sequence[Figures]) -> str:
    rows = []
    for one in sizes:
        for name, index in one["index"].items():
            rebuilt, filled = index.get("rebuild"), index["fill"]
            rows.append(
                [
                    _thousands(one["size"]),
                    name,
                    f"{filled['seconds']:.1f} s",
                    _rate(filled),
                    f"{rebuilt['seconds']:.1f} s ({_rate(rebuilt)})" if rebuilt else "-",
                    f"{index['disk']:.1f} MB",
                ]
            )
    analysis = ", ".join(
        f"{_thousands(one['size'])}: {one['analysis']:.0f} documents/s" for one in sizes
    )
    names = ["documents", "index", "filled in", "rate", "rebuilt from the pages", "disk"]
    return f"""
## Filling an index

Filling is analysing and writing documents that are in memory. A rebuild (`make rebuild-search`)
reads the pages too, compares the result with the database and swaps. Analysis alone ({analysis})
is part of both. Wagtail's row is its index without reading pages.

{_table(names, rows)}
"""


def _memory(sizes: Sequence[Figures]) -> str:
    rows = [
        [
            _thousands(one["size"]),
            name,
            when,
            f"{memory['resident']:.0f} MB",
            f"{memory['files']:.0f} MB",
        ]
        for one in sizes
        for name, moments in one["memory"].items()
        for when, memory in moments.items()
    ]
    names = ["documents", "engine", "after", "resident", "of which files"]
    return f"""
## Memory of one process

A fresh process each time. Files are mapped: the system shares them between processes and takes
them back when it wants. Elasticsearch's own memory is not in it.

{_table(names, rows)}
"""


def _changes(sizes: Sequence[Figures]) -> str:
    rows = [
        [_thousands(one["size"]), name, *(_ms(steps[key]) for key in ("save", "index", "findable"))]
        for one in sizes
        for name, steps in one["change"].items()
    ]
    return f"""
## From a change to finding it

A page gets a new word in its title and is published. *Indexing* is the worker's part; *findable*
is the time from the beginning of the save until a search for that word finds the page.
Elasticsearch shows new documents once a second.

{_table(["documents", "engine", "save and publish", "indexing", "findable"], rows)}
"""


def _measured(one: Figures) -> Iterator[str]:
    return (name for name in _ENGINES if f"search page: {name}" in one["subjects"])


def _table(names: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [names, ["---", *["---:"] * (len(names) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _ms(value: float) -> str:
    return (
        f"{value:.2f} ms"
        if value < 1
        else f"{value:.1f} ms"
        if value < 1_000
        else (f"{value / 1_000:.1f} s")
    )


def _times(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:.1f}x" if value < 100 else f"{_thousands(round(value))}x"


def _rate(filled: Figures) -> str:
    return f"{filled['documents'] / filled['seconds']:.0f}/s"


def _thousands(number: int) -> str:
    return f"{number:,}"
