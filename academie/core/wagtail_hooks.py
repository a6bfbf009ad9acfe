"""The admin in our own look, with only what the academie uses."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.rich_text.feature_registry import FeatureRegistry

from academie.core import admin_lists
from academie.core.blocks import RICH_FEATURES
from academie.core.document_text import admin as document_text_report
from academie.core.report_access import may_see_reports

# Register their own hooks; Wagtail looks for them in this module only.
__all__ = ["admin_lists", "document_text_report"]

# Wagtail's help is in English and about Wagtail; ours is with the fields. Workflows are set up once
# (docs/glossary.md) and need no place among the reports.
UNUSED = {"help", "workflows", "workflow-tasks"}


@hooks.register("insert_global_admin_css")
def admin_css() -> SafeString:
    """Return the link to the few variables that Wagtail documents for one's own look."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("construct_main_menu")
@hooks.register("construct_reports_menu")
def hide_unused(request: HttpRequest, items: list[MenuItem]) -> None:
    """Leave out what nobody here needs; the addresses keep their own permission checks."""
    unused = UNUSED if may_see_reports(request.user) else UNUSED | {"reports"}
    items[:] = [item for item in items if item.name not in unused]


# After every app has registered its own features.
@hooks.register("register_rich_text_features", order=10_000)
def limit_rich_text(features: FeatureRegistry) -> None:
    """Let a rich text without a list of its own offer no more than our blocks do."""
    features.default_features = list(RICH_FEATURES)
