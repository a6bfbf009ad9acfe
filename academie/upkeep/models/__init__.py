"""What is kept to keep things true."""

from academie.upkeep.models.files import UnusedFile
from academie.upkeep.models.links import ExternalLink, LinkUse
from academie.upkeep.models.reports import Report
from academie.upkeep.models.reviews import Confirmation, ReviewNotice
from academie.upkeep.models.versions import NoNews, PublishedVersion, VersionNote

__all__ = [
    "Confirmation",
    "ExternalLink",
    "LinkUse",
    "NoNews",
    "PublishedVersion",
    "Report",
    "ReviewNotice",
    "UnusedFile",
    "VersionNote",
]
