"""The site's addresses plus views that go wrong, for the tests of error pages."""

from django.core.exceptions import PermissionDenied
from django.urls import path

from academie.urls import handler400, handler500
from academie.urls import urlpatterns as real

__all__ = ["handler400", "handler500", "urlpatterns"]


def boom(request):
    raise RuntimeError("kapot")


def forbidden(request):
    raise PermissionDenied


urlpatterns = [
    path("kapot/", boom),
    path("verboden/", forbidden),
    path("beheer/kapot/", boom),
    *real,
]
