"""Judged queries over documents: what a set is, and a search source that keeps one in memory."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from search.documents import Document
from tests.quality.metrics import Grades


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody types, of which kind it is, and how good each document is as an answer."""

    text: str
    kind: str
    grades: Grades


@dataclass(frozen=True, slots=True)
class JudgedSet:
    """Documents and the queries that were judged over them; the key is what grades go by."""

    name: str
    documents: Mapping[str, Document]
    queries: Sequence[Query]


class MemorySource:
    """A `search.sources.SearchSource` of documents that stand in no database."""

    def __init__(self, name: str, documents: Sequence[Document]) -> None:
        self.name = name
        self._documents = {document.key: document for document in documents}

    def keys(self) -> Iterator[str]:
        """Yield every key."""
        return iter(self._documents)

    def load(self, keys: Sequence[str]) -> dict[str, Document]:
        """Return the documents of these keys."""
        return {key: self._documents[key] for key in keys if key in self._documents}

    def visible(self, keys: Sequence[str]) -> set[str]:
        """Everybody may see everything."""
        return {key for key in keys if key in self._documents}

    def lapsed(self, keys: Sequence[str]) -> set[str]:
        """Nothing ever ends here."""
        return set()

    def expand(self, hint: str) -> Iterator[str]:
        """Nothing ever changes here."""
        return iter(())

    def find_titles(self, words: Sequence[str], limit: int) -> list[str]:
        """Return nothing: an engine that fails must not be covered by something else."""
        return []
