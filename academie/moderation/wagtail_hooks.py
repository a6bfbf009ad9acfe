"""What reading before publishing adds to the admin, and what it takes away there."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from academie.accounts.who import may_review
from academie.moderation import deciding, overriding
from academie.moderation.gate import NOT_READ
from academie.moderation.routes_admin import ReviewRouteViewSet
from academie.moderation.screens import override, queue, review
from academie.moderation.screens.frame import TITLE
from academie.moderation.visible import reviews_for

register_snippet(ReviewRouteViewSet)


@hooks.register("register_admin_urls")
def review_urls() -> list[URLPattern]:
    """Return the addresses of the screens."""
    one = "nakijken/<int:review_id>/"
    return [
        path("nakijken/", queue.queue, name="moderation_queue"),
        path(one, review.review, name="moderation_review"),
        path(f"{one}voorbeeld/", review.example, name="moderation_example"),
        path(f"{one}lezen/", review.take, name="moderation_take"),
        path(f"{one}vrijgeven/", review.give_back, name="moderation_give_back"),
        path(f"{one}akkoord/", review.approve, name="moderation_approve"),
        path(f"{one}terug/", review.refuse, name="moderation_refuse"),
        path("nakijken/zonder/<int:page_id>/", override.override, name="moderation_override"),
        path("reports/zonder-tweede-lezer/", override.report, name="moderation_report"),
    ]


class ReviewMenuItem(MenuItem):
    """'Nakijken', with how much waits for this reader."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether this account reads texts, or has one to read now."""
        return bool(may_review(request.user) or reviews_for(request.user).exists())

    def render_component(self, request: HttpRequest) -> Any:
        """Return the item with its number."""
        component = super().render_component(request)
        waiting = reviews_for(request.user).count()
        if waiting:
            component.label = f"{TITLE} ({waiting})"
        return component


@hooks.register("register_admin_menu_item")
def review_menu_item() -> MenuItem:
    """Return the item of the main menu."""
    return ReviewMenuItem(
        TITLE, reverse("moderation_queue"), name="nakijken", icon_name="glasses", order=90
    )


@hooks.register("register_reports_menu_item")
def report_menu_item() -> MenuItem:
    """Return the report of what was published without a second reader."""
    return MenuItem(
        override.REPORT_TITLE,
        reverse("moderation_report"),
        name="zonder-tweede-lezer",
        icon_name="warning",
        order=620,
    )


class ReviewActionItem(ActionMenuItem):
    """In the editor, for who may read the text: to the screen where she decides."""

    name = "action-nakijken"
    label = "Nakijken"
    icon_name = "glasses"
    order = 5

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url

    def get_url(self, parent_context: Any) -> str:
        """Return the address of the review."""
        return self._url


@hooks.register("construct_page_action_menu")
def decide_on_the_review_screen(items: list[Any], request: HttpRequest, context: Any) -> None:
    """Lead to the review screen: to edit and approve in one go would be to read one's own."""
    page = context.get("page")
    items[:] = [item for item in items if item.name not in ("approve", "reject")]
    found = deciding.open_review_of(page) if page is not None and page.pk else None
    if found is not None and deciding.may_decide(found, request.user):
        items.append(ReviewActionItem(reverse("moderation_review", args=[found.pk])))


@hooks.register("after_edit_page")
@hooks.register("after_create_page")
def say_why_not(request: HttpRequest, page: Page) -> None:
    """Tell who asked to publish at once that the text was kept, and what comes first."""
    if request.POST.get("action-publish"):
        messages.warning(request, NOT_READ)


@hooks.register("register_page_header_buttons")
def override_button(page: Page, user: Any, **context: Any) -> Iterator[Button]:
    """Offer a superuser the way out, under its own name."""
    if user.is_superuser and page.depth > 1 and page.has_unpublished_changes:
        yield Button(
            override.TITLE,
            reverse("moderation_override", args=[page.pk]),
            icon_name="warning",
            priority=95,
        )


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    """Show the way out in the page's history, with its reason."""

    @actions.register_action(overriding.LOG_ACTION)
    class WithoutReader(LogFormatter):
        label = override.REPORT_TITLE

        def format_message(self, log_entry: Any) -> str:
            return f"Publiceerde zonder tweede lezer. Reden: {log_entry.data.get('reason', '')}"
