"""The form that asks to follow a search: an address, and how often."""

from django import forms

from academie.alerts.models import SavedSearch
from academie.mail.forms import AddressForm


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
