"""Pupil data: in the texts, and in what hangs on the page."""

from collections.abc import Iterator

from academie.core.pupil_data import pupil_data
from academie.proofing.attached import attached_to
from academie.proofing.finding import STOP, Finding, shortened
from academie.proofing.text import Text, found


def check(text: Text) -> Iterator[Finding]:
    """Yield each trace with where it stands: text, file name, title of a file, text in a file."""
    for piece in text.pieces:
        for trace in pupil_data(piece.text):
            yield found(piece, STOP, trace.kind, trace.excerpt, trace.sentence, "")
    for thing in attached_to(text.page):
        for where, words in thing.texts():
            for trace in pupil_data(words):
                yield Finding(
                    field=thing.field,
                    label=f"{thing.label}, {where}",
                    severity=STOP,
                    sentence=trace.sentence,
                    excerpt=shortened(trace.excerpt),
                    advice=thing.remedy(where),
                    code=trace.kind,
                    block=thing.block,
                )
