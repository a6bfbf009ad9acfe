"""What is kept of reading before publishing."""

from academie.moderation.models.approval import Approval
from academie.moderation.models.reading_link import ReadingLink
from academie.moderation.models.review import Remark, Review
from academie.moderation.models.route import ReviewRoute
from academie.moderation.models.task import FourEyesTask

__all__ = ["Approval", "FourEyesTask", "ReadingLink", "Remark", "Review", "ReviewRoute"]
