"""Which links of a text may stay on paper: those to what everybody may open."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from academie.core.media_access.visible import open_to_all
from academie.core.models import AcademieDocument
from academie.outlet import public
from academie.outlet.addresses import absolute
from academie.outlet.paper.rich import Targets

T = TypeVar("T")


class _Noting(Mapping[int, str]):
    """Knows nothing, and remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: set[int] = set()

    def __getitem__(self, key: int) -> str:
        self.asked.add(key)
        raise KeyError(key)

    def __iter__(self) -> Iterator[int]:
        return iter(())

    def __len__(self) -> int:
        return 0


def with_links(make: Callable[[Targets], T]) -> T:
    """Return what `make` makes when it knows the addresses it asks for; at most two queries."""
    pages, documents = _Noting(), _Noting()
    made = make(Targets(pages, documents))
    if not pages.asked and not documents.asked:
        return made
    found = public.urls(pages.asked) if pages.asked else {}
    return make(
        Targets(
            {pk: absolute(path) for pk, path in found.items()},
            {one.pk: absolute(one.url) for one in open_documents(documents.asked)},
        )
    )


def open_documents(pks: set[int]) -> list[Any]:
    """Return those of these documents that everybody gets by their address; no query for none."""
    if not pks:
        return []
    return list(open_to_all(AcademieDocument).filter(pk__in=pks).order_by("pk"))
