"""Pages as lists of somebody's own show them: only what every reader may open now."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from academie.core.models import BasePage
from academie.core.visibility import public_pages


@dataclass(frozen=True, slots=True)
class Card:
    """One item in a list."""

    pk: int
    item: UUID
    title: str
    url: str
    type: str
    intro: str


def cards(page_ids: Iterable[int | None]) -> dict[int, Card]:
    """Return the public ones of these pages by primary key; one query, and one per type.

    A page that is not there was unpublished, closed or deleted: its title may tell something.
    """
    public: Any = public_pages()
    wanted = {pk for pk in page_ids if pk is not None}
    found = {}
    for page in public.filter(pk__in=wanted).specific():
        url = page.get_url()
        if isinstance(page, BasePage) and url:
            found[page.pk] = Card(
                pk=page.pk,
                item=page.permanent_id,
                title=page.title,
                url=url,
                type=page.search_type or "pagina",
                intro=page.intro,
            )
    return found
