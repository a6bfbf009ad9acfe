"""People and texts for the tests of reading before publishing."""

from typing import Any

from django.contrib.auth.models import Group

from academie.moderation.deciding import open_review_of
from academie.moderation.models import Review
from academie.moderation.submitting import submit
from academie.taxonomy.models import Region
from tests import factories


def person(name: str, group: str = "", *regions: str, **values: Any) -> Any:
    """Make an account with an address, in a group, with regions to look after."""
    user = factories.make_user(name, email=f"{name}@voorbeeld.invalid", **values)
    if group:
        user.groups.add(Group.objects.get(name=group))
    if regions:
        user.regions.set(Region.objects.filter(slug__in=regions))
    return user


def written(site: Any, writer: Any, kind: str = "toolkit", **values: Any) -> Any:
    """Make a draft that this person wrote."""
    make = getattr(factories, f"make_{kind}")
    page = make(site, publish=False, owner=writer, **values)
    page.save_revision(user=writer)
    return type(page).objects.get(pk=page.pk)


def handed_in(site: Any, writer: Any, kind: str = "toolkit", **values: Any) -> Review:
    """Make a draft and hand it in; return its review."""
    page = written(site, writer, kind, **values)
    submit(page, writer)
    return waiting(page)


def waiting(page: Any) -> Review:
    """Return the review of a page that waits."""
    review = open_review_of(page)
    assert review is not None
    return review


def changed(page: Any, user: Any, **values: Any) -> Any:
    """Save another text of a page, as the editor does; return the fresh page."""
    newest = page.get_latest_revision_as_object()
    for field, value in values.items():
        setattr(newest, field, value)
    newest.save_revision(user=user, log_action=True)
    return type(page).objects.get(pk=page.pk)
