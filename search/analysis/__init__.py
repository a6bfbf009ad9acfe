"""Text to terms, once, in Python: both engines get ready terms and so rank alike."""

from functools import cache

from search.analysis.chain import Analyzer


@cache
def get_analyzer() -> Analyzer:
    """Return the analyser of this process; it is thread safe and keeps what it has seen."""
    return Analyzer()
