"""A form with a mail address, for people without an account."""

from django import forms

from academie.core.reader_forms import TrappedForm
from academie.mail.checks import MAX_ADDRESS, clean_address

NO_ADDRESS = "Vul uw e-mailadres in. Bijvoorbeeld: naam@school.nl"
WRONG_ADDRESS = "Dit e-mailadres klopt niet. Kijk of er een @ in staat, en iets achter de punt."


class AddressForm(TrappedForm):
    """One mail address."""

    email = forms.CharField(max_length=MAX_ADDRESS, required=False)

    def clean_email(self) -> str:
        """Return the address in lower case; otherwise say what is wrong with it."""
        given = self.cleaned_data["email"]
        if not given.strip():
            raise forms.ValidationError(NO_ADDRESS)
        try:
            return clean_address(given)
        except ValueError:
            raise forms.ValidationError(WRONG_ADDRESS) from None

    @property
    def email_error(self) -> str:
        """What is wrong with the address, or ''."""
        return dict(self.problems).get("email", "")

    @property
    def email_value(self) -> str:
        """What was typed, to show it again."""
        return str(self.data.get("email", ""))[:MAX_ADDRESS]
