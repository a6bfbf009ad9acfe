"""The same cards as documents, for an index that is filled without reading pages."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from academie.taxonomy.selectors import region_path, terms
from search.documents import Document
from search.sources import sources
from tests.bench.generator import Card
from tests.bench.pages import Pages

_FACETS = ("cluster", "niveau", "rol", "sector", "behoefte", "thema")
_KEYWORD_FACETS = ("behoefte", "thema")


class Documents:
    """Makes documents. What a page type stores for its result card is taken from a real one."""

    def __init__(self, pages: Pages, examples: Sequence[Card]) -> None:
        self._pages = pages
        source = next(one for one in sources() if one.name == "page")
        loaded = source.load([self.key(card) for card in examples])
        self._examples = {document.type: document for document in loaded.values()}

    def key(self, card: Card) -> str:
        """Return the key that the page of a card has in the index."""
        return f"page:{self._pages.pk(card)}"

    def of(self, cards: Iterable[Card]) -> Iterator[Document]:
        """Yield the document of each card."""
        return (self._document(card) for card in cards)

    def _document(self, card: Card) -> Document:
        facets = {name: card.facets[name] for name in _FACETS}
        facets["regio"] = region_path(card.facets["regio"][0])
        return replace(
            self._examples[card.type],
            key=self.key(card),
            title=card.title,
            intro=card.intro,
            body=card.body,
            url=self._pages.url(card),
            published=card.published,
            facets=facets,
            keywords=tuple(
                terms(name)[slug].label for name in _KEYWORD_FACETS for slug in card.facets[name]
            ),
            minutes=card.minutes,
            number=f"T{card.number:05d}",
        )
