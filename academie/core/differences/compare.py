"""Two versions of a page beside each other."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.models import get_all_child_relations
from wagtail.models import Page

from academie.core.differences.change import Change
from academie.core.differences.children import compare_children
from academie.core.differences.fields import compare_field, compare_terms

PAGE_FIELDS = frozenset(
    {"title", "slug", "seo_title", "search_description", "go_live_at", "expire_at"}
)
"""What an editor fills in of Wagtail's own fields; the others are bookkeeping."""


def _everything(model: type[Model], field: str) -> bool:
    return True


def _all_names(thing: Model) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Scope:
    """For whom the comparison is.

    ``shows(model, field name)`` says whether this reader may see a field, ``may_name(thing)``
    whether the name of a linked page, document or person may be told. Without a scope: an editor,
    who may see everything.
    """

    shows: Callable[[type[Model], str], bool] = _everything
    may_name: Callable[[Model], bool] = _all_names


EDITOR = Scope()


def compare(old: Page, new: Page, scope: Scope = EDITOR) -> list[Change]:
    """Return what differs between two page objects, in the order of the page's fields.

    Both are specific pages of one type, such as ``revision.as_object()``. Technical fields and
    fields that nobody edits are left out. No queries beyond those that name linked things.
    """
    model = type(new)

    def fields(of: type[Model]) -> list[Any]:
        return [
            field
            for field in of._meta.get_fields()
            if getattr(field, "concrete", False)
            and not field.many_to_many
            and not isinstance(field, ClusterTaggableManager)
            and _is_content(of, field)
            and scope.shows(of, field.name)
        ]

    found = [
        change
        for field in fields(model)
        for change in compare_field(field, old, new, scope.may_name)
    ]
    for relation in get_all_child_relations(model):
        child, name = relation.related_model, relation.get_accessor_name()
        if not _is_content_relation(child) or not scope.shows(model, name):
            continue
        rows = [list(getattr(page, name).all()) for page in (old, new)]
        found += compare_children(child, rows[0], rows[1], fields, scope.may_name)
    for field in model._meta.get_fields():
        if _holds_terms(field) and scope.shows(model, field.name):
            terms = [[str(one) for one in getattr(page, field.name).all()] for page in (old, new)]
            found += compare_terms(str(field.verbose_name), terms[0], terms[1])
    return found


def _holds_terms(field: Any) -> bool:
    """Whether a field is a list of terms or of free tags."""
    if isinstance(field, ClusterTaggableManager):
        return True
    return bool(getattr(field, "many_to_many", False) and field.concrete and not field.auto_created)


def _is_content(model: type[Model], field: Any) -> bool:
    """Whether people fill the field in; links between the tables of one model are not content."""
    if field.model is Page:
        return field.name in PAGE_FIELDS
    return bool(field.editable) and not getattr(field.remote_field, "parent_link", False)


def _is_content_relation(child: type[Model]) -> bool:
    """Whether children of a page are content: ours are; comments and tags are not."""
    return child._meta.app_label != "wagtailcore" and child._meta.model_name != "taggedpage"
