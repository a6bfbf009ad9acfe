"""Every way in which a text is not, not yet, or no longer for everybody."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import PageViewRestriction

from academie.moderation import deciding, submitting
from tests.leaks import people
from tests.leaks.items import Item, make, make_changed

Maker = Callable[[Any, str, Any], Item]


def never_published(site: Any, kind: str, owner: Any) -> Item:
    """A draft that nobody else saw."""
    return make(site, kind, publish=False, owner=owner)


def in_review(site: Any, kind: str, owner: Any) -> Item:
    """Handed in, and not read yet."""
    item = never_published(site, kind, owner)
    submitting.submit(item.page, owner, note="Graag lezen.")
    return item


def refused(site: Any, kind: str, owner: Any) -> Item:
    """Read by an editor and sent back."""
    item = in_review(site, kind, owner)
    editor = people.make("redacteur", "Redacteur")
    review = deciding.open_review_of(item.page)
    assert review is not None
    deciding.refuse(review, editor, reason="Dit is nog niet goed genoeg om te laten zien.")
    return item


def planned(site: Any, kind: str, owner: Any) -> Item:
    """Approved, for tomorrow."""
    item = never_published(site, kind, owner)
    item.page.go_live_at = timezone.now() + timedelta(days=1)
    item.page.save_revision(user=owner).publish()
    item.page.refresh_from_db()
    assert not item.page.live
    return item


def changed(site: Any, kind: str, owner: Any) -> Item:
    """Published, with a draft in which everything is new."""
    return make_changed(site, kind, owner)


def changed_and_planned(site: Any, kind: str, owner: Any) -> Item:
    """Published, with a new text that goes live tomorrow."""
    item = make_changed(site, kind, owner)
    page = item.page.get_latest_revision_as_object()
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision(user=owner).publish()
    return item


def taken_off(site: Any, kind: str, owner: Any) -> Item:
    """Was public; an editor took it off."""
    item = public(site, kind, owner)
    item.page.unpublish()
    return item


def expired(site: Any, kind: str, owner: Any) -> Item:
    """Was public until its moment came and the worker took it off."""
    item = public(site, kind, owner)
    item.page.unpublish(set_expired=True)
    return item


def past_its_moment(site: Any, kind: str, owner: Any) -> Item:
    """Its moment came, and no worker was there."""
    item = public(site, kind, owner)
    item.page.expire_at = timezone.now() - timedelta(seconds=5)
    item.page.save()
    return item


def for_accounts(site: Any, kind: str, owner: Any) -> Item:
    """Closed to who is not logged in."""
    item = public(site, kind, owner)
    PageViewRestriction.objects.create(page=item.page.page_ptr, restriction_type="login")
    return item


def for_a_group(site: Any, kind: str, owner: Any) -> Item:
    """Closed to who is not in a group."""
    item = public(site, kind, owner)
    closed = PageViewRestriction.objects.create(page=item.page.page_ptr, restriction_type="groups")
    closed.groups.add(Group.objects.get(name="Beheerder"))
    return item


def below_a_closed_shelf(site: Any, kind: str, owner: Any) -> Item:
    """The page above it is closed."""
    item = public(site, kind, owner)
    above = item.page.get_parent()
    if above.depth > site.home.depth:
        PageViewRestriction.objects.get_or_create(page=above, restriction_type="login")
    else:
        PageViewRestriction.objects.create(page=item.page.page_ptr, restriction_type="login")
    return item


def deleted(site: Any, kind: str, owner: Any) -> Item:
    """Was public and is gone; its files are there still."""
    item = public(site, kind, owner)
    item.page.delete()
    return item


def alias_of_a_draft(site: Any, kind: str, owner: Any) -> Item:
    """A second place of a text that is not public."""
    item = never_published(site, kind, owner)
    item.page.create_alias(update_slug=f"{item.page.slug}-ook", parent=item.page.get_parent())
    return item


def public(site: Any, kind: str, owner: Any) -> Item:
    """For everybody: the control."""
    return make(site, kind, publish=True, owner=owner)


HIDDEN: tuple[Maker, ...] = (
    never_published,
    in_review,
    refused,
    planned,
    changed,
    changed_and_planned,
    taken_off,
    expired,
    past_its_moment,
    for_accounts,
    for_a_group,
    below_a_closed_shelf,
    deleted,
    alias_of_a_draft,
)
