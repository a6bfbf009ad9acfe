"""Saving an item, and somebody's own page with all that the apps put on it."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from academie.accounts.who import display_name, is_staff_member
from academie.core import mine
from academie.core.items import page_with
from academie.core.numbers import whole_number
from academie.core.private_pages import get_or_post, personal, see_other
from academie.core.same_origin import same_origin
from academie.shelves import collecting, saving
from academie.shelves.cards import cards
from academie.shelves.models import Collection, Saved

FULL = f"U hebt al {saving.MOST_SAVED} kaarten bewaard. Haal er eerst een paar weg."


@personal
@login_required
@require_safe
def own_page(request: HttpRequest) -> HttpResponse:
    """Show the parts that have something to say, in their order."""
    shown = []
    for part in mine.parts():
        values = part.fill(request)
        if values is not None:
            words = render_to_string(part.template, dict(values), request)
            shown.append((part.name, part.heading, words))
    user: Any = request.user
    context = {
        "parts": shown,
        "name": display_name(user),
        "roles": [role.label for role in user.roles.all()],
        "is_staff": is_staff_member(user),
    }
    return render(request, "shelves/mine.html", context)


@personal
@same_origin
@get_or_post
def save(request: HttpRequest, item: UUID) -> HttpResponse:
    """Save by POST; a GET, which the login page leads to, shows the buttons for the item.

    The POST comes from a page that caches keep, or from here: both prove by where they come from.
    """
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("shelves:save", args=[item]))
    page = page_with(item)
    if page is None:
        raise Http404
    if request.method == "POST":
        if problem := _change(request, page.pk):
            return _save_page(request, page.pk, problem)
        return see_other(reverse("shelves:save", args=[item]))
    return _save_page(request, page.pk)


def _change(request: HttpRequest, page_id: int) -> str:
    """Do what a button asks; return what is in the way, in a sentence."""
    action = request.POST.get("actie", "bewaar")
    if action == "weg":
        saving.remove(request.user, page_id)
        return ""
    if page_id not in cards([page_id]):
        raise Http404
    if action == "erbij":
        return _collect(request, page_id)
    return "" if saving.save(request.user, page_id) else FULL


def _collect(request: HttpRequest, page_id: int) -> str:
    chosen = whole_number(request.POST.get("verzameling", ""))
    own = Collection.objects.filter(owner=request.user.pk)
    collection = own.filter(pk=chosen).first() if chosen is not None else None
    if collection is None:
        return "Kies een verzameling."
    try:
        collecting.add(collection, page_id)
    except collecting.Full as full:
        return str(full)
    return ""


def _save_page(request: HttpRequest, page_id: int, problem: str = "") -> HttpResponse:
    card = cards([page_id]).get(page_id)
    saved = Saved.objects.filter(user=request.user.pk, page=page_id).exists()
    if card is None and not saved:
        raise Http404
    own = Collection.objects.filter(owner=request.user.pk).order_by("-changed_at", "-pk")
    holding = set(own.filter(items__page=page_id).values_list("pk", flat=True))
    context = {
        "card": card,
        "saved": saved,
        "collections": [one for one in own if one.pk not in holding],
        "holding": [one for one in own if one.pk in holding],
        "problem": problem,
        "item": page_id,
    }
    return render(request, "shelves/save.html", context, status=409 if problem else 200)
