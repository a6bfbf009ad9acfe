"""What the library adds to the admin."""

from typing import Any

from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogFormatter

from academie.library.gaps import GapsMenuItem, GapsReportView
from academie.library.importing.history import VOUCHED


@hooks.register("register_admin_urls")
def gaps_urls() -> list[URLPattern]:
    """Return the addresses of the list 'Nog aan te vullen'."""
    return [
        path("reports/aan-te-vullen/", GapsReportView.as_view(), name="gaps_report"),
        path(
            "reports/aan-te-vullen/results/",
            GapsReportView.as_view(results_only=True),
            name="gaps_report_results",
        ),
    ]


@hooks.register("register_reports_menu_item")
def gaps_menu_item() -> MenuItem:
    """Return the menu item below 'Rapporten'."""
    return GapsMenuItem(
        "Nog aan te vullen",
        reverse("gaps_report"),
        name="gaps",
        icon_name="tasks",
        order=100,
    )


@hooks.register("register_log_actions")
def vouched_log_action(actions: Any) -> None:
    """Make the importer's word for consent readable in a page's history."""

    @actions.register_action(VOUCHED)
    class VouchedFormatter(LogFormatter):
        label = "Toestemming bij de bron bevestigd"

        def format_message(self, log_entry: Any) -> str:
            """Say who gave their word."""
            return (
                "Toestemming en herkenbaarheid zijn bij de bron geregeld, "
                f"bevestigd door {log_entry.data.get('by', 'onbekend')}"
            )
