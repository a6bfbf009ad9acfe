"""Presentations (pptx), by python-pptx."""

from typing import IO

import pptx
from pptx.oxml.ns import qn

from academie.core.document_text.archive import check_office_file
from academie.core.document_text.outcome import Outcome
from academie.core.document_text.pieces import Pieces
from academie.core.document_text.readers.xml_text import add_text

_TEXTS = {qn("a:t")}
_BREAKS = {qn("a:p"): "\n", qn("a:br"): "\n"}


def read(file: IO[bytes], pieces: Pieces) -> Outcome:
    """Read the slides in their order, each with the notes below it."""
    check_office_file(file, "pptx")
    slides = pptx.Presentation(file).slides
    for number, slide in enumerate(slides):
        if pieces.full() or number >= pieces.limits.pages:
            pieces.cut = True
            break
        add_text(slide.element.iter(), pieces, texts=_TEXTS, breaks=_BREAKS)
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
            pieces.add("\n" + slide.notes_slide.notes_text_frame.text)
        pieces.add("\n")
    return pieces.outcome()
