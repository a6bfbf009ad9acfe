"""StreamField blocks for running text."""

from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

RICH_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]


class HeadingBlock(blocks.CharBlock):
    """A heading inside running text; the page's own title is the only h1."""

    class Meta:
        icon = "title"
        label = "Tussenkop"
        template = "core/blocks/heading.html"


class CalloutBlock(blocks.StructBlock):
    """A box that stands out: a warning, a tip, something to remember."""

    title = blocks.CharBlock(label="Kop", max_length=80)
    text = blocks.RichTextBlock(label="Tekst", features=RICH_FEATURES)

    class Meta:
        icon = "warning"
        label = "Kader"
        template = "core/blocks/callout.html"


class QuoteBlock(blocks.StructBlock):
    """Words of somebody, with a function and never a name."""

    text = blocks.TextBlock(label="Citaat", rows=2)
    who = blocks.CharBlock(
        label="Wie zegt dit?", required=False, help_text="Een functie, geen naam."
    )

    class Meta:
        icon = "openquote"
        label = "Citaat"
        template = "core/blocks/quote.html"


class FigureBlock(blocks.StructBlock):
    """An image with its own decision about a description."""

    image = ImageChooserBlock(label="Afbeelding")
    alt_text = blocks.CharBlock(
        label="Beschrijving",
        required=False,
        help_text="Laat leeg als de afbeelding alleen sfeer is.",
    )
    caption = blocks.CharBlock(label="Bijschrift", required=False)

    class Meta:
        icon = "image"
        label = "Afbeelding"
        template = "core/blocks/figure.html"


class ProseBlock(blocks.StreamBlock):
    """Running text: paragraphs, headings, boxes, quotes and images."""

    heading = HeadingBlock()
    paragraph = blocks.RichTextBlock(
        label="Tekst", icon="pilcrow", features=RICH_FEATURES, template="core/blocks/paragraph.html"
    )
    callout = CalloutBlock()
    quote = QuoteBlock()
    figure = FigureBlock()

    class Meta:
        label = "Tekst"
        template = "core/blocks/prose.html"


class TitledTextBlock(blocks.StructBlock):
    """One step, action or lesson: what, and how."""

    title = blocks.CharBlock(label="Wat", max_length=120)
    text = blocks.RichTextBlock(label="Hoe", features=RICH_FEATURES, required=False)

    class Meta:
        icon = "list-ol"
