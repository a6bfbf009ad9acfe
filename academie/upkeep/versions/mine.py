"""On 'Mijn academie': which saved items changed since they were saved."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from academie.core.items import permanent_ids
from academie.core.mine import Part, register_part
from academie.core.visibility import public_pages
from academie.shelves.models import Saved
from academie.upkeep.models import PublishedVersion

SHOWN = 10


def changed_since(user_id: int) -> list[dict[str, Any]]:
    """Return saved items that readers got another text of since, the latest change first.

    Three queries. Each has a title, the number and day of the version, and the address that shows
    what changed since the item was saved.
    """
    saved = dict(Saved.objects.filter(user_id=user_id).values_list("page_id", "saved_at"))
    open_to_all = public_pages()
    shown = PublishedVersion.objects.filter(hidden_at=None, page__in=open_to_all.values("pk"))
    rows = shown.filter(page_id__in=saved).order_by("page_id", "number")
    known: dict[int, list[Any]] = {}
    for row in rows.values_list("page_id", "number", "at", "line", "page__title"):
        known.setdefault(row[0], []).append(row)
    numbers = permanent_ids(list(known))
    found = []
    for page_id, versions in known.items():
        read = [number for _, number, at, *_ in versions if at <= saved[page_id]]
        _, number, at, line, title = versions[-1]
        if at <= saved[page_id]:
            continue
        url = reverse("upkeep:version", args=[numbers[page_id], number])
        since = f"?sinds={read[-1]}" if read else ""
        found.append({"title": title, "number": number, "at": at, "line": line, "url": url + since})
    return sorted(found, key=lambda one: one["at"], reverse=True)[:SHOWN]


def _fill(request: HttpRequest) -> Mapping[str, Any] | None:
    changed = changed_since(request.user.pk) if request.user.pk else []
    return {"changed": changed} if changed else None


def register() -> None:
    """Called once, when the app is ready."""
    heading = "Veranderd sinds u het bewaarde"
    register_part(Part("veranderd", 25, heading, "upkeep/mine_changed.html", _fill))
