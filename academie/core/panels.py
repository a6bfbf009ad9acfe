"""Editor panels that every page type shares, in the order an editor thinks."""

from django import forms
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

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
]

PROMOTE_PANELS = [
    MultiFieldPanel(
        [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")],
        heading="Voor zoekmachines",
    )
]
