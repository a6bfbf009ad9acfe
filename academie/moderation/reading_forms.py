"""Forms of reading along: to ask for it, and to answer."""

from typing import Any

from django import forms

from academie.core.reader_forms import TrappedForm
from academie.mail.checks import MAX_ADDRESS, clean_address
from academie.mail.forms import WRONG_ADDRESS
from academie.moderation.models import ReadingLink
from academie.moderation.remarks import pupil_sentence
from search.documents import clean_text

Verdict, Recognisable = ReadingLink.Verdict, ReadingLink.Recognisable

NO_ROLE = "Vul de functie van de lezer in. Bijvoorbeeld: ambulant begeleider."
NO_VERDICT = "Kies of de tekst klopt."
NO_REMARKS = "Schrijf op wat er niet klopt."
NOT_SAID = "Kies of u iemand herkent."
LONGEST_REMARKS = 4000
TOO_LONG = f"Maak uw tekst korter: hoogstens {LONGEST_REMARKS} tekens."


class _Typed(TrappedForm):
    """Shows again what was typed."""

    @property
    def typed(self) -> dict[str, str]:
        """What was typed, to show it again."""
        return {name: str(self.data.get(name, "")) for name in self.fields}


class AskForm(_Typed):
    """Whom an author asks to read along."""

    role = forms.CharField(max_length=100, error_messages={"required": NO_ROLE})
    email = forms.CharField(max_length=MAX_ADDRESS, required=False)

    def clean_role(self) -> str:
        """Return what the reader does, on one line, without data of a pupil."""
        given = clean_text(str(self.cleaned_data["role"]))
        sentence = pupil_sentence(given)
        if sentence:
            raise forms.ValidationError(sentence)
        return given

    def clean_email(self) -> str:
        """Return the address in lower case, or '' for none."""
        given = str(self.cleaned_data["email"])
        if not given.strip():
            return ""
        try:
            return clean_address(given)
        except ValueError:
            raise forms.ValidationError(WRONG_ADDRESS) from None


class AnswerForm(_Typed):
    """What a reader found."""

    verdict = forms.ChoiceField(
        choices=[one for one in Verdict.choices if one[0]],
        error_messages={"required": NO_VERDICT, "invalid_choice": NO_VERDICT},
    )
    recognisable = forms.ChoiceField(
        choices=[one for one in Recognisable.choices if one[0]],
        required=False,
        error_messages={"invalid_choice": NOT_SAID},
    )
    remarks = forms.CharField(
        max_length=LONGEST_REMARKS, required=False, error_messages={"max_length": TOO_LONG}
    )

    def __init__(self, data: Any = None, *, story: bool = False) -> None:
        super().__init__(data)
        self.story = story
        if story:
            self.fields["recognisable"].required = True
            self.fields["recognisable"].error_messages["required"] = NOT_SAID
        else:
            del self.fields["recognisable"]

    def clean_remarks(self) -> str:
        """Return plain text without data of a pupil: it is mailed on, and kept."""
        lines = str(self.cleaned_data["remarks"]).splitlines()
        given = "\n".join(clean_text(line) for line in lines).strip()
        sentence = pupil_sentence(given)
        if sentence:
            raise forms.ValidationError(sentence)
        return given

    def clean(self) -> dict[str, Any]:
        """Ask what is wrong, of who says that something is."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        silent = "remarks" not in self.errors and not cleaned.get("remarks", "")
        if cleaned.get("verdict") == Verdict.WRONG and silent:
            self.add_error("remarks", NO_REMARKS)
        return cleaned
