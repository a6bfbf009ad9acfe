"""A panel in the form of a word list: what the words do now, and what they would do."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.urls import reverse
from wagtail.admin.panels import Panel


class PreviewPanel(Panel):
    """Shows the preview of what is in the form, and a button to work it out again.

    `make` turns the form's object into the `preview` of the template; `url_name` is the view that
    does the same for what somebody typed.
    """

    def __init__(
        self, make: Callable[[Any], Any], template: str, url_name: str, **kwargs: Any
    ) -> None:
        super().__init__(**{"heading": "Voorbeeld", **kwargs})
        self.make = make
        self.template = template
        self.url_name = url_name

    def clone_kwargs(self) -> dict[str, Any]:
        """Return what a copy of this panel is made of."""
        own = {"make": self.make, "template": self.template, "url_name": self.url_name}
        return {**super().clone_kwargs(), **own}

    class BoundPanel(Panel.BoundPanel):
        """The panel with the object of one form."""

        template_name = "taxonomy/admin/preview_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the preview of the object as it is now."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            address = reverse(self.panel.url_name)
            return context | {
                "preview": self.panel.make(self.instance),
                "fragment": self.panel.template,
                "address": f"{address}?regel={self.instance.pk}" if self.instance.pk else address,
            }

        @property
        def media(self) -> forms.Media:
            """The script that asks for the preview while somebody types, and the looks of it."""
            return forms.Media(js=["js/admin-preview.js"], css={"all": ["css/admin-words.css"]})
