"""Four letters in a row: what misspelt words and odd compounds still have in common."""

from collections.abc import Iterable

from search.analysis.tokens import fold

SIZE = 4


def grams_of(words: Iterable[str]) -> list[str]:
    """Return every four letters in a row of each word, without accents, in order, with repeats.

    The same for documents and questions. A shorter word has none.
    """
    folded = [fold(word) for word in words]
    return [word[at : at + SIZE] for word in folded for at in range(len(word) - SIZE + 1)]
