"""The page behind a reminder: it still holds, or it has to change."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from academie.core.edit_links import edit_path
from academie.core.items import page_with
from academie.core.private_pages import get_or_post, personal, see_other
from academie.upkeep.models import Confirmation
from academie.upkeep.people import may_look_after
from academie.upkeep.reviewing.confirm import confirm


@login_required
@personal
@get_or_post
def review(request: HttpRequest, permanent_id: UUID) -> HttpResponse:
    """Show who looked last and two ways on; a POST says that it still holds.

    404 for whoever does not look after the item: an address tells nobody that a draft exists.
    """
    found = page_with(permanent_id)
    page = found.specific if found is not None and found.live else None
    if page is None or not may_look_after(request.user, page):
        raise Http404
    if request.method == "POST":
        confirm(page, request.user)
        return see_other(f"{reverse('upkeep:review', args=[permanent_id])}?gedaan=1")
    context = {
        "page": page,
        "last": Confirmation.objects.filter(page_id=page.pk).first(),
        "done": request.GET.get("gedaan") == "1",
        "edit_url": edit_path(page, request.user),
    }
    return render(request, "upkeep/review.html", context)
