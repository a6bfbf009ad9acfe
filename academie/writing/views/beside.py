"""Beside the screens: as a reader sees it, what is nearly the same, and throwing away."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from academie.core.numbers import whole_number
from academie.core.private_pages import get_or_post, see_other
from academie.writing import drafts
from academie.writing.alike import MOST_LETTERS, alike_to
from academie.writing.doors import writers_only
from academie.writing.plan.all import kind_named, known_kind

MAIN = b'<main id="inhoud" tabindex="-1">'


@require_safe
@writers_only
def preview(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show the newest version in the template that readers get, with a line that says so."""
    user: Any = request.user
    page = drafts.own_page(page_id, user)
    response = page.serve_preview(request, page.default_preview_mode)
    if hasattr(response, "render"):
        response.render()
    kind = known_kind(page)
    back = reverse("writing:step", args=[page_id, kind.steps[0].slug])
    last = reverse("writing:last", args=[page_id])
    line = render_to_string("writing/_preview_line.html", {"back": back, "last": last})
    response.content = response.content.replace(MAIN, MAIN + line.encode(), 1)
    return response


@require_safe
@writers_only
def alike(request: HttpRequest) -> HttpResponse:
    """Give our script the items that are near to a title, while somebody types it."""
    kind = kind_named(request.GET.get("soort", ""))
    if kind is None:
        raise Http404
    exclude = whole_number(request.GET.get("kaart", ""))
    title = request.GET.get("titel", "")[:MOST_LETTERS]
    found = alike_to(title, request.GET.get("doel", ""), kind.page_type.value, exclude)
    return render(request, "writing/_alike.html", {"alike": found})


@get_or_post
@writers_only
def delete(request: HttpRequest, page_id: int) -> HttpResponse:
    """Ask whether a draft may go, and delete it; what was ever public is the editors' to remove."""
    user: Any = request.user
    page = drafts.own_page(page_id, user)
    mine = reverse("writing:mine")
    if request.method == "POST":
        return see_other(f"{mine}?weg=ja" if drafts.delete(page, user) else mine)
    if not drafts.may_go(page):
        return see_other(mine)
    return render(request, "writing/delete.html", {"draft": page, "kind": known_kind(page)})
