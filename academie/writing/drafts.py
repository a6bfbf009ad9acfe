"""The draft is the page: made at the first save, and every save is a revision of its writer."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.text import slugify
from wagtail.actions.delete_page import DeletePageAction
from wagtail.models import Page, Revision, WorkflowState

from academie.accounts.models import User
from academie.writing.models import Draft
from academie.writing.plan.all import kind_of
from academie.writing.plan.steps import Kind

A_SITTING = timedelta(minutes=30)
"""A save of the same writer within this time after her last one overwrites that revision."""

ONE_PRESS = timedelta(seconds=30)
"""Two posts of a first screen with the same title within this time are one press."""


def new_page(kind: Kind, user: User) -> Any:
    """Return a page of a kind, not saved, with what we know of its writer already filled in."""
    role = user.roles.first()
    return kind.model(
        title="",
        live=False,
        owner=user,
        region=user.region,
        organisation_text=user.organisation[:200],
        author_text=role.label[:200] if role else "",
    )


def just_made(kind: Kind, user: User, title: str) -> int | None:
    """Return the page that a first press on the same button made, or None.

    Part of the caller's transaction: two presses at once come one after the other.
    """
    if not title:
        return None
    User.objects.select_for_update().get(pk=user.pk)
    since = timezone.now() - ONE_PRESS
    made = kind.model.objects.filter(
        owner=user, draft_title=title, live=False, latest_revision_created_at__gte=since
    )
    return made.values_list("pk", flat=True).first()


def own_page(page_id: int, user: User, *, lock: bool = False) -> Any:
    """Return the newest version of somebody's own page, with ``draft`` beside it.

    Raises ``Http404`` for everybody else's: nobody learns that it exists. ``lock`` keeps other
    saves waiting until the end of the transaction.
    """
    rows = Page.objects.filter(pk=page_id, owner=user, alias_of=None)
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.first()
    page = found.specific if found else None
    if page is None or kind_of(page) is None:
        raise Http404
    newest = page.get_latest_revision_as_object()
    newest.draft = Draft.objects.filter(page_id=page_id).first() or Draft(page_id=page_id)
    return newest


def rest_of(page: Any) -> dict[str, Any]:
    """Return what was typed and is not in the page; nothing once the page changed elsewhere."""
    draft: Draft | None = getattr(page, "draft", None)
    if draft is None or not draft.rest or draft.rest_of != _stamp(page.latest_revision):
        return {}
    return dict(draft.rest)


@transaction.atomic
def save(page: Any, user: User, rest: dict[str, Any]) -> Any:
    """Keep a page as a draft of its writer; returns it as it stands now.

    A new page is made below the shelf of its type. Nothing of it becomes public by this. Raises
    ``Http404`` when there is no shelf.
    """
    kind = kind_of(page)
    if page.pk is None:
        _shelf(kind).add_child(instance=page)
    elif page.first_published_at is None:
        _rename(page)
    revision = page.save_revision(
        user=user, clean=False, log_action=True, overwrite_revision=_of_this_sitting(page, user)
    )
    draft: Draft = getattr(page, "draft", None) or Draft(page_id=page.pk)
    draft.page_id, draft.rest, draft.rest_of = page.pk, rest, _stamp(revision)
    draft.warned_at = None
    draft.save()
    page.draft = draft
    return page


def may_go(page: Any) -> bool:
    """Return whether a writer may delete her text: never published, and with no reader now."""
    state = page.current_workflow_state
    is_read = state is not None and state.status == WorkflowState.STATUS_IN_PROGRESS
    return page.first_published_at is None and not is_read


def delete(page: Any, user: User) -> bool:
    """Delete a page that was never published; says whether it went."""
    if not may_go(page):
        return False
    # Wagtail asks for the editors' right to delete; here it is the writer's own draft.
    found = Page.objects.get(pk=page.pk).specific
    DeletePageAction(found, user=user).execute(skip_permission_checks=True)
    return True


def own_pages(user: User) -> list[Any]:
    """Return the pages that somebody writes or wrote, the newest work first; two queries a type."""
    mine = Page.objects.filter(owner=user, alias_of=None).order_by("-latest_revision_created_at")
    pages = mine.specific(defer=True)
    return [page for page in pages if kind_of(page) is not None]


def shelf_of(kind: Kind) -> Page | None:
    """Return the shelf on which pages of a kind stand; None when the site has none."""
    (shelf,) = kind.model.parent_page_types
    app, _, name = shelf.partition(".")
    found = Page.objects.filter(content_type__app_label=app, content_type__model=name.lower())
    return found.order_by("path").first()


def _shelf(kind: Kind | None) -> Any:
    shelf = shelf_of(kind) if kind else None
    if shelf is None:
        raise Http404
    return shelf.specific


def _rename(page: Any) -> None:
    """Let the address of a page that nobody saw yet follow its title."""
    known = Page.objects.get(pk=page.pk)
    if known.title == page.title:
        return
    base = slugify(page.title)[:200] or known.slug
    page.slug = known.slug if known.slug == base else page._get_autogenerated_slug(base)
    known.title, known.draft_title, known.slug = page.title, page.title, page.slug
    known.save()


def _of_this_sitting(page: Any, user: User) -> Revision | None:
    last: Revision | None = page.get_latest_revision()
    if last is None or last.user_id != user.pk or last.approved_go_live_at is not None:
        return None
    if last.pk == page.live_revision_id or timezone.now() - last.created_at > A_SITTING:
        return None
    # What a reader was given to judge stays as it was.
    return None if _was_submitted(last) else last


def _was_submitted(revision: Revision) -> bool:
    return bool(revision.task_states.exists())


def _stamp(revision: Revision | None) -> str:
    return f"{revision.pk} {revision.created_at.isoformat()}" if revision else ""
