"""Records that become news about progress."""

from academie.core.enums import ContentType
from academie.core.import_targets import ImportRecord, ImportTarget, register_target
from academie.core.prose import prose_blocks
from academie.initiatives.models import Nieuwsbericht, NieuwsIndexPage


def fill_nieuwsbericht(page: Nieuwsbericht, record: ImportRecord) -> None:
    """The text becomes the message."""
    if record.body:
        page.body = prose_blocks(record.body)


register_target(
    ImportTarget(ContentType.NIEUWS, Nieuwsbericht, NieuwsIndexPage, fill_nieuwsbericht)
)
