"""The search tips in the admin."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from academie.taxonomy.models import BestBet


class BestBetViewSet(SnippetViewSet):
    """Which page comes first for which question."""

    model = BestBet
    icon = "pick"
    panels: ClassVar = [
        FieldPanel("expressions"),
        FieldPanel("page"),
        FieldRowPanel([FieldPanel("order"), FieldPanel("valid_until")]),
        FieldPanel("note"),
    ]
    list_display: ClassVar = [
        "__str__",
        Column("page", label="Pagina"),
        "order",
        Column("state", label="Stand"),
    ]
    search_fields: ClassVar = ["expressions", "note", "page__title"]
    search_backend_name = None
    ordering: ClassVar = ["order", "pk"]
    list_per_page = 100

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the tips with their pages, which the list names."""
        return BestBet.objects.select_related("page").order_by("order", "pk")
