"""The fence before every page of the admin: no view, ours or Wagtail's, is asked about a page or a
file that is outside the user's reach, or for a report that is not for her.

Wagtail checks rights inside each view, and most of its advisories are about one that did not. What
an address or a choice names is looked up here first: a view that forgets to ask has nothing to
give away, also one that a newer Wagtail adds.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import ResolverMatch
from wagtail.models import Page

from academie.core.media_access.visible import visible_to
from academie.core.middleware import ADMIN_PATH
from academie.core.models import AcademieDocument, AcademieImage
from academie.core.reach import reaches_everything, shelves, title_is_public, within_reach
from academie.core.report_access import REPORTS, may_see_reports

ENTER = "wagtailadmin.access_admin"

# Names of arguments, as Wagtail and our own apps write them.
PAGE_ITSELF = ("page_id", "page_pk", "page_to_move_id")
PAGE_ABOVE = ("parent_page_id", "destination_id")
PK_IS_A_PAGE = {"wagtailadmin_pages:revisions_compare"}
FILES: dict[str, type[Model]] = {
    "image_id": AcademieImage,
    "document_id": AcademieDocument,
    "doc_id": AcademieDocument,
}
PK_IS_A_FILE: dict[str, type[Model]] = {
    "wagtailimages_chooser": AcademieImage,
    "wagtaildocs_chooser": AcademieDocument,
}
CHOSEN_PAGES = "wagtailadmin_choose_page_chosen_multiple"
WHOLE_SITE = {
    # Names the page of each type that was changed last, whoever's it is.
    "wagtailadmin_reports:page_types_usage",
    "wagtailadmin_reports:page_types_usage_results",
}
_BEYOND_ANY_ROW = 2**63
BULK, ALL = "wagtail_bulk_action", "all"


class AdminFenceMiddleware:
    """Refuses an address of the admin that is, or names, something that is not for the user."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Only ``process_view`` has something to do."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> None:
        """Raise ``PermissionDenied`` when a fence does not let her through."""
        match = request.resolver_match
        if match is None or not request.path.startswith(ADMIN_PATH):
            return
        if not all(lets_through(request, match) for lets_through in FENCES):
            raise PermissionDenied


def _reports_are_hers(request: HttpRequest, match: ResolverMatch) -> bool:
    """Reports, whichever app adds them; who is not logged in gets the login page as always."""
    user = request.user
    return (
        not request.path.startswith(REPORTS) or not user.is_authenticated or may_see_reports(user)
    )


def _reaches_what_is_named(request: HttpRequest, match: ResolverMatch) -> bool:
    """Pages and files; who may not enter gets the login page as always."""
    user = request.user
    return not user.has_perm(ENTER) or reaches_everything(user) or _all_in_reach(request, match)


FENCES = (_reports_are_hers, _reaches_what_is_named)
"""What an address has to pass: a request and what it leads to -> may she go on?"""


def _all_in_reach(request: HttpRequest, match: ResolverMatch) -> bool:
    user, named = request.user, match.kwargs
    hers = within_reach(user)
    # What every editor may link to: the shelves, and what is public under the title it shows here.
    linked = hers | shelves() | title_is_public()
    above = [named[name] for name in PAGE_ABOVE if name in named]
    chosen = _ids(request) if match.url_name == CHOSEN_PAGES else []
    return (
        match.view_name not in WHOLE_SITE
        and not _takes_a_whole_list(request, match)
        and _are_pages(_pages_named(request, match), hers)
        and _are_pages([*above, *chosen], linked)
        and all(_are_files(numbers, model, user) for model, numbers in _files_named(request, match))
    )


def _takes_a_whole_list(request: HttpRequest, match: ResolverMatch) -> bool:
    """Return whether a choice of many says 'all': Wagtail then takes more than the list showed."""
    return match.url_name == BULK and ALL in request.GET.getlist("id")


def _pages_named(request: HttpRequest, match: ResolverMatch) -> list[Any]:
    named = match.kwargs
    pages = [named[name] for name in PAGE_ITSELF if name in named]
    if match.view_name in PK_IS_A_PAGE:
        pages.append(named["pk"])
    if issubclass(_model_named(named), Page):
        pages += _ids(request) if match.url_name == BULK else []
        pages += [named["object_id"]] if "object_id" in named else []
    return pages


def _files_named(
    request: HttpRequest, match: ResolverMatch
) -> Iterable[tuple[type[Model], list[Any]]]:
    named = match.kwargs
    for name, model in FILES.items():
        if name in named:
            yield model, [named[name]]
    if match.namespace in PK_IS_A_FILE:
        yield PK_IS_A_FILE[match.namespace], [*_ids(request), named.get("pk", "")]
    model = _model_named(named)
    if match.url_name == BULK and model in FILES.values():
        yield model, _ids(request)


def _model_named(named: dict[str, Any]) -> type[Model]:
    """Return the model that an address names by app and model; Model itself for none."""
    try:
        return apps.get_model(named.get("app_label", ""), named.get("model_name", ""))
    except (LookupError, ValueError):
        return Model


def _ids(request: HttpRequest) -> list[str]:
    """Return the numbers that were chosen."""
    return [*request.GET.getlist("id"), *request.POST.getlist("id")]


def _named(numbers: Iterable[Any]) -> set[int]:
    """Return the numbers as a view will read them: Python takes ' 12', '+12' and '1_2' for one."""
    wanted = set()
    for number in numbers:
        # What Python cannot read, or no database holds, names nothing.
        with suppress(ValueError):
            wanted.add(int(number))
    return {number for number in wanted if abs(number) < _BEYOND_ANY_ROW}


def _are_pages(numbers: Iterable[Any], condition: Q) -> bool:
    wanted = _named(numbers)
    if not wanted:
        return True
    there = Page.objects.filter(pk__in=wanted)
    return there.filter(condition).count() == there.count()


def _are_files(numbers: Iterable[Any], model: type[Model], user: Any) -> bool:
    wanted = _named(numbers)
    if not wanted:
        return True
    there = model._default_manager.filter(pk__in=wanted)
    return there.filter(visible_to(user, model)).count() == there.count()
