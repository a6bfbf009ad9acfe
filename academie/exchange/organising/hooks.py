"""What this part adds to the admin; `academie.exchange.wagtail_hooks` loads it."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from academie.exchange.enums import SignUpState
from academie.exchange.models import SignUp, TrainingEventPage
from academie.exchange.organising import urls
from academie.exchange.organising.message import LOG_ACTION
from academie.exchange.organising.permission import organised_sessions
from academie.exchange.organising.screen import TITLE


class PeopleMenuItem(MenuItem):
    """Shown to whoever manages the sign-ups of a session."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether there is a session that this account manages."""
        return organised_sessions(request.user).exists()


class RequestsItem(SummaryItem):
    """On the first page of the admin: how many requests wait for this account."""

    order = 400
    template_name = "exchange/admin/requests_item.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return the number and where to go."""
        return {"count": self._count(), "url": reverse("exchange_organise")}

    def is_shown(self) -> bool:
        """Return whether anything waits."""
        return self._count() > 0

    def _count(self) -> int:
        sessions = organised_sessions(self.request.user)
        waiting = SignUp.objects.filter(state=SignUpState.REQUESTED)
        return waiting.filter(session__in=sessions.values("pk")).count()


@hooks.register("register_admin_urls")
def people_urls() -> list[URLPattern]:
    """Return the addresses of the screens about participants."""
    return urls.urlpatterns


@hooks.register("register_admin_menu_item")
def people_menu_item() -> MenuItem:
    """Return the item of the main menu."""
    return PeopleMenuItem(
        TITLE, reverse("exchange_organise"), name="deelnemers", icon_name="group", order=260
    )


@hooks.register("construct_homepage_summary_items")
def requests_item(request: HttpRequest, items: list[SummaryItem]) -> None:
    """Add the number of requests that wait."""
    items.append(RequestsItem(request))


@hooks.register("register_page_header_buttons")
def people_button(page: Page, user: Any, **context: Any) -> Iterator[Button]:
    """Lead from the editor of an event to the people of each of its sessions."""
    if not isinstance(page.specific_deferred, TrainingEventPage):
        return
    for session in organised_sessions(user).filter(page=page.pk).order_by("start"):
        yield Button(
            f"{TITLE}: {session}",
            reverse("exchange_organise_session", args=[session.pk]),
            icon_name="group",
            priority=12,
        )


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    """Name what an organiser does in the history of the page."""
    actions.register_action(LOG_ACTION, "Mail aan deelnemers", "Stuurde een mail aan deelnemers")
