"""Photos in templates, looked up and never made."""

from django import template

from academie.core.models import AcademieImage, AcademieRendition
from academie.core.renditions import ready

register = template.Library()


@register.simple_tag
def rendition(image: AcademieImage | None, size: str) -> AcademieRendition | None:
    """``{% rendition value.image "figure" as photo %}``: its ``url``, ``width`` and ``height``."""
    return ready(image, size)
