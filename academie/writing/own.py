"""Somebody's own texts: where each stands and what she can do next."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from academie.core.edit_links import register_edit_link
from academie.core.mine import Part, register_part
from academie.moderation.standing import Standing, standings
from academie.writing import drafts
from academie.writing.models import Draft
from academie.writing.plan.all import known_kind
from academie.writing.plan.steps import Kind

ON_MINE = 5
"""Texts on 'Mijn academie'; the others are one link away."""


@dataclass(frozen=True, slots=True)
class OwnText:
    """One text. ``action`` is the word of the link that leads on, ``url`` where it leads."""

    page: Any
    kind: Kind
    title: str
    standing: Standing
    action: str
    url: str
    public_url: str
    may_delete: bool


def own_texts(user: Any) -> list[OwnText]:
    """Return somebody's texts, the newest work first."""
    pages = drafts.own_pages(user)
    stands = standings(pages)
    return [_text(page, stands[page.pk]) for page in pages]


def waits(standing: Standing) -> bool:
    """Return whether a text lies with a reader, so that its writer keeps off it."""
    return standing.due_on is not None


def on_mine(request: HttpRequest) -> Mapping[str, Any] | None:
    """Fill the part of 'Mijn academie'."""
    texts = own_texts(request.user)
    return {"texts": texts[:ON_MINE], "more": len(texts) > ON_MINE}


def register() -> None:
    """Called once, when the app is ready."""
    register_part(Part("writing", 20, "Wat u deelt", "writing/_mine.html", on_mine))
    register_edit_link(_where_to_edit)


def _text(page: Any, standing: Standing) -> OwnText:
    kind = known_kind(page)
    first = reverse("writing:step", args=[page.pk, kind.steps[0].slug])
    last = reverse("writing:last", args=[page.pk])
    waiting = waits(standing)
    seen = page.first_published_at is not None
    if waiting:
        action, url = "Bekijk of haal terug", last
    elif standing.reason:
        action, url = "Lees waarom en ga verder", last
    elif page.live and not page.has_unpublished_changes:
        action, url = "Wijzig", first
    else:
        action, url = "Verder schrijven", first
    return OwnText(
        page=page,
        kind=kind,
        title=page.draft_title or page.title,
        standing=standing,
        action=action,
        url=url,
        public_url=page.get_url() or "" if page.live else "",
        may_delete=not seen and not waiting,
    )


def _where_to_edit(page: Any, user: Any) -> str:
    """Lead a writer who began here back to the list of what there is to do, and nobody else."""
    began_here = page.owner_id == user.pk and Draft.objects.filter(page_id=page.pk).exists()
    return reverse("writing:last", args=[page.pk]) if began_here else ""
