"""What a praktijkverhaal asks of its second reader, on top of a good text."""

from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from wagtail.models import Revision

from academie.library.models import Praktijkverhaal

NO_CONSENT = (
    "Bij dit verhaal staat nog niet dat iedereen over wie het gaat toestemming gaf. "
    "Stuur het terug naar de maker."
)
NOT_TICKED = "Vink aan dat niemand te herkennen is, of stuur het verhaal terug."


def is_story(page: Any) -> bool:
    """Return whether this is a praktijkverhaal, whatever object of the page one holds."""
    return issubclass(page.specific_class, Praktijkverhaal)


def has_consent(text: Any) -> bool:
    """Return whether everybody agreed: asked by the maker, or arranged where a story came from."""
    return bool(text.consent_given or text.vouched_note)


def write_down(revision: Revision, reader: Any) -> None:
    """Note in the very version that gets published who found nobody recognisable, and when."""
    encoded = DjangoJSONEncoder().default(timezone.now())
    revision.content |= {
        "not_traceable": True,
        "second_reader": reader.pk,
        "second_read_at": encoded,
    }
    revision.save(update_fields=["content"])
