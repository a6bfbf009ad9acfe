"""What readers write about a text: it is mailed and kept, so no pupil may be in it."""

from academie.core.pupil_data import pupil_data
from academie.moderation.refusals import NotPossible


def pupil_sentence(*texts: str) -> str:
    """Return which words have to come out and why, in a sentence; '' when there are none."""
    for text in texts:
        for trace in pupil_data(text):
            return f"Haal dit weg: ‘{trace.excerpt}’. {trace.sentence}"
    return ""


def refuse_pupil_data(*texts: str) -> None:
    """Raise ``NotPossible`` when one of the texts holds data of a pupil."""
    sentence = pupil_sentence(*texts)
    if sentence:
        raise NotPossible(sentence)
