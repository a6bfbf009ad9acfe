"""Which pages every reader may open."""

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Length, Now, Substr
from django.utils import timezone
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


def may_be_live() -> Q:
    """Return the condition that a page is online, and not past the moment it should go off.

    The worker takes an expired page off within half a minute; until then this does.
    """
    # By the database's clock, so that a query whose text is kept stays right.
    return Q(live=True) & (Q(expire_at=None) | Q(expire_at__gt=Now()))


def lapsed() -> Q:
    """Return the condition that a page is past that moment, and not taken off yet."""
    return Q(live=True, expire_at__lte=Now())


def is_public() -> Q:
    """Return the condition that everybody may read a page now: online, and open up to the root."""
    return may_be_live() & Q(~behind_a_restriction())


def public_pages() -> QuerySet[Page]:
    """Return the pages that everybody may read now."""
    return Page.objects.filter(is_public()).order_by()


def has_expired(page: Page) -> bool:
    """Return whether the moment that an editor chose for taking this page off has passed."""
    return page.expire_at is not None and page.expire_at <= timezone.now()
