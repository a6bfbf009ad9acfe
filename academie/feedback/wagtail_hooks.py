"""What this app adds to the admin: the queue of texts, and the report 'Gebruik'."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.site_summary import SummaryItem

from academie.accounts.who import may_review
from academie.feedback import queue_views, report
from academie.feedback.reviewing import Reviewer


class QueueMenuItem(MenuItem):
    """Shown to whoever reads what others hand in."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether this account may review."""
        return may_review(request.user)


class QueueItem(SummaryItem):
    """On the first page of the admin: how many texts wait for this account."""

    order = 410
    template_name = "feedback/admin/queue_item.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return the number and where to go."""
        return {"count": self._count(), "url": reverse("feedback_queue")}

    def is_shown(self) -> bool:
        """Return whether anything waits."""
        return self._count() > 0

    def _count(self) -> int:
        return len(Reviewer(self.request.user).queue())


@hooks.register("register_admin_urls")
def queue_urls() -> list[URLPattern]:
    """Return the addresses of the queue and of the report."""
    return [
        path("ervaringen/", queue_views.queue, name="feedback_queue"),
        path("ervaringen/<str:kind>/<int:pk>/", queue_views.review, name="feedback_review"),
        path("reports/gebruik/", report.report, name="feedback_report"),
        path("reports/gebruik/<str:form>/", report.export, name="feedback_export"),
    ]


@hooks.register("register_admin_menu_item")
def queue_menu_item() -> MenuItem:
    """Return the item of the main menu."""
    return QueueMenuItem(
        queue_views.TITLE,
        reverse("feedback_queue"),
        name="ervaringen",
        icon_name="comment",
        order=265,
    )


@hooks.register("register_reports_menu_item")
def report_menu_item() -> MenuItem:
    """Return the item below 'Rapporten'."""
    return report.menu_item()


@hooks.register("construct_homepage_summary_items")
def queue_item(request: HttpRequest, items: list[SummaryItem]) -> None:
    """Add the number of texts that wait."""
    items.append(QueueItem(request))
