"""Title and introduction: there, and short enough for a result and a telephone."""

from collections.abc import Iterator

from academie.core.page_texts import field_label
from academie.proofing.finding import ADVICE, STOP, Finding
from academie.proofing.text import Text, found

LONG_TITLE = 80
"""Characters; a longer title does not fit on two lines of a telephone."""

TWO_SENTENCES = 45
"""Words that an introduction of one or two short sentences has at most."""


def check(text: Text) -> Iterator[Finding]:
    """Yield what is missing or too long at the top of the page."""
    page = text.page
    by_field = {piece.field: piece for piece in reversed(text.pieces)}
    title, intro = by_field.get("title"), by_field.get("intro")
    if title is not None and len(title.text) > LONG_TITLE:
        yield found(
            title,
            ADVICE,
            "long_title",
            title.text,
            f"De titel heeft {len(title.text)} tekens; {LONG_TITLE} is genoeg.",
            "Zet het belangrijkste woord vooraan en verhuis de rest naar de inleiding.",
        )
    if intro is None and hasattr(page, "intro"):
        yield Finding(
            "intro",
            field_label(type(page), "intro"),
            STOP,
            "De inleiding is nog leeg.",
            "",
            "Schrijf in één of twee korte zinnen wat de lezer hieraan heeft.",
            "empty_intro",
        )
    elif intro is not None and len(intro.text.split()) > TWO_SENTENCES:
        yield found(
            intro,
            ADVICE,
            "long_intro",
            intro.text,
            f"De inleiding heeft {len(intro.text.split())} woorden; {TWO_SENTENCES} is genoeg.",
            "Bewaar alleen wat de lezer eraan heeft.",
        )
