"""Demo toolkits."""

from academie.core.text import plain_to_html
from academie.library.models import Toolkit, ToolkitDownload
from home.demo.context import DemoContext
from home.demo.documents import make_document
from home.demo.files import DemoItem

OWNER = "demo-specialist"


def build(item: DemoItem, context: DemoContext) -> Toolkit:
    """Return the unsaved toolkit; its downloads are stored, as they are pages' own files."""
    page = Toolkit(
        **context.fields(item),
        owner=context.people[OWNER],
        purpose=plain_to_html(item.text("purpose")),
        moment=item.text("moment"),
        minutes=item.number("minutes"),
        prep_minutes=item.number("prep_minutes"),
        group_size=item.text("group_size"),
        materials=item.text("materials"),
        escalate_when=item.text("escalate_when"),
        actions=[("action", titled(table)) for table in item.tables("monday")],
        steps=[("step", titled(table)) for table in item.tables("steps")],
    )
    page.downloads = [
        ToolkitDownload(title=table["title"], document=make_document(table, context))
        for table in item.tables("downloads")
    ]
    return page


def titled(table: dict[str, str]) -> dict[str, str]:
    """Return stream data for a table with a title and a text."""
    return {"title": table["title"], "text": plain_to_html(table.get("text", ""))}
