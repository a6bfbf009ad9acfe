"""What the search adds to the admin."""

from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from search.admin_views import OutboxMenuItem, outbox_report, retry
from search.explain.admin import TITLE, ExplainMenuItem, explanation


@hooks.register("register_admin_urls")
def outbox_urls() -> list[URLPattern]:
    """Return the addresses of the report 'Zoekindex'."""
    return [
        path("reports/zoekindex/", outbox_report, name="search_outbox"),
        path("reports/zoekindex/opnieuw/", retry, name="search_outbox_retry"),
    ]


@hooks.register("register_reports_menu_item")
def outbox_menu_item() -> MenuItem:
    """Return the menu item below 'Rapporten'."""
    return OutboxMenuItem(
        "Zoekindex", reverse("search_outbox"), name="zoekindex", icon_name="search", order=600
    )


@hooks.register("register_admin_urls")
def explain_urls() -> list[URLPattern]:
    """Return the address of the page 'Zoekuitleg'."""
    return [path("zoeken/uitleg/", explanation, name="search_explain")]


@hooks.register("register_reports_menu_item")
def explain_menu_item() -> MenuItem:
    """Return the menu item below 'Rapporten'."""
    return ExplainMenuItem(
        TITLE, reverse("search_explain"), name="zoekuitleg", icon_name="search", order=620
    )
