"""Addresses: our own first, Wagtail's pages last."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

urlpatterns = [
    path("", include("academie.core.urls")),
    path("beheer/", include(wagtailadmin_urls)),
    path("documenten/", include(wagtaildocs_urls)),
    path("", include("search.urls")),
    path("", include("home.urls")),
    path("", include("academie.exchange.urls")),
    path("", include("academie.alerts.urls")),
    path("", include(wagtail_urls)),
]

handler400 = "home.views.bad_request"
handler500 = "home.views.server_error"
