"""What every screen about reading has in common: its path, its title, and nothing kept."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse

from academie.moderation.models import Review

TITLE = "Nakijken"


def show(
    request: HttpRequest,
    template: str,
    title: str,
    context: dict[str, Any],
    *,
    problems: list[tuple[str, str]] | None = None,
) -> HttpResponse:
    """Return a screen. With problems the title says so first, and they stand above the rest."""
    path = [{"url": reverse("wagtailadmin_home"), "label": "Start"}]
    if title != TITLE:
        path.append({"url": reverse("moderation_queue"), "label": TITLE})
    path.append({"url": "", "label": title})
    values: dict[str, Any] = {
        "header_title": f"Fout: {title}" if problems else title,
        "page_title": title,
        "header_icon": "glasses",
        "breadcrumbs_items": path,
        "problems": problems or [],
    }
    response = render(request, template, values | context)
    response["Cache-Control"] = "private, no-store"
    return response


def back(
    request: HttpRequest, sentence: str, *, review: Review | None = None, good: bool = True
) -> HttpResponseRedirect:
    """Go to the review, or to the list, and say there what happened."""
    (messages.success if good else messages.warning)(request, sentence)
    if review is None:
        return redirect("moderation_queue")
    return redirect("moderation_review", review.pk)
