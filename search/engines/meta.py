"""What is noted in an index about what made it, and when that makes it out of date."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from search.analysis import get_analyzer
from search.facets import FACETS

LAYOUT = "2"
"""Raise this when the meaning of a field changes without its name changing."""


def fingerprint(*described: object) -> str:
    """Return a short hash of an engine's description of its fields, to compare indices by."""
    text = json.dumps([LAYOUT, FACETS, *described], sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def index_meta(layout: str, *, complete: bool) -> dict[str, Any]:
    """Return what is noted in an index about what makes it."""
    analyzer = get_analyzer()
    return {
        "layout": layout,
        "analyzer": analyzer.version,
        "rules": analyzer.rules_version,
        "complete": complete,
    }


def is_current(meta: Mapping[str, Any], layout: str) -> bool:
    """Say whether an index is complete and of today's making, apart from the word rules."""
    return {**index_meta(layout, complete=True), "rules": meta.get("rules")} == meta


def has_outdated_rules(meta: Mapping[str, Any]) -> bool:
    """Say whether an index was made under other word rules than those of now."""
    return bool(meta.get("rules") != index_meta("", complete=True)["rules"])
