"""Descriptions of images: decided, and about what is to be seen."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from wagtail.fields import StreamField

from academie.core.enums import AltDecision
from academie.core.page_texts import ALT, field_label
from academie.proofing.finding import ADVICE, STOP, Finding
from academie.proofing.text import Text, found

_FILE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|svg|heic|tiff?|bmp)\s*$|^(?:img|dsc|dscn|pict?|image|scan|"
    r"schermafbeelding|screenshot|whatsapp image|foto|afbeelding)?[\s_-]*\d[\d\s_().-]*$",
    re.IGNORECASE,
)
_SAYS_PHOTO = re.compile(
    r"^(?:een\s+|de\s+)?(?:foto|afbeelding|plaatje|illustratie|tekening|beeld|logo)"
    r"(?:\s+(?:van|met|waarop|waar)\b|\s*$)",
    re.IGNORECASE,
)


def check(text: Text) -> Iterator[Finding]:
    """Yield what is wrong with the descriptions of the page's image and of images in its text."""
    yield from _decision(text.page)
    for piece in text.pieces:
        if piece.role != ALT:
            continue
        if _FILE.search(piece.text):
            yield found(
                piece,
                STOP,
                "alt_file_name",
                piece.text,
                "De beschrijving is de naam van een bestand. Daar heeft wie niet ziet niets aan.",
                "Schrijf in één zin wat er op de afbeelding te zien is.",
            )
        elif _SAYS_PHOTO.match(piece.text.strip()):
            yield found(
                piece,
                ADVICE,
                "alt_says_photo",
                piece.text,
                "‘Foto van’ hoeft er niet bij: dat het een afbeelding is, wordt al voorgelezen.",
                "Begin met wat er te zien is.",
            )
    yield from _without_description(text.page)


def _decision(page: Any) -> Iterator[Finding]:
    if not getattr(page, "image_id", None):
        return
    if not page.alt_decision:
        yield Finding(
            "alt_decision",
            field_label(type(page), "alt_decision"),
            STOP,
            "Er staat nog niet of de afbeelding iets vertelt of alleen sfeer is.",
            "",
            "Kies een van de twee.",
            "alt_decision",
        )
    elif page.alt_decision == AltDecision.DESCRIBED and not page.alt_text.strip():
        yield Finding(
            "alt_text",
            field_label(type(page), "alt_text"),
            STOP,
            "De afbeelding vertelt iets, maar de beschrijving ontbreekt.",
            "",
            "Schrijf in één zin wat er te zien is, of kies dat zij alleen sfeer is.",
            "alt_missing",
        )


def _without_description(page: Any) -> Iterator[Finding]:
    """Yield each image in a running text without a description: is it really for the mood only?"""
    for field in page._meta.concrete_fields:
        if not isinstance(field, StreamField):
            continue
        for number, item in enumerate(getattr(page, field.name).raw_data, start=1):
            value = item.get("value") if isinstance(item, Mapping) else None
            if not isinstance(value, Mapping) or "alt_text" not in value or not value.get("image"):
                continue
            if not str(value["alt_text"] or "").strip():
                yield Finding(
                    field.name,
                    f"{field_label(type(page), field.name)}, {number}",
                    ADVICE,
                    "Deze afbeelding heeft geen beschrijving.",
                    str(value.get("caption") or ""),
                    "Is zij alleen sfeer? Dan klopt dat. Vertelt zij iets? Beschrijf het dan.",
                    "alt_empty",
                    str(item.get("id") or ""),
                )
