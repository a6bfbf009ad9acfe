"""The domain set: what teachers and care workers type, judged over the demo content.

`domain/open.tsv` may be looked at while weights and words are chosen, `domain/frozen.tsv` never.
A line is kind, query and grades by the last part of a page's address, with tabs between. A query
that nothing here answers has no grades: there the page has to say so and offer a way on.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from search.documents import Document
from search.sources import sources
from tests.quality.sets import JudgedSet, Query

FOLDER = Path(__file__).with_name("domain")
HALVES = ("open", "frozen")
NONE_OF_OURS = "none of ours"
KINDS = (
    "exact",
    "inflection",
    "compound",
    "split compound",
    "abbreviation",
    "typo",
    "own words",
    "care words",
    "question",
    "filter words",
    "role words",
    "known item",
    "verb and noun",
    NONE_OF_OURS,
)


def load(half: str) -> JudgedSet:
    """Return one half with the documents of the site's own database.

    Raises `ValueError` when a line does not fit or a page that was judged is not there.
    """
    documents = load_documents()
    queries = list(read_queries(half))
    for query in queries:
        if lost := sorted(set(query.grades) - set(documents)):
            raise ValueError(f"'{query.text}' was judged on pages that are not there: {lost}")
    return JudgedSet(f"domain, {half}", documents, queries)


def load_documents() -> dict[str, Document]:
    """Return every page that can be found, by the last part of its address."""
    found: dict[str, Document] = {}
    for source in sources():
        for document in source.load(list(source.keys())).values():
            slug = document.url.rstrip("/").rpartition("/")[2]
            if slug in found:
                raise ValueError(f"Two pages have an address that ends in '{slug}'.")
            found[slug] = document
    return dict(sorted(found.items()))


def read_queries(half: str) -> Iterator[Query]:
    """Yield the judged queries of a half. Raises `ValueError` for a line that does not fit."""
    lines = (FOLDER / f"{half}.tsv").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        if not line or line.startswith("#"):
            continue
        try:
            kind, text, grades = line.split("\t")
            query = Query(text, kind, _grades(grades))
        except ValueError as error:
            raise ValueError(f"{half}.tsv, line {number}: {error}") from error
        if kind not in KINDS or (kind == NONE_OF_OURS) == bool(query.grades):
            raise ValueError(f"{half}.tsv, line {number}: kind and grades do not fit.")
        yield query


def _grades(text: str) -> Mapping[str, int]:
    grades = {}
    for pair in text.split():
        slug, _, grade = pair.partition("=")
        if slug != "-":
            grades[slug] = int(grade)
    if any(grade not in (1, 2, 3) for grade in grades.values()):
        raise ValueError("a grade is 1, 2 or 3")
    return grades
