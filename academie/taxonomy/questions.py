"""What a question is about, as a set to compare questions by."""

from search.analysis import get_analyzer
from search.analysis.stopwords import STOPWORDS


def content_words(text: str) -> frozenset[str]:
    """Return the lemmas that say what a question is about; all of them when each is small."""
    tokens = [token for token in get_analyzer().analyse(text) if not token.overlay]
    telling = [token for token in tokens if token.word not in STOPWORDS]
    return frozenset(token.lemma for token in telling or tokens)
