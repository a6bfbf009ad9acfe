"""Who found nobody recognisable in a story, and when: shown in the editor, written at approval."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from wagtail.admin.panels import FieldPanel

from academie.accounts.who import display_name

NOBODY_YET = "nog niet"


class SecondReadingPanel(FieldPanel):
    """One line that nobody changes in the editor: whoever saves there is a maker of the text."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"read_only": True})

    def format_value_for_display(self, value: Any) -> str:
        """Return a person's name, a day, or that nobody read it yet."""
        if value is None:
            return NOBODY_YET
        if isinstance(value, datetime):
            return date_format(timezone.localtime(value), "j F Y")
        return display_name(value)
