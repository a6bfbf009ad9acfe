"""The exceptions to who reads, in the admin; a beheerder keeps them."""

from typing import Any, ClassVar

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from academie.accounts.models import User
from academie.accounts.who import is_staff_member
from academie.core.items import item_models
from academie.moderation.models import ReviewRoute

NOBODY = "Kies minstens één mens of één groep."


class ReviewRouteForm(WagtailAdminModelForm):
    """Offers our own kinds of pages and people who can enter the admin."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = ContentType.objects.get_for_models(*item_models(), for_concrete_models=False)
        numbers = [kind.pk for kind in kinds.values()]
        self.fields["content_type"].queryset = ContentType.objects.filter(pk__in=numbers)
        self.fields["content_type"].label_from_instance = lambda kind: kind.name
        readers = [one.pk for one in User.objects.filter(is_active=True) if is_staff_member(one)]
        self.fields["people"].queryset = User.objects.filter(pk__in=readers)

    def clean(self) -> dict[str, Any]:
        """Ask for somebody who reads."""
        cleaned: dict[str, Any] = super().clean()
        if not cleaned.get("people") and not cleaned.get("groups"):
            raise ValidationError(NOBODY)
        return cleaned


class ReviewRouteViewSet(SnippetViewSet):
    """Who reads what, where it differs from the rule."""

    model = ReviewRoute
    icon = "glasses"
    menu_label = "Leesroutes"
    add_to_settings_menu = True
    edit_handler = ObjectList(
        [
            FieldPanel("content_type"),
            FieldPanel("region"),
            FieldPanel("people", widget=forms.CheckboxSelectMultiple),
            FieldPanel("groups", widget=forms.CheckboxSelectMultiple),
        ],
        base_form_class=ReviewRouteForm,
    )
    list_display: ClassVar = ["__str__", Column("content_type", label="Soort"), "region"]
    search_backend_name = None
