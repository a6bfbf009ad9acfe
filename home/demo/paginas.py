"""Plain pages: about the academie, privacy, accessibility."""

from academie.core.prose import prose_blocks
from home.demo.context import DemoContext
from home.demo.files import DemoItem
from home.models import ContentPage

OWNER = "demo-redacteur"


def build(item: DemoItem, context: DemoContext) -> ContentPage:
    """Return the unsaved page."""
    return ContentPage(
        **context.fields(item),
        owner=context.people[OWNER],
        nav=item.text("nav"),
        body=prose_blocks(item.text("body")),
    )
