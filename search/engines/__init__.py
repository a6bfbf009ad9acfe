"""The two engines, made from settings when somebody first asks for one."""

import json
from threading import Lock
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from search.engines.base import SearchEngine

EMBEDDED = "embedded"
ELASTICSEARCH = "elasticsearch"

_engines: dict[tuple[str, str], SearchEngine] = {}
_lock = Lock()


def get_engine(name: str) -> SearchEngine:
    """Return the engine of that name, one per process and configuration.

    The configuration is part of the key, so changed settings give another engine. Raises
    `ImproperlyConfigured` for an unknown name.
    """
    options = _options(name)
    key = (name, json.dumps(options, sort_keys=True, default=str))
    with _lock:
        if key not in _engines:
            _engines[key] = _make(name, options)
        return _engines[key]


def close_engines() -> None:
    """Close every engine of this process; the next `get_engine` makes new ones."""
    with _lock:
        while _engines:
            _engines.popitem()[1].close()


def _options(name: str) -> dict[str, Any]:
    """Read what an engine needs from the settings."""
    if name == EMBEDDED:
        return {"path": settings.SEARCH_INDEX_DIR}
    if name == ELASTICSEARCH:
        return {
            "url": settings.ELASTICSEARCH_URL,
            "prefix": settings.ELASTICSEARCH_INDEX_PREFIX,
            "options": getattr(settings, "ELASTICSEARCH_OPTIONS", {}),
        }
    raise ImproperlyConfigured(f"SEARCH_ENGINE '{name}' is neither embedded nor elasticsearch.")


def _make(name: str, options: dict[str, Any]) -> SearchEngine:
    """Import late: a site on one engine never loads the client of the other."""
    if name == EMBEDDED:
        from search.engines.embedded import EmbeddedEngine

        return EmbeddedEngine(**options)
    from search.engines.elasticsearch import ElasticsearchEngine

    return ElasticsearchEngine(**options)
