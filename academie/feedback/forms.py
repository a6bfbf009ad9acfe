"""The form in which somebody tells how it went."""

from typing import Any

from django import forms

from academie.core.reader_forms import ReaderForm
from academie.feedback.models import MAX_TEXT, Experience, Group, Outcome
from academie.feedback.telling import Told
from academie.feedback.wording import clean, problem
from search.sources import vocabulary

TOO_LONG = f"Maak uw tekst korter: hoogstens {MAX_TEXT} tekens."


def _labels(facet: str) -> list[tuple[str, str]]:
    return [(slug, one.label) for slug, one in vocabulary(facet).items()]


class TextForm(ReaderForm):
    """Plain text without a pupil or a person in it."""

    text = forms.CharField(
        required=False,
        max_length=MAX_TEXT,
        error_messages={"max_length": TOO_LONG},
    )

    def clean_text(self) -> str:
        """Return the text as it is kept."""
        text = clean(self.cleaned_data["text"])
        if wrong := problem(text):
            raise forms.ValidationError(wrong)
        return text


class ExperienceForm(TextForm):
    """All choices are lists; only 'wat hebt u aangepast?' is typed."""

    field_order = ("group", "outcome", "role", "sector", "text")

    group = forms.ChoiceField(
        choices=Group.choices,
        error_messages={
            "required": "Kies met wie u het gebruikte.",
            "invalid_choice": "Kies met wie u het gebruikte.",
        },
    )
    outcome = forms.ChoiceField(
        choices=Outcome.choices,
        error_messages={
            "required": "Kies of het werkte.",
            "invalid_choice": "Kies of het werkte.",
        },
    )
    role = forms.ChoiceField(
        choices=lambda: _labels("rol"),
        error_messages={"required": "Kies uw rol.", "invalid_choice": "Kies uw rol."},
    )
    sector = forms.ChoiceField(
        choices=lambda: _labels("sector"),
        error_messages={"required": "Kies waar u werkt.", "invalid_choice": "Kies waar u werkt."},
    )

    def told(self) -> Told:
        """Return what was filled in."""
        return Told(**self.cleaned_data)


def values_of(experience: Experience | None, user: Any) -> dict[str, str]:
    """Return what stands in the form at first: what she told before, or the role of her account."""
    if experience is not None:
        names = ("group", "outcome", "role", "sector", "text")
        return {name: getattr(experience, name) for name in names}
    role = user.roles.first()
    return {"role": role.slug} if role is not None else {}
