"""What this part adds to the admin; `academie.exchange.wagtail_hooks` loads it."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from academie.exchange.visits import admin_views, match_views


class VisitsMenuItem(MenuItem):
    """Shown to whoever receives guests, or brings people together."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether there is anything here for this account."""
        return admin_views.may_match(request) or admin_views.hosted(request).exists()


@hooks.register("register_admin_urls")
def visit_urls() -> list[URLPattern]:
    """Return the addresses of the screens about visits and wishes."""
    one = "bezoeken/<int:session_id>/"
    return [
        path("bezoeken/", admin_views.visit_list, name="visits_list"),
        path("bezoeken/wensen/", match_views.wish_list, name="visits_wishes"),
        path("bezoeken/wensen/rekenen/", match_views.wish_compute, name="visits_compute"),
        path("bezoeken/wensen/<int:match_id>/", match_views.wish_decide, name="visits_decide"),
        path(one, admin_views.visit_session, name="visits_session"),
        path(f"{one}<int:visit_id>/", admin_views.visit_step, name="visits_step"),
    ]


@hooks.register("register_admin_menu_item")
def visits_menu_item() -> MenuItem:
    """Return the item of the main menu."""
    return VisitsMenuItem(
        admin_views.TITLE, reverse("visits_list"), name="bezoeken", icon_name="group", order=261
    )
