"""The gate: no text of a person reaches readers before somebody else read exactly that text."""

from typing import Any

from wagtail.models import Revision

from academie.core.publishing import NotPublishedError, Publication, register_gate
from academie.moderation.digest import digest_of
from academie.moderation.makers import makers_of
from academie.moderation.models import Approval

NOT_READ = (
    "Deze tekst staat nog niet online. Iemand die er niet aan schreef, leest hem eerst. "
    "Wij hebben hem als concept bewaard. Stuur hem in met 'Insturen'."
)


def four_eyes(publication: Publication) -> None:
    """Raise ``NotPublishedError`` unless somebody who made none of it approved this text.

    The system itself may publish: imports, the demo. A plan that comes due was made by somebody,
    so it needs the approval too, unless no person wrote the text.
    """
    page, revision = publication.page, publication.revision
    if publication.user is None and not publication.scheduled:
        return
    if publication.user is None and not makers_of(page, revision):
        return
    if not is_approved(page, revision):
        raise NotPublishedError(NOT_READ)


def is_approved(page: Any, revision: Revision) -> bool:
    """Return whether this text, to the letter, has an approval that counts."""
    given = Approval.objects.filter(
        page_id=page.pk, revision_id=revision.pk, digest=digest_of(revision)
    ).values_list("as_what", "reader_id")
    rows = list(given)
    if any(as_what == Approval.AsWhat.OVERRIDE for as_what, _ in rows):
        return True
    readers = {reader for _, reader in rows}
    return bool(readers and readers - makers_of(page, revision))


def register() -> None:
    """Called once, when the app is ready."""
    register_gate(four_eyes)
