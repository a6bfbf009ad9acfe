"""A look at what somebody writes about using an item: plain text without a pupil or a person."""

from academie.core.free_text import clean, problem_in_note
from academie.core.pupil_data import pupil_data

__all__ = ["clean", "problem"]


def problem(text: str) -> str:
    """Return what has to come out of a text, in a sentence for the writer; '' when it may stand."""
    if not text:
        return ""
    traces = pupil_data(text)
    return traces[0].sentence if traces else problem_in_note(text)
