"""The parts of 'Mijn academie' about shelves, and what somebody may download of them."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from academie.core.mine import Part, register_part
from academie.core.own_data import Rows, register_own_data
from academie.core.savers import register_savers
from academie.mail.links import absolute
from academie.shelves.cards import cards
from academie.shelves.models import Collection, Saved
from academie.shelves.saving import savers

SHOWN = 100


def saved_items(request: HttpRequest) -> dict[str, Any]:
    """Return what somebody saved, the newest first, and how many of it are not available."""
    saved = Saved.objects.filter(user=request.user.pk).order_by("-saved_at", "-pk")
    pks = list(saved.values_list("page", flat=True))
    public = cards(pks[:SHOWN])
    shown = [public[pk] for pk in pks[:SHOWN] if pk in public]
    return {"cards": shown, "gone": len(pks[:SHOWN]) - len(shown), "all": len(pks)}


def collections(request: HttpRequest) -> dict[str, Any]:
    """Return somebody's collections, the last changed first."""
    own = Collection.objects.filter(owner=request.user.pk).annotate(count=Count("items"))
    return {"collections": list(own.order_by("-changed_at", "-pk"))}


def own_data(user: Any) -> Mapping[str, Rows]:
    """Return what an account saved and collected; titles only of what is public."""
    saved = list(Saved.objects.filter(user=user.pk).order_by("saved_at", "pk"))
    own = list(Collection.objects.filter(owner=user.pk).prefetch_related("items").order_by("pk"))
    items = [item.page_id for one in own for item in one.items.all()]
    public = cards([*(one.page_id for one in saved), *items])

    def title(page_id: int | None) -> str:
        card = public.get(page_id) if page_id else None
        return card.title if card else "niet meer beschikbaar"

    return {
        "Bewaarde kaarten": [
            {"kaart": title(one.page_id), "bewaard op": _at(one.saved_at)} for one in saved
        ],
        "Verzamelingen": [
            {
                "naam": one.title,
                "uitleg": one.intro,
                "gemaakt op": _at(one.created_at),
                "link": absolute(reverse("shelves:shared", args=[one.key])) if one.key else None,
                "kaarten": [
                    {"kaart": title(item.page_id), "tekst": item.line} for item in one.items.all()
                ],
            }
            for one in own
        ],
    }


def register() -> None:
    """Called once, when the app is ready."""
    register_savers(savers)
    register_own_data(own_data)
    register_part(Part("bewaard", 30, "Bewaard", "shelves/_saved.html", saved_items))
    register_part(
        Part("verzamelingen", 40, "Mijn verzamelingen", "shelves/_collections.html", collections)
    )


def _at(moment: Any) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds")
