"""What forms on readers' pages have in common: errors in the order of the page, and a trap."""

from typing import Any

from django import forms
from django.utils.functional import cached_property


class ReaderForm(forms.Form):
    """A form that is drawn by our own templates."""

    def order(self) -> tuple[str, ...]:
        """Return the fields in the order in which the page shows them."""
        return tuple(self.fields)

    @property
    def problems(self) -> list[tuple[str, str]]:
        """What is wrong: the field's id and a sentence, in the order of the page."""
        if not self.is_bound:
            return []
        errors: dict[str, Any] = self.errors
        return [(name, str(errors[name][0])) for name in self.order() if name in errors]


class TrappedForm(ReaderForm):
    """A form for everybody. `website` is for machines: people do not see it and leave it empty."""

    website = forms.CharField(max_length=200, required=False)

    @cached_property
    def is_machine(self) -> bool:
        """Whether the field was filled in that nobody sees."""
        return bool(self.data.get("website", "").strip())
