"""Addresses of the base, placed before Wagtail's own so that they win."""

from django.conf import settings
from django.urls import path, re_path
from django.views.generic import RedirectView
from wagtail.admin.auth import require_admin_access

from academie.core import account
from academie.core.media_access import door

urlpatterns = [
    path("beheer/account/", require_admin_access(account.AccountView.as_view())),
    # Wagtail's second login page leads to the first.
    path("_util/login/", RedirectView.as_view(url=settings.LOGIN_URL, query_string=True)),
    re_path(r"^documenten/(\d+)/(.*)$", door.document, name="document"),
    path("media/images/<path:path>", door.picture, name="picture"),
]
