"""The code that an app scans to know an account."""

import segno
from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
def qr_code(text: str) -> SafeString:
    """Return a drawing of the text; nothing of the text itself stands in it as words."""
    drawn = segno.make_qr(text, error="m").svg_inline(
        border=4, omitsize=True, svgclass="qr", lineclass=None
    )
    drawn = drawn.replace("<svg ", '<svg role="img" aria-label="QR-code voor uw app" ', 1)
    return mark_safe(drawn)  # noqa: S308 - made of squares by segno, from an address of our own
