"""allauth's forms of the second step, with our limit on wrong codes.

Its own limit needs a cache that all processes share; ours is counted in the database (ADR 0017).
"""

from typing import Any

from allauth.account.forms import ReauthenticateForm as PasswordAgain
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.forms.utils import ErrorDict

from academie.accounts import limits
from academie.accounts.adapters import TOO_OFTEN
from academie.accounts.passwords import right_password
from academie.core.limits import Counted, TooManyError, give_back, take

NO_CODE = "Vul de code in."
NO_KEY = "Deze toegangssleutel werkt hier niet."


class _Limited:
    """Counts every code before it is looked at, and forgets the right one."""

    user: Any
    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].error_messages["required"] = NO_CODE

    def clean_code(self) -> str:
        """Return the code. Raises when it is wrong, or after too many wrong ones."""
        try:
            taken = take([Counted(limits.CODE_OF, str(self.user.pk))])
        except TooManyError:
            raise forms.ValidationError(TOO_OFTEN) from None
        code: str = super().clean_code()  # type: ignore[misc]  # of the form it is mixed into
        give_back(taken)
        return code


class CodeForm(_Limited, AuthenticateForm):
    """The code after the first step of logging in."""


class CodeAgainForm(_Limited, ReauthenticateForm):
    """The code before something that matters."""


class AppForm(_Limited, ActivateTOTPForm):
    """The first code of a new app."""


class _WellFormed:
    """Takes what a browser could never send for a passkey that does not fit."""

    def full_clean(self) -> None:
        """Look at the answer of the device."""
        try:
            super().full_clean()  # type: ignore[misc]  # of the form it is mixed into
        except (KeyError, TypeError, ValueError, AttributeError, IndexError):
            self._errors: Any = ErrorDict()
            self.cleaned_data: dict[str, Any] = {}
            self.add_error("credential", NO_KEY)  # type: ignore[attr-defined]


class KeyForm(_WellFormed, AuthenticateWebAuthnForm):
    """A passkey as the second step."""


class KeyLoginForm(_WellFormed, LoginWebAuthnForm):
    """A passkey alone."""


class KeyAgainForm(_WellFormed, ReauthenticateWebAuthnForm):
    """A passkey before something that matters."""


class KeyAddForm(_WellFormed, AddWebAuthnForm):
    """A new passkey."""


class PasswordAgainForm(PasswordAgain):
    """The password before something that matters, under the limits of the door."""

    def clean_password(self) -> str:
        """Return the password. Raises when it is wrong, or after too many wrong ones."""
        from allauth.core import context

        password: str = self.cleaned_data["password"]
        try:
            user = right_password(context.request, self.user.username, password)
        except TooManyError:
            raise forms.ValidationError(TOO_OFTEN) from None
        if user != self.user:
            raise forms.ValidationError("Dit wachtwoord klopt niet.")
        return password
