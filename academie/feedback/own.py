"""The parts of 'Mijn academie' about use, and what somebody may download of what she told."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from academie.core.items import permanent_ids
from academie.core.mine import Part, register_part
from academie.core.own_data import Rows, register_own_data
from academie.core.visibility import public_pages
from academie.feedback.models import Experience, Reply
from academie.feedback.use import overview, own_pages

OPEN = 5
"""So many items stand open; the others are behind one more tap."""

GONE = "Een kaart die niet meer beschikbaar is"


def use_of_mine(request: HttpRequest) -> dict[str, Any] | None:
    """Return how the items of a maker are used; None for who made nothing that is public."""
    pages = own_pages(request.user)
    if not pages:
        return None
    lines = overview(pages)
    return {"lines": lines[:OPEN], "more": lines[OPEN:]}


def told_by_me(request: HttpRequest) -> dict[str, Any] | None:
    """Return what somebody told, newest first; None when she told nothing."""
    told = list(Experience.objects.filter(user=request.user.pk).order_by("-told_at", "-pk"))
    if not told:
        return None
    titles = _titles([one.page_id for one in told])
    numbers = permanent_ids([one.page_id for one in told])
    return {
        "lines": [
            (one, titles.get(one.page_id, GONE), numbers[one.page_id])
            for one in told
            if one.page_id in numbers
        ]
    }


def own_data(user: Any) -> Mapping[str, Rows]:
    """Return what an account told and answered, as long as the site knows that it did."""
    told = list(Experience.objects.filter(user=user.pk).order_by("pk"))
    replies = list(Reply.objects.filter(user=user.pk).select_related("experience").order_by("pk"))
    titles = _titles(
        [one.page_id for one in told] + [reply.experience.page_id for reply in replies]
    )
    return {
        "Ervaringen": [
            {
                "kaart": titles.get(one.page_id, GONE),
                "verteld op": _at(one.told_at),
                "rol": one.role,
                "sector": one.sector,
                "gebruikt met": one.get_group_display(),
                "werkte het": one.get_outcome_display(),
                "tekst": one.text,
                "stand": one.get_state_display(),
                "reden": one.reason,
                "account vergeten op": one.cut_on.isoformat(),
            }
            for one in told
        ],
        "Antwoorden op ervaringen": [
            {
                "kaart": titles.get(reply.experience.page_id, GONE),
                "geschreven op": _at(reply.created_at),
                "tekst": reply.text,
                "stand": reply.get_state_display(),
                "reden": reply.reason,
            }
            for reply in replies
        ],
    }


def register() -> None:
    """Called once, when the app is ready."""
    register_own_data(own_data)
    register_part(
        Part("gebruik", 22, "Zo wordt uw kennis gebruikt", "feedback/_mine_use.html", use_of_mine)
    )
    register_part(Part("ervaringen", 50, "Wat u vertelde", "feedback/_mine_told.html", told_by_me))


def _titles(page_ids: list[int]) -> dict[int, str]:
    public = public_pages().filter(pk__in=page_ids)
    return dict(public.values_list("pk", "title"))


def _at(moment: Any) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds")
