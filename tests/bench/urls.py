"""The addresses of the site, and two floors: a bare view, and Wagtail with an empty template."""

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path
from wagtail.views import serve

from academie import urls as site

EMPTY = engines["django"].from_string("")


def bare(request: HttpRequest, size: int) -> HttpResponse:
    """Return so many bytes and do nothing else."""
    return HttpResponse(b"x" * size)


def empty_page(request: HttpRequest, address: str) -> HttpResponse:
    """Let Wagtail find and serve a page, but draw nothing of it."""
    response = serve(request, address)
    response.template_name = EMPTY
    return response


urlpatterns = [
    path("kaal/<int:size>/", bare),
    path("leeg/<path:address>", empty_page),
    path("", include(site)),
]
handler400 = site.handler400
handler500 = site.handler500
