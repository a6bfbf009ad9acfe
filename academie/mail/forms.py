"""A form with a mail address, for people without an account."""

from typing import Any

from django import forms
from django.utils.functional import cached_property

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
        return dict(self.problems).get("email", "")

    @property
    def email_value(self) -> str:
        """What was typed, to show it again."""
        return str(self.data.get("email", ""))[:MAX_ADDRESS]

    @property
    def problems(self) -> list[tuple[str, str]]:
        """What is wrong: the field's id and a sentence, in the order of the page."""
        if not self.is_bound:
            return []
        errors: dict[str, Any] = self.errors
        return [(name, str(errors[name][0])) for name in self.order() if name in errors]

    def order(self) -> tuple[str, ...]:
        """Return the fields in the order in which the page shows them."""
        return tuple(self.fields)
