"""What the detail page asks about versions."""

from dataclasses import dataclass
from typing import Any

from django import template

from academie.core.enums import ContentType
from academie.upkeep.models import PublishedVersion

register = template.Library()


@dataclass(frozen=True, slots=True)
class Current:
    """The version that readers have now; 0 is a number that nobody asked for."""

    number: int


@register.simple_tag
def current_version(page: Any) -> Current | None:
    """Return the newest version of a saved page, or None; one query.

    The page of a training asks enough already (its moments and places): it links without a number.
    """
    if not page.pk:
        return None
    if page.search_type == ContentType.TRAINING:
        return Current(0)
    shown = PublishedVersion.objects.filter(page_id=page.pk, hidden_at=None)
    found = shown.order_by("-number").values_list("number", flat=True).first()
    return Current(found) if found else None
