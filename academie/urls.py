"""Addresses: our own first, Wagtail's pages last."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

urlpatterns = [
    path("", include("academie.core.urls")),
    path("", include("academie.accounts.urls")),
    path("beheer/", include(wagtailadmin_urls)),
    path("documenten/", include(wagtaildocs_urls)),
    path("", include("search.urls")),
    path("", include("home.urls")),
    path("", include("academie.exchange.urls")),
    path("", include("academie.alerts.urls")),
    path("", include("academie.moderation.urls")),
    path("", include("academie.figures.urls")),
    path("", include("academie.shelves.urls")),
    path("", include("academie.feedback.urls")),
    path("", include("academie.upkeep.urls")),
    path("", include("academie.writing.urls")),
    path("", include("academie.proofing.urls")),
    path("", include("academie.outlet.urls")),
    path("", include(wagtail_urls)),
]

handler400 = "home.views.bad_request"
handler500 = "home.views.server_error"
