"""Demo news about progress."""

from academie.core.prose import prose_blocks
from academie.initiatives.models import Nieuwsbericht
from home.demo.context import DemoContext
from home.demo.files import DemoItem

OWNER = "demo-redacteur"


def build(item: DemoItem, context: DemoContext) -> Nieuwsbericht:
    """Return the unsaved message."""
    return Nieuwsbericht(
        **context.fields(item),
        owner=context.people[OWNER],
        body=prose_blocks(item.text("body")),
    )
