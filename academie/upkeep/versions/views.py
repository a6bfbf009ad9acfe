"""Pages about versions: the same for everybody, no cookie, nothing written."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from academie.core.numbers import whole_number
from academie.upkeep.versions.reading import difference, open_page, versions_of


@require_safe
def versions(request: HttpRequest, permanent_id: UUID) -> HttpResponse:
    """List the versions of a public item with what changed, the newest first; 404 otherwise."""
    page = open_page(permanent_id)
    if page is None:
        raise Http404
    found = versions_of(page)
    context = {"page": page, "versions": found, "permanent_id": permanent_id}
    return render(request, "upkeep/versions.html", context)


@require_safe
def version(request: HttpRequest, permanent_id: UUID, number: int) -> HttpResponse:
    """Show what changed in one version, or (``?sinds=n``) since an older one."""
    page = open_page(permanent_id)
    if page is None:
        raise Http404
    found = difference(page.specific, number, whole_number(request.GET.get("sinds", "")))
    if found is None:
        raise Http404
    context = {"page": page, "difference": found, "permanent_id": permanent_id}
    return render(request, "upkeep/version.html", context)
