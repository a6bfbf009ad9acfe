"""What stands around every screen: where one is, what is saved, what comes next."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from academie.accounts.who import is_staff_member
from academie.writing.checking import lacking_steps
from academie.writing.plan.steps import Kind, Step

LAST = "nakijken"


@dataclass(frozen=True, slots=True)
class Tab:
    """One screen in the row above the form. ``url`` is '' while there is no page yet."""

    number: int
    label: str
    url: str
    current: bool
    done: bool


def tabs(kind: Kind, slug: str, page: Any) -> list[Tab]:
    """Return all screens: the choice of a type, those of the kind, and the last one."""
    names = [(step.slug, step.tab) for step in kind.steps] + [(LAST, "Nakijken")]
    at = [name for name, _ in names].index(slug)
    lacking = lacking_steps(kind, page) if page.pk else set()
    return [
        Tab(1, "Soort", "", False, True),
        *(
            Tab(n + 2, label, _url(name, page), n == at, n < at and name not in lacking)
            for n, (name, label) in enumerate(names)
        ),
    ]


def frame(request: HttpRequest, kind: Kind, step: Step | None, page: Any) -> dict[str, Any]:
    """Return what the frame of a screen needs; ``step`` None is the last screen."""
    slug = step.slug if step else LAST
    row = tabs(kind, slug, page)
    current = next(tab for tab in row if tab.current)
    after = kind.after(step) if step else None
    return {
        "kind": kind,
        "step": step,
        "here": request.path,
        "page_id": page.pk,
        "draft": page,
        "tabs": row,
        "number": current.number,
        "count": len(row),
        "before": row[current.number - 2].url if current.number > 2 else "",
        "next_label": after.tab if after else "Nakijken",
        "saved": saved_sentence(page),
        "editor": _editor(request, page),
    }


def saved_sentence(page: Any) -> str:
    """Return when the draft was kept last; '' before the first time."""
    moment = page.latest_revision_created_at if page.pk else None
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    if local.date() == timezone.localdate():
        return f"Concept bewaard om {date_format(local, 'H.i')} uur."
    return f"Concept bewaard op {date_format(local, 'j F Y')}."


def _url(slug: str, page: Any) -> str:
    if not page.pk:
        return ""
    if slug == LAST:
        return reverse("writing:last", args=[page.pk])
    return reverse("writing:step", args=[page.pk, slug])


def _editor(request: HttpRequest, page: Any) -> str:
    """Return the address of the wide editor, for who may write there."""
    user: Any = request.user
    if not page.pk or not is_staff_member(user):
        return ""
    if not page.permissions_for_user(user).can_edit():
        return ""
    return reverse("wagtailadmin_pages:edit", args=[page.pk])
