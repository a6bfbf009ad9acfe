"""Models of the library: one page type a file, with its index page."""

from academie.library.models.links import ReadingLink
from academie.library.models.praktijkverhaal import Praktijkverhaal, PraktijkverhaalIndexPage
from academie.library.models.toolkit import Toolkit, ToolkitDownload, ToolkitIndexPage
from academie.library.models.werkinstructie import Werkinstructie, WerkinstructieIndexPage

__all__ = [
    "Praktijkverhaal",
    "PraktijkverhaalIndexPage",
    "ReadingLink",
    "Toolkit",
    "ToolkitDownload",
    "ToolkitIndexPage",
    "Werkinstructie",
    "WerkinstructieIndexPage",
]
