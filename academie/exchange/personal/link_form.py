"""The form that asks for the link again: one address."""

from academie.exchange.capacity.people import email_key
from academie.mail.forms import AddressForm


class LinkForm(AddressForm):
    """One mail address, as we compare it."""

    def clean_email(self) -> str:
        """Return the address as we compare it; otherwise say what is wrong with it."""
        super().clean_email()
        return email_key(self.cleaned_data["email"])
