"""Where the button on a page of results leads to."""

from django import template

from academie.alerts.followed import followed_by
from search.params import SearchParams

register = template.Library()


@register.filter
def follow_url(params: SearchParams) -> str:
    """Return the page on which somebody asks for mail about new cards for this search."""
    return followed_by(params).follow_url
