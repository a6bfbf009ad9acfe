"""Logging in with a password, for the few who have one: made on the server, or for the demo."""

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.http import HttpRequest

from academie.accounts import limits
from academie.accounts.asking import account_of
from academie.accounts.models import User
from academie.core.limits import Counted, from_connection, give_back, take

WRONG = "Deze naam en dit wachtwoord horen niet bij elkaar. Of vraag een mail om in te loggen."
_LONGEST = 4096


class PasswordForm(forms.Form):
    """A name or address, and a password. ``user`` is who it was, once the form is valid.

    `is_valid` raises ``TooManyError`` when too many were wrong, whether this one is or not.
    """

    username = forms.CharField(
        max_length=254,
        error_messages={"required": "Vul uw gebruikersnaam of e-mailadres in."},
    )
    password = forms.CharField(
        max_length=_LONGEST,
        strip=False,
        error_messages={"required": "Vul uw wachtwoord in."},
    )

    def __init__(self, data: Any = None, *, request: HttpRequest) -> None:
        super().__init__(data)
        self._request = request
        self.user: User | None = None

    def clean(self) -> dict[str, Any]:
        """Look whether the two belong together."""
        given: dict[str, Any] = self.cleaned_data
        if "username" in given and "password" in given:
            self.user = right_password(self._request, given["username"], given["password"])
            if self.user is None:
                raise forms.ValidationError(WRONG)
        return given

    @property
    def problems(self) -> list[tuple[str, str]]:
        """What is wrong: the field's id and a sentence."""
        if not self.is_bound:
            return []
        errors: dict[str, Any] = self.errors
        ids = {"username": "username", "password": "password", "__all__": "username"}
        return [(ids[name], str(errors[name][0])) for name in ids if name in errors]


def right_password(request: HttpRequest, typed: str, password: str) -> User | None:
    """Return the account of a name or address with its password, or None.

    The same work for a name that nobody has. Raises ``TooManyError``.
    """
    account = account_of(typed)
    name = account.username if account else typed
    counted = [Counted(limits.PASSWORD_OF, name.casefold())]
    taken = take([*counted, *from_connection(limits.PASSWORD_FROM, request)])
    user = authenticate(request, username=name, password=password)
    if not isinstance(user, User):
        return None
    give_back(taken)
    return user
