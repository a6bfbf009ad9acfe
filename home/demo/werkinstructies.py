"""Demo werkinstructies."""

from datetime import timedelta
from typing import Any

from academie.core.text import plain_to_html
from academie.library.models import Werkinstructie
from home.demo.context import DemoContext
from home.demo.files import DemoItem

OWNER = "demo-redacteur"


def build(item: DemoItem, context: DemoContext) -> Werkinstructie:
    """Return the unsaved werkinstructie."""
    valid_from = context.today - timedelta(days=item.number("valid_from_days_ago") or 0)
    valid_days = item.number("valid_for_days")
    return Werkinstructie(
        **context.fields(item),
        owner=context.people[OWNER],
        valid_from=valid_from,
        valid_until=valid_from + timedelta(days=valid_days) if valid_days else None,
        variants=[("variant", dict(table)) for table in item.tables("variants")],
        steps=[("step", _step(table)) for table in item.tables("steps")],
        rungs=[("rung", dict(table)) for table in item.tables("rungs")],
    )


def _step(table: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": table["title"],
        "text": plain_to_html(table.get("text", "")),
        "role": table["role"],
        "term_days": table["term_days"],
        "form_name": table.get("form", ""),
        "done_when": table.get("done_when", ""),
        "rung": table.get("rung") or None,
        "variants": [_variant(variant) for variant in table.get("variants", [])],
    }


def _variant(table: dict[str, Any]) -> dict[str, Any]:
    return {
        "key": table["key"],
        "title": table.get("title", ""),
        "role": table.get("role", ""),
        "term_days": table.get("term_days") or None,
        "text": plain_to_html(table.get("text", "")),
    }
