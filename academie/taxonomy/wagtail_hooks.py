"""The vocabularies in the admin: one menu, every list."""

from typing import Any, ClassVar

from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from academie.taxonomy.best_bets_admin import BestBetViewSet
from academie.taxonomy.models import (
    Cluster,
    Level,
    Region,
    Role,
    Sector,
    SupportNeed,
    Theme,
)
from academie.taxonomy.preview_views import synonym_preview, word_rule_preview
from academie.taxonomy.question_report import menu_item, question_report
from academie.taxonomy.words_admin import SynonymViewSet, WordRuleViewSet


class TermForm(WagtailAdminModelForm):
    """Holds the slug of a term that exists: addresses and imports hang on it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            # A disabled field also ignores what somebody posts by hand.
            self.fields["slug"].disabled = True


TERM_PANELS = [
    FieldPanel("label"),
    FieldPanel("slug"),
    FieldPanel("short_label"),
    FieldPanel("explanation"),
    FieldPanel("synonyms"),
    FieldPanel("order"),
]


class TermViewSet(SnippetViewSet):
    """What the lists of terms have in common."""

    edit_handler = ObjectList(TERM_PANELS, base_form_class=TermForm)
    list_display: ClassVar = ["label", "slug", "short_label", "order"]
    search_fields: ClassVar = ["label", "short_label", "slug", "synonyms"]
    # Wagtail's own search index is not kept here; the lists are short enough for the database.
    search_backend_name = None
    ordering: ClassVar = ["order", "label"]
    list_per_page = 100
    icon = "tag"


class ClusterViewSet(TermViewSet):
    """Clusters."""

    model = Cluster


class LevelViewSet(TermViewSet):
    """Levels."""

    model = Level
    icon = "site"


class RoleViewSet(TermViewSet):
    """Roles."""

    model = Role
    icon = "group"


class SectorViewSet(TermViewSet):
    """Sectors."""

    model = Sector
    icon = "home"


class SupportNeedViewSet(TermViewSet):
    """Support needs."""

    model = SupportNeed
    icon = "help"


class ThemeViewSet(TermViewSet):
    """Themes."""

    model = Theme
    icon = "folder-open-inverse"


class RegionViewSet(TermViewSet):
    """Regions, with the place they lie in."""

    model = Region
    icon = "globe"
    list_display: ClassVar = ["label", "slug", "kind", "parent", "order"]
    list_filter: ClassVar = ["kind"]
    edit_handler = ObjectList(
        [*TERM_PANELS, FieldRowPanel([FieldPanel("kind"), FieldPanel("parent")])],
        base_form_class=TermForm,
    )


class VocabularyGroup(SnippetViewSetGroup):
    """One menu item for all lists."""

    menu_label = "Woordenlijsten"
    menu_icon = "list-ul"
    menu_order = 250
    items = (
        ClusterViewSet,
        SupportNeedViewSet,
        LevelViewSet,
        RoleViewSet,
        SectorViewSet,
        ThemeViewSet,
        RegionViewSet,
        SynonymViewSet,
        WordRuleViewSet,
        BestBetViewSet,
    )


register_snippet(VocabularyGroup)


@hooks.register("register_admin_urls")
def preview_urls() -> list[URLPattern]:
    """Return the addresses of the previews."""
    return [
        path("voorbeeld/synoniem/", synonym_preview, name="synonym_preview"),
        path("voorbeeld/woordregel/", word_rule_preview, name="word_rule_preview"),
    ]


@hooks.register("register_admin_urls")
def report_urls() -> list[URLPattern]:
    """Return the address of the report 'Zoekvragen'."""
    return [path("reports/zoekvragen/", question_report, name="question_report")]


@hooks.register("register_reports_menu_item")
def report_menu_item() -> MenuItem:
    """Return its menu item below 'Rapporten'."""
    return menu_item()
