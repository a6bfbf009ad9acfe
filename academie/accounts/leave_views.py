"""Ending: all sessions, or the account."""

from typing import cast

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST
from wagtail.models import Page

from academie.accounts.leaving import erase
from academie.accounts.models import User
from academie.core.private_pages import get_or_post, personal, see_other

SURE = "Zet een vinkje als u uw account echt wilt wissen."


@personal
@login_required
@require_POST
def out_everywhere(request: HttpRequest) -> HttpResponse:
    """End the sessions of this account on every device, this one too."""
    cast(User, request.user).end_sessions()
    logout(request)
    return see_other(f"{reverse('accounts:login')}?uit")


@personal
@login_required
@get_or_post
def leave(request: HttpRequest) -> HttpResponse:
    """Explain what goes and what stays; a POST with a tick deletes the account."""
    user = cast(User, request.user)
    problems: list[tuple[str, str]] = []
    if request.method == "POST" and not user.is_superuser:
        if request.POST.get("zeker") == "ja":
            erase(user)
            logout(request)
            return render(request, "accounts/gone.html")
        problems = [("zeker", SURE)]
    context = {
        "problems": problems,
        "on_the_server": user.is_superuser,
        "pages": Page.objects.filter(owner=user).count(),
    }
    return render(request, "accounts/leave.html", context)
