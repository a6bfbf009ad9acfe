"""People in the admin: whoever manages accounts does not thereby hold the keys to everything.

Wagtail lets who may change accounts make superusers and set their passwords, and calls that its
policy. Here a superuser is made on the server only, with ``manage.py createsuperuser``.
"""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import EditView, UserViewSet

ON_THE_SERVER = "Een superuser maakt u met een opdracht op de server."


class _NoSuperuser:
    """Shows the tick box and ignores it, also when somebody posts it by hand."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "is_superuser" in self.fields:
            self.fields["is_superuser"].disabled = True
            self.fields["is_superuser"].help_text = ON_THE_SERVER


class PersonCreationForm(_NoSuperuser, UserCreationForm):
    """A new account, with the regions that a regional editor looks after."""

    class Meta(UserCreationForm.Meta):
        fields = UserCreationForm.Meta.fields | {"regions"}
        widgets = UserCreationForm.Meta.widgets | {"regions": forms.CheckboxSelectMultiple}


class PersonEditForm(_NoSuperuser, UserEditForm):
    """An account that exists."""

    class Meta(UserEditForm.Meta):
        fields = UserEditForm.Meta.fields | {"regions"}
        widgets = UserEditForm.Meta.widgets | {"regions": forms.CheckboxSelectMultiple}


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
