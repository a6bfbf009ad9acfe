"""A demo toolkit that waits for its second reader, so that there is something to review."""

from pathlib import Path

from django.db import transaction

from academie.library.models import Toolkit, ToolkitIndexPage
from academie.moderation import submitting
from home.demo import toolkits
from home.demo.context import DemoContext
from home.demo.files import read_folder
from home.demo.letters import no_letters

FOLDER = "ingestuurd"
WRITER = "demo-specialist-zorg"


def hand_in(folder: Path, context: DemoContext) -> None:
    """Make the drafts that are not there yet, and hand them in as their writer does."""
    for item in read_folder(folder, FOLDER, context.problems):
        if Toolkit.objects.filter(permanent_id=item.permanent_id).exists():
            continue
        with transaction.atomic(), no_letters():
            page = toolkits.build(item, context)
            writer = context.people[WRITER]
            page.owner, page.first_published_at = writer, None
            context.mark(page, item)
            ToolkitIndexPage.objects.get().add_child(instance=page)
            page.save_revision(user=writer)
            submitting.submit(page, writer, note=item.text("note"))
