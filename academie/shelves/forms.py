"""Forms about collections: plain text that others may read, so nothing about a pupil."""

from django import forms

from academie.core.free_text import clean, problem_with
from academie.core.pupil_data import pupil_data
from academie.core.reader_forms import ReaderForm
from academie.shelves.models import MAX_INTRO, MAX_LINE, MAX_TITLE


def checked(text: str) -> str:
    """Return a text as it is kept. Raises `ValidationError` with what has to come out of it."""
    text = clean(text)
    traces = pupil_data(text)
    if wrong := traces[0].sentence if traces else problem_with(text):
        raise forms.ValidationError(wrong)
    return text


class CollectionForm(ReaderForm):
    """Name and explanation of a collection."""

    title = forms.CharField(
        max_length=MAX_TITLE,
        error_messages={
            "required": "Geef uw verzameling een naam.",
            "max_length": f"Maak de naam korter: hoogstens {MAX_TITLE} tekens.",
        },
    )
    intro = forms.CharField(
        required=False,
        max_length=MAX_INTRO,
        error_messages={"max_length": f"Maak de uitleg korter: hoogstens {MAX_INTRO} tekens."},
    )

    def clean_title(self) -> str:
        """Return the name on one line."""
        return checked(" ".join(self.cleaned_data["title"].split()))

    def clean_intro(self) -> str:
        """Return the explanation."""
        return checked(self.cleaned_data["intro"])


class LineForm(ReaderForm):
    """What somebody says with one item."""

    line = forms.CharField(
        required=False,
        max_length=MAX_LINE,
        error_messages={"max_length": f"Maak dit korter: hoogstens {MAX_LINE} tekens."},
    )

    def clean_line(self) -> str:
        """Return it on one line."""
        return checked(" ".join(self.cleaned_data["line"].split()))
