"""Which pages every reader may open."""

from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Length, Substr
from wagtail.models import Page, PageViewRestriction


def behind_a_restriction() -> Exists:
    """Return the condition that a page, or a page above it, is for some readers only.

    ``live().exclude(...)`` in one query; Wagtail's ``public()`` reads all restrictions first.
    """
    # The path is a subquery of its own and no join: SQLite would begin a join with the page table
    # and read all of it for every page that is asked about.
    restricted_path = Page.objects.filter(pk=OuterRef("page_id")).order_by().values("path")
    return Exists(
        PageViewRestriction.objects.annotate(restricted_path=Subquery(restricted_path)).filter(
            restricted_path=Substr(OuterRef("path"), 1, Length("restricted_path"))
        )
    )
