"""The two forms a reader fills in: an address, and how often."""

from typing import Any

from django import forms
from django.utils.functional import cached_property

from academie.alerts.models import SavedSearch
from academie.mail.checks import MAX_ADDRESS, clean_address

NO_ADDRESS = "Vul uw e-mailadres in. Bijvoorbeeld: naam@school.nl"
WRONG_ADDRESS = "Dit e-mailadres klopt niet. Kijk of er een @ in staat, en iets achter de punt."


class AddressForm(forms.Form):
    """One mail address. `website` is for machines: people do not see it and leave it empty."""

    email = forms.CharField(max_length=MAX_ADDRESS, required=False)
    website = forms.CharField(max_length=200, required=False)

    def clean_email(self) -> str:
        """Return the address in lower case; otherwise say what is wrong with it."""
        given = self.cleaned_data["email"]
        if not given.strip():
            raise forms.ValidationError(NO_ADDRESS)
        try:
            return clean_address(given)
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


class FollowForm(AddressForm):
    """The address and how often mail may come; anything else than a day is a week."""

    frequency = forms.CharField(required=False)

    def clean_frequency(self) -> str:
        """Return one of the two."""
        given = self.cleaned_data["frequency"]
        frequencies = SavedSearch.Frequency
        return given if given in frequencies.values else str(frequencies.WEEK)

    @property
    def is_daily(self) -> bool:
        """Whether 'every day' was chosen, to show it again."""
        return bool(self.data.get("frequency") == SavedSearch.Frequency.DAY)
