"""Demo praktijkverhalen."""

from typing import Any

from academie.core.text import plain_to_html
from academie.library.models import Praktijkverhaal
from home.demo.context import DemoContext
from home.demo.files import DemoItem
from home.demo.toolkits import titled

OWNER = "demo-redacteur"
SECOND_READER = "demo-regioredacteur"


def build(item: DemoItem, context: DemoContext) -> Praktijkverhaal:
    """Return the unsaved story, with consent and read by somebody else than its owner."""
    fields = context.fields(item)
    return Praktijkverhaal(
        **fields,
        owner=context.people[OWNER],
        situation=plain_to_html(item.text("situation")),
        approach=plain_to_html(item.text("approach")),
        outcome=plain_to_html(item.text("outcome")),
        aftermath=plain_to_html(item.text("aftermath")),
        reading_minutes=item.number("reading_minutes"),
        moments=[("moment", _moment(table)) for table in item.tables("moments")],
        lessons=[("lesson", titled(table)) for table in item.tables("lessons")],
        consent_given=True,
        consent_note=item.text("consent_note"),
        not_traceable=True,
        second_reader=context.people[SECOND_READER],
        second_read_at=fields["first_published_at"],
    )


def _moment(table: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": table["title"],
        "parts": [
            {"voice": part["voice"], "text": part["text"].strip(), "quote": part.get("quote", "")}
            for part in table["parts"]
        ],
    }
