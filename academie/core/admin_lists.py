"""Lists of the admin that Wagtail does not ask the rights of: choosers, bulk choices, the API.

Imported by wagtail_hooks; registers its own hooks.
"""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from wagtail import hooks
from wagtail.admin.views.home import RecentEditsPanel
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.models import Page

from academie.core.media_access.visible import visible_to
from academie.core.reach import (
    may_reach,
    reaches_everything,
    shelves,
    title_is_public,
    within_reach,
)
from academie.core.visibility import has_expired


@hooks.register("construct_page_chooser_queryset")
def pages_to_choose(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """Leave out the drafts of others, and pages whose title is being changed: it is shown here."""
    if reaches_everything(request.user):
        return pages
    return _ready_to_search(
        pages, request, within_reach(request.user) | title_is_public() | shelves()
    )


@hooks.register("construct_explorer_page_queryset")
def pages_to_explore(parent: Page, pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """Leave out what the page tree leaves out, where a bulk action says 'all of this list'."""
    if reaches_everything(request.user):
        return pages
    return _ready_to_search(pages, request, within_reach(request.user) | shelves())


@hooks.register("construct_image_chooser_queryset")
@hooks.register("construct_document_chooser_queryset")
def files_to_choose(files: QuerySet[Any], request: HttpRequest) -> QuerySet[Any]:
    """Leave out the files of hidden drafts."""
    return _ready_to_search(files, request, visible_to(request.user, files.model))


def _ready_to_search(rows: QuerySet[Any], request: HttpRequest, wanted: Q) -> QuerySet[Any]:
    """Filter rows that Wagtail may go on to search in.

    Its search takes conditions on a few fields only, so for a question it gets the numbers.
    """
    if not request.GET.get("q"):
        return rows.filter(wanted)
    return rows.filter(pk__in=list(rows.filter(wanted).values_list("pk", flat=True)))


class _OnlyVisible:
    """The admin's API of files, which looks at closed collections and at nothing else."""

    request: HttpRequest

    def get_queryset(self) -> QuerySet[Any]:
        """Leave out the files of hidden drafts."""
        files: QuerySet[Any] = super().get_queryset()  # type: ignore[misc]  # from the API's view
        return files.filter(visible_to(self.request.user, files.model))


class VisibleImages(_OnlyVisible, ImagesAdminAPIViewSet):
    """Images by the admin's API."""


class VisibleDocuments(_OnlyVisible, DocumentsAdminAPIViewSet):
    """Documents by the admin's API."""


# After Wagtail's own, whose place they take.
@hooks.register("construct_admin_api", order=1_000)
def files_by_api(router: WagtailAPIRouter) -> None:
    """Put ours in the place of Wagtail's."""
    router.register_endpoint("images", VisibleImages)
    router.register_endpoint("documents", VisibleDocuments)


class RecentEditsInReach(RecentEditsPanel):
    """One's own latest changes, without a page that went to another region since."""

    def get_context_data(self, parent_context: Any) -> Any:
        """Leave out what is out of reach by now; its title may be a new one."""
        context = super().get_context_data(parent_context)
        user = parent_context["request"].user
        context["last_edits"] = [
            (moment, page) for moment, page in context["last_edits"] if may_reach(user, page.pk)
        ]
        return context


@hooks.register("construct_homepage_panels")
def only_within_reach(request: HttpRequest, panels: list[Any]) -> None:
    """Put our list of recent edits in the place of Wagtail's."""
    panels[:] = [
        RecentEditsInReach() if type(panel) is RecentEditsPanel else panel for panel in panels
    ]


@hooks.register("before_serve_page", order=-1_000)
def hide_expired(page: Page, request: HttpRequest, *args: Any) -> None:
    """Answer 404 for a page past its moment, also while the worker did not take it off yet."""
    if has_expired(page):
        raise Http404
