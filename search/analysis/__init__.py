"""Text to terms, once, in Python: both engines get ready terms and so rank alike."""

from threading import Lock

from search.analysis.chain import Analyzer
from search.sources import word_rules

_lock = Lock()
_analyzer: Analyzer | None = None


def get_analyzer() -> Analyzer:
    """Return the analyser for the word rules of this moment.

    It is thread safe and keeps what it has seen; other rules mean another analyser.
    """
    global _analyzer
    rules, analyzer = word_rules(), _analyzer
    if analyzer is not None and analyzer.rules is rules:
        return analyzer
    with _lock:
        if _analyzer is None or _analyzer.rules != rules:
            _analyzer = Analyzer(rules)
        return _analyzer
