"""The form that asks for the link again: one address."""

from typing import Any

from django import forms
from django.utils.functional import cached_property

from academie.exchange.capacity.people import email_key
from academie.exchange.personal.forms import WRONG_ADDRESS
from academie.mail.checks import MAX_ADDRESS

NO_ADDRESS = "Vul uw e-mailadres in. Bijvoorbeeld: naam@school.nl"


class LinkForm(forms.Form):
    """One mail address. `website` is for machines: people do not see it and leave it empty."""

    email = forms.CharField(max_length=MAX_ADDRESS, required=False)
    website = forms.CharField(max_length=200, required=False)

    def clean_email(self) -> str:
        """Return the address as we compare it; otherwise say what is wrong with it."""
        given = self.cleaned_data["email"]
        if not given.strip():
            raise forms.ValidationError(NO_ADDRESS)
        try:
            return email_key(given)
        except ValueError:
            raise forms.ValidationError(WRONG_ADDRESS) from None

    @cached_property
    def is_machine(self) -> bool:
        """Whether the field was filled in that nobody sees."""
        return bool(self.data.get("website", "").strip())

    @property
    def email_error(self) -> str:
        """What is wrong with the address, or ''."""
        if not self.is_bound:
            return ""
        found: Any = self.errors.get("email", [])
        return str(found[0]) if found else ""

    @property
    def email_value(self) -> str:
        """What was typed, to show it again."""
        return str(self.data.get("email", ""))[:MAX_ADDRESS]
