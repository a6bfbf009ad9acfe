"""Forms of the review screen and of reading along."""

from collections.abc import Sequence
from typing import Any

from django import forms

from academie.moderation.deciding import NO_REASON, SHORTEST_REASON


class CommentForm(forms.Form):
    """An approval in Wagtail's own window; a word with it is welcome."""

    comment = forms.CharField(
        label="Opmerking voor de maker", required=False, widget=forms.Textarea({"rows": 2})
    )


class ReasonForm(forms.Form):
    """Sending back in Wagtail's own window: never without a reason."""

    comment = forms.CharField(
        label="Wat moet er anders?",
        min_length=SHORTEST_REASON,
        error_messages={"required": NO_REASON, "min_length": NO_REASON},
        widget=forms.Textarea({"rows": 4}),
    )


class ApproveForm(forms.Form):
    """Approving on the review screen. What is needed is judged where it is decided."""

    digest = forms.CharField(max_length=64, required=False)
    nobody_recognisable = forms.BooleanField(required=False)
    note = forms.CharField(max_length=2000, required=False)

    def clean_digest(self) -> str:
        """Return what was read; a form without it was not made by our screen."""
        return str(self.cleaned_data["digest"]) or "-"


class RefuseForm(forms.Form):
    """Sending back on the review screen: a reason, and remarks on fields when there are any."""

    reason = forms.CharField(
        label="Wat moet er anders?", max_length=4000, min_length=SHORTEST_REASON
    )

    def __init__(
        self, data: Any = None, *, fields: Sequence[tuple[str, str]] = (), **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self._labels = dict(fields)
        for name, label in fields:
            self.fields[f"bij-{name}"] = forms.CharField(
                label=label, max_length=2000, required=False
            )

    def remarks(self) -> dict[str, tuple[str, str]]:
        """Return field -> (label, remark) for the fields with a remark."""
        given = {name: self.cleaned_data.get(f"bij-{name}", "") for name in self._labels}
        return {name: (self._labels[name], text) for name, text in given.items() if text}

    @property
    def rows(self) -> list[tuple[str, str, str]]:
        """Name, label and value of each remark, for the template."""
        return [
            (f"bij-{name}", label, str(self.data.get(f"bij-{name}", "")))
            for name, label in self._labels.items()
        ]

    @property
    def reason_value(self) -> str:
        """What was typed, to show it again."""
        return str(self.data.get("reason", ""))
