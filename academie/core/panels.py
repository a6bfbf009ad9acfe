"""Editor panels that every page type shares, in the order an editor thinks."""

from typing import Any

from django import forms
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel

from academie.core.proof import panel_context


class ProofPanel(Panel):
    """'Nakijkhulp': what was found in the text, and a button to look at it as it stands now.

    Who looks registers itself in academie.core.proof. Findings of the last saved version are drawn
    by the server, so that they are there without a script too.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"heading": "Nakijkhulp", "icon": "check", **kwargs})

    class BoundPanel(Panel.BoundPanel):
        """The panel with the page of one form."""

        template_name = "proofing/admin/panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add what was found in the page as it was saved."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | panel_context(self.instance, self.request)

        @property
        def media(self) -> forms.Media:
            """The script behind the button, and the looks of the list."""
            return forms.Media(js=["js/admin-proof.js"], css={"all": ["css/admin-proof.css"]})


HEAD_PANELS = [FieldPanel("title"), FieldPanel("intro")]

IMAGE_PANEL = MultiFieldPanel(
    [
        FieldPanel("image"),
        FieldPanel("alt_decision"),
        FieldPanel("alt_text"),
        FieldPanel("illustration"),
    ],
    heading="Beeld",
    classname="collapsed",
)


def _choices(field: str) -> FieldPanel:
    return FieldPanel(field, widget=forms.CheckboxSelectMultiple)


FIND_PANELS = [
    MultiFieldPanel(
        [_choices("levels"), _choices("roles"), _choices("sectors")], heading="Voor wie is dit?"
    ),
    MultiFieldPanel(
        [_choices("needs"), _choices("clusters"), _choices("themes"), FieldPanel("tags")],
        heading="Waar gaat het over?",
    ),
    FieldPanel("region"),
]

TRUST_PANELS = [
    MultiFieldPanel(
        [
            FieldPanel("author_text"),
            FieldPanel("organisation_text"),
            FieldPanel("source_text"),
            FieldPanel("evidence"),
        ],
        heading="Wie maakte dit en hoe zeker is het?",
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")]),
            FieldPanel("review_by"),
        ],
        heading="Tot wanneer klopt dit?",
    ),
    MultiFieldPanel(
        [FieldPanel("licence"), FieldPanel("access"), FieldPanel("has_costs")],
        heading="Gebruik door anderen",
    ),
    ProofPanel(),
]

PROMOTE_PANELS = [
    MultiFieldPanel(
        [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")],
        heading="Voor zoekmachines",
    )
]
