"""Addresses in the admin: Wagtail's hook puts its own door before them."""

from django.urls import URLPattern, path
from wagtail import hooks

from academie.proofing import views


@hooks.register("register_admin_urls")
def check_urls() -> list[URLPattern]:
    """Return where the panel 'Nakijkhulp' asks."""
    return [
        path("nakijkhulp/<int:page_id>/", views.CheckView.as_view(), name="proofing_check"),
        path(
            "nakijkhulp/nieuw/<slug:content_type_app_name>/<slug:content_type_model_name>/"
            "<int:parent_page_id>/",
            views.CheckNewView.as_view(),
            name="proofing_check_new",
        ),
    ]
