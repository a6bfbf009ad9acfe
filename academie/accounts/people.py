"""People in the admin: whoever manages accounts does not thereby hold the keys to everything.

Wagtail lets who may change accounts make superusers and set their passwords, and calls that its
policy. Here a superuser is made on the server only, with ``manage.py createsuperuser``; nobody sets
a password for somebody else, and nobody gives herself more rights.
"""

from typing import Any
from uuid import uuid4

from allauth.mfa.models import Authenticator
from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import EditView, UserViewSet

from academie.accounts import kinds, letters
from academie.accounts.asking import account_of
from academie.accounts.models import LoginLink, User
from academie.accounts.security_mail import tell
from academie.mail.outbox import owe

ON_THE_SERVER = "Een superuser maakt u met een opdracht op de server."
NOT_YOURSELF = "Uw eigen rechten verandert een andere beheerder."

WHO = {"organisation", "side", "roles", "clusters", "region", "regions"}
_MANY = ("roles", "clusters", "regions")
_WIDGETS = dict.fromkeys(_MANY, forms.CheckboxSelectMultiple)


class _Person:
    """One account for an address; the tick box of superusers is shown and ignored, also by POST."""

    fields: dict[str, Any]
    cleaned_data: dict[str, Any]
    instance: User

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "is_superuser" in self.fields:
            self.fields["is_superuser"].disabled = True
            self.fields["is_superuser"].help_text = ON_THE_SERVER

    def clean_email(self) -> str:
        """Return the address. Raises when somebody else has it."""
        email: str = self.cleaned_data["email"]
        other = account_of(email) if email else None
        if other is not None and other.pk != self.instance.pk:
            raise forms.ValidationError("Er is al een account met dit e-mailadres.")
        return email


class PersonCreationForm(_Person, UserCreationForm):
    """A new account. It has no password: the person asks for a mail to log in."""

    class Meta(UserCreationForm.Meta):
        fields = UserCreationForm.Meta.fields | WHO
        widgets = UserCreationForm.Meta.widgets | _WIDGETS

    def save(self, commit: bool = True) -> User:
        """Return the account; an empty password would count as one."""
        self.instance.set_unusable_password()
        user: User = super().save(commit=commit)
        return user


class PersonEditForm(_Person, UserEditForm):
    """An account that exists."""

    remove_second_step = forms.BooleanField(
        label="Haal de tweede stap weg",
        required=False,
        help_text=(
            "Voor wie telefoon, sleutel en herstelcodes kwijt is. Kijk eerst goed of u de juiste "
            "persoon spreekt. De persoon krijgt hierover een mail."
        ),
    )

    class Meta(UserEditForm.Meta):
        fields = UserEditForm.Meta.fields | WHO
        widgets = UserEditForm.Meta.widgets | _WIDGETS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        myself = bool(kwargs.get("editing_self"))
        super().__init__(*args, **kwargs)
        self._former_address = self.instance.email
        if myself:
            for name in ("groups", "regions", "email"):
                self.fields[name].disabled = True
                self.fields[name].help_text = NOT_YOURSELF
            self.fields["email"].help_text = "Uw adres verandert u bij Mijn gegevens."
            del self.fields["remove_second_step"]

    @transaction.atomic
    def save(self, commit: bool = True) -> User:
        """Save, and let the person know what others could use to come in as her."""
        user: User = super().save(commit=commit)
        if self._former_address != user.email:
            self._moved(user)
        if self.cleaned_data.get("remove_second_step"):
            Authenticator.objects.filter(user=user).delete()
            user.end_sessions()
            tell(user, "een beheerder heeft uw tweede stap weggehaald")
        return user

    def _moved(self, user: User) -> None:
        """Tell the former address, and let nobody go on who came in by way of it."""
        LoginLink.objects.filter(user=user).delete()
        user.end_sessions()
        if self._former_address:
            subject, text = letters.address_changed()
            owe(self._former_address, subject, text, kind=kinds.CHANGED, key=uuid4().hex)


class PersonEditView(EditView):
    """Refuses a superuser's account to everybody but superusers."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Raise ``PermissionDenied`` before anything is shown or saved."""
        super().setup(request, *args, **kwargs)
        if self.object.is_superuser and not request.user.is_superuser:
            raise PermissionDenied


class PersonViewSet(UserViewSet):
    """Wagtail's list of accounts with these forms."""

    edit_view_class = PersonEditView

    def get_form_class(self, for_update: bool = False) -> type[Any]:
        """Return the form for a new or an existing account."""
        return PersonEditForm if for_update else PersonCreationForm
