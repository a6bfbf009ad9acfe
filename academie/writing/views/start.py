"""Where writing begins: what can be shared, for everybody; somebody's own texts, for herself."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from academie.writing.doors import writers_only
from academie.writing.own import own_texts
from academie.writing.plan.all import KINDS


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Say what can be shared, for whom it is and how long it takes; the same for everybody."""
    return render(request, "writing/start.html", {"kinds": KINDS})


@require_safe
@writers_only
def mine(request: HttpRequest) -> HttpResponse:
    """Show what somebody writes and wrote, each with what comes next."""
    user: Any = request.user
    context = {"texts": own_texts(user), "done": request.GET.get("weg") == "ja", "kinds": KINDS}
    return render(request, "writing/mine.html", context)
