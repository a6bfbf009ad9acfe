"""The list 'Nog aan te vullen' in the admin: adopted items and what each still lacks."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.admin.filters import ContentTypeFilter, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.reports import PageReportView
from wagtail.models import Page, get_page_models

from academie.core.models import BasePage
from academie.core.report_access import may_see_reports

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def base_page_models() -> list[type[BasePage]]:
    """Return every page type that can be adopted."""
    return [model for model in get_page_models() if issubclass(model, BasePage)]


def inert(value: Any) -> str:
    """Return text that a spreadsheet shows and never computes."""
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _adoptable_types(request: Any) -> QuerySet[ContentType]:
    types = ContentType.objects.get_for_models(*base_page_models()).values()
    return ContentType.objects.filter(pk__in=[kind.pk for kind in types]).order_by("model")


class GapsFilterSet(WagtailFilterSet):
    """Narrow the list to one type, or to what readers see."""

    content_type = ContentTypeFilter(label="Soort", queryset=_adoptable_types)

    class Meta:
        model = Page
        fields: ClassVar = ["content_type", "live"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["live"].label = "Gepubliceerd"


class GapsReportView(PageReportView):
    """Adopted pages with gaps that this user may change; a fixed number of queries."""

    page_title = "Nog aan te vullen"
    header_icon = "tasks"
    results_template_name = "library/admin/gaps_results.html"
    filterset_class = GapsFilterSet
    index_url_name = "gaps_report"
    index_results_url_name = "gaps_report_results"
    permission_required = "publish"
    list_export: ClassVar = ["title", "content_type", "live", "gaps_text"]
    export_headings: ClassVar = {
        "title": "Titel",
        "content_type": "Soort",
        "live": "Gepubliceerd",
        "gaps_text": "Nog aan te vullen",
    }
    custom_field_preprocess: ClassVar = {
        field: {PageReportView.FORMAT_CSV: inert, PageReportView.FORMAT_XLSX: inert}
        for field in ("title", "content_type", "gaps_text")
    }

    def get_filename(self) -> str:
        """Return the name of an export."""
        return f"nog-aan-te-vullen-{timezone.localdate():%Y-%m-%d}"

    def get_queryset(self) -> QuerySet[Page]:
        """Return the pages, those that readers see first."""
        with_gaps = Q()
        for model in base_page_models():
            adopted = model._default_manager.filter(adopted=True).exclude(gaps=[])
            with_gaps |= Q(pk__in=adopted.values("pk"))
        self.queryset = (
            self.permission_policy.instances_user_has_permission_for(self.request.user, "change")
            .filter(with_gaps)
            .select_related("content_type")
            .prefetch_workflow_states()
            .annotate_approved_schedule()
            .order_by("-live", "title", "pk")
        )
        pages: QuerySet[Page] = super().get_queryset()
        return pages

    def decorate_paginated_queryset(self, object_list: Iterable[Any]) -> Iterable[Any]:
        """Give each page its gaps: one query per type, however many pages."""
        pages = list(object_list)
        gaps: dict[int, list[str]] = {}
        for model in {page.content_type.model_class() for page in pages}:
            numbers = [page.pk for page in pages if page.content_type.model_class() is model]
            gaps |= dict(model._default_manager.filter(pk__in=numbers).values_list("pk", "gaps"))
        for page in pages:
            page.gaps = gaps.get(page.pk, [])
            page.gaps_text = " ".join(page.gaps)
        return pages


class GapsMenuItem(MenuItem):
    """Shown to whoever may see reports."""

    def is_shown(self, request: Any) -> bool:
        """Return whether this user may see the list."""
        return may_see_reports(request.user)
