"""What templates of other apps ask for machines and for files."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.safestring import SafeString

from academie.outlet import head
from academie.outlet.addresses import permanent_path
from academie.outlet.feed_address import feed_path

register = template.Library()


@register.simple_tag(takes_context=True)
def item_data(context: Mapping[str, Any]) -> SafeString:
    """Return JSON-LD for the item that the page shows."""
    return head.item_data(context)


@register.simple_tag
def site_data() -> SafeString:
    """Return JSON-LD for the site."""
    return head.site_data()


@register.filter
def item_file(page: Any, kind: str) -> str:
    """Return the path of an item as 'pdf' or 'zip'."""
    return permanent_path(page.permanent_id, kind)


@register.filter
def feed(results: Any) -> str:
    """Return the path of the feed with the same selection as these results."""
    return feed_path(results.params)
