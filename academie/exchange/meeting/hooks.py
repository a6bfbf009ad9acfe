"""What this part adds to the admin; `academie.exchange.wagtail_hooks` loads it."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from academie.exchange.meeting import admin_views
from academie.exchange.organising.permission import organised_sessions


class CertificatesMenuItem(MenuItem):
    """Shown to whoever manages the sign-ups of a session."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether there is a session whose certificates this user may see."""
        return organised_sessions(request.user).exists()


@hooks.register("register_admin_urls")
def meeting_urls() -> list[URLPattern]:
    """Return the addresses of what participants thought, and of certificates."""
    return [
        path(
            "deelnemers/<int:session>/terugblik/",
            admin_views.session_results,
            name="exchange_results",
        ),
        path("bewijzen/", admin_views.certificate_list, name="exchange_certificates"),
        path("bewijzen/<int:pk>/", admin_views.change_certificate, name="exchange_revoke"),
    ]


@hooks.register("register_reports_menu_item")
def certificates_menu_item() -> MenuItem:
    """Return the menu item below 'Rapporten'."""
    return CertificatesMenuItem(
        "Bewijzen van deelname",
        reverse("exchange_certificates"),
        name="certificates",
        icon_name="doc-full",
        order=620,
    )
