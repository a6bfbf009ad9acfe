"""The visit of a sign-up, for pages about a sign-up."""

from django import template
from django.utils.safestring import SafeString
from wagtail.rich_text import RichText

from academie.core.text import plain_to_html
from academie.exchange.models import SignUp
from academie.exchange.visits.panel import GuestPanel
from academie.exchange.visits.panel import guest_panel as panel_of

register = template.Library()


@register.simple_tag
def guest_panel(sign_up: SignUp) -> GuestPanel | None:
    """Return the visit as its guest sees it; None when the sign-up is for something else."""
    return panel_of(sign_up)


@register.filter
def paragraphs(text: str) -> SafeString:
    """Return plain text with its paragraphs and lists; nothing in it is markup."""
    return SafeString(RichText(plain_to_html(text)))
