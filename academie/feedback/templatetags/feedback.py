"""What the page of an item says of its use."""

from typing import Any

from django import template
from django.http import HttpRequest

from academie.feedback.shown import Shown, shown_for

register = template.Library()


@register.simple_tag
def use_of(page: Any, request: HttpRequest | None) -> Shown | None:
    """Return what to show at an item, or None; one query."""
    return shown_for(page, request)
