"""What upkeep adds to the admin."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogFormatter

from academie.core.models import BasePage
from academie.upkeep.desk import lists, reports, versions
from academie.upkeep.desk.screen import may_open
from academie.upkeep.reviewing.confirm import CONFIRMED


class EditorsMenuItem(MenuItem):
    """Shown to who reads the work of others."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether this account may open the screen."""
        return may_open(request.user)


@hooks.register("register_admin_urls")
def upkeep_urls() -> list[URLPattern]:
    """Return the addresses of our screens."""
    return [
        path("meldingen/", reports.reports, name="upkeep_reports"),
        path("meldingen/<int:pk>/", reports.report, name="upkeep_report"),
        path("versies/<int:page_id>/", versions.page_versions, name="upkeep_versions"),
        path("reports/na-te-kijken/", lists.due, name="upkeep_due"),
        path("reports/dode-links/", lists.dead_links, name="upkeep_dead_links"),
    ]


@hooks.register("register_admin_menu_item")
def reports_menu_item() -> MenuItem:
    """Return the item of the main menu."""
    return EditorsMenuItem(
        "Meldingen", reverse("upkeep_reports"), name="meldingen", icon_name="warning", order=330
    )


@hooks.register("register_reports_menu_item")
def due_menu_item() -> MenuItem:
    """Return the item 'Na te kijken' below 'Rapporten'."""
    return EditorsMenuItem(
        "Na te kijken", reverse("upkeep_due"), name="due", icon_name="calendar", order=110
    )


@hooks.register("register_reports_menu_item")
def dead_links_menu_item() -> MenuItem:
    """Return the item 'Dode links' below 'Rapporten'."""
    return EditorsMenuItem(
        "Dode links",
        reverse("upkeep_dead_links"),
        name="dead-links",
        icon_name="link-external",
        order=120,
    )


@hooks.register("register_page_header_buttons")
def versions_button(page: Any, user: Any, view_name: str, next_url: Any = None) -> Iterator[Button]:
    """Yield the way from a page's editor to its versions."""
    specific = page.specific_class
    if specific and issubclass(specific, BasePage) and page.permissions_for_user(user).can_edit():
        yield Button(
            "Versies voor lezers",
            url=reverse("upkeep_versions", args=[page.pk]),
            icon_name="history",
            priority=70,
        )


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """Make what we write down readable in a page's history."""

    @actions.register_action(CONFIRMED)
    class ConfirmedFormatter(LogFormatter):
        label = "Klopt nog"

        def format_message(self, log_entry: Any) -> str:
            """Say until when."""
            return f"Nagekeken: klopt nog, tot {log_entry.data.get('due', 'onbekend')}"

    @actions.register_action(versions.HIDDEN)
    class HiddenFormatter(LogFormatter):
        label = "Versie teruggetrokken"

        def format_message(self, log_entry: Any) -> str:
            """Say which one."""
            return f"Versie {log_entry.data.get('number', '')} is teruggetrokken voor lezers"
