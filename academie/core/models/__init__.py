"""Models of the shared base."""

from academie.core.models.attempts import Attempt
from academie.core.models.document_text import DocumentText
from academie.core.models.draft_file import DraftFile
from academie.core.models.index import IndexPage
from academie.core.models.media import AcademieDocument, AcademieImage, AcademieRendition
from academie.core.models.pages import BasePage
from academie.core.models.tags import TaggedPage

__all__ = [
    "AcademieDocument",
    "AcademieImage",
    "AcademieRendition",
    "Attempt",
    "BasePage",
    "DocumentText",
    "DraftFile",
    "IndexPage",
    "TaggedPage",
]
