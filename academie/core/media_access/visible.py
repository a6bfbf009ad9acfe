"""Which images and documents somebody may choose from: no list shows a file of a hidden draft."""

from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Page
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permissions import register_permission_policy

from academie.core.document_text.access import closed_collections
from academie.core.media_access.drafts import files_on_drafts
from academie.core.media_access.uses import files_on, shown_to_all
from academie.core.models import AcademieDocument, AcademieImage
from academie.core.reach import reaches_everything, within_reach
from academie.core.visibility import public_pages


def open_to_all(model: type[Model]) -> QuerySet[Any]:
    """Return the files of this kind that everybody gets, by the same rule as the door."""
    closed = closed_collections().filter(pk=OuterRef("collection_id"))
    return model._default_manager.filter(shown_to_all(model), ~Exists(closed))


def visible_to(user: Any, model: type[Model]) -> Q:
    """Return the condition on files of this kind that somebody may see them in a list.

    What a public page shows, what she uploaded herself, and what is on a page whose draft she may
    see.
    """
    if reaches_everything(user):
        return Q()
    hers = Page.objects.filter(within_reach(user)).order_by()
    return (
        Q(uploaded_by_user=user)
        | Q(pk__in=files_on(public_pages(), model))
        | Q(pk__in=files_on(hers, model))
        | Q(pk__in=files_on_drafts(hers, model))
    )


class FilePolicy(CollectionOwnershipPermissionPolicy):
    """Wagtail's own rights by collection, where 'choose' ends at what somebody may see.

    Who uploaded a file may change and delete it until readers see it: its name and its being there
    are part of a page that somebody else approved. From then on that takes the right itself.
    """

    def __init__(self, model: type[Model], auth_model: type[Model]) -> None:
        super().__init__(model, auth_model=auth_model, owner_field_name="uploaded_by_user")

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Any) -> bool:
        """Also true for who may change the file; choosing asks whether she may see it."""
        managing = set(actions) - {"choose"}
        if managing and self._manages(user, managing, instance):
            return True
        if "choose" not in actions:
            return False
        chooses = super().user_has_any_permission_for_instance(user, ["choose"], instance)
        return bool(chooses) and self._visible(user).filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> QuerySet[Any]:
        """Return the files somebody may change, and those she may choose and see."""
        managed: QuerySet[Any] = super().instances_user_has_any_permission_for(
            user, set(actions) - {"choose"}
        )
        if "choose" not in actions or not user.is_authenticated:
            return managed
        chosen = super().instances_user_has_any_permission_for(user, {"choose"})
        return managed | chosen.filter(visible_to(user, self.model))

    def _manages(self, user: Any, actions: set[str], instance: Any) -> bool:
        if not super().user_has_any_permission_for_instance(user, actions, instance):
            return False
        if self._check_perm(user, ["change"], collection=instance.collection):
            return True
        shown = self.model._default_manager.filter(shown_to_all(self.model), pk=instance.pk)
        return not shown.exists()

    def _visible(self, user: Any) -> QuerySet[Any]:
        files: QuerySet[Any] = self.model._default_manager.filter(visible_to(user, self.model))
        return files


def register() -> None:
    """Called once, when the app is ready.

    Wagtail asks for the permissions of its own media models, also when a site has others. For the
    exact class, so that it does not matter whether Wagtail's apps are ready before or after.
    """
    for model, auth_model in ((AcademieImage, Image), (AcademieDocument, Document)):
        register_permission_policy(model, FilePolicy(model, auth_model), exact_class=True)
