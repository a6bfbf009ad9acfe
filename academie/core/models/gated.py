"""Pages that ask the gates before they become public (academie.core.publishing)."""

from typing import Any

from django.db.models.signals import pre_save
from wagtail.models import PageLogEntry, PagePermissionTester, Revision

from academie.core.models.copying import DraftCopyForm
from academie.core.publishing import (
    NotPublishedError,
    Publication,
    call_gates,
    gated,
    text_saved,
)

BORN_LIVE = (
    "Een nieuwe pagina of een kopie staat niet meteen online. "
    "Bewaar haar als concept en stuur haar in."
)


def plan_saving(instance: Revision, update_fields: Any = None, **kwargs: Any) -> None:
    """Hold back a plan that somebody writes into a version without ``publish``."""
    if instance.approved_go_live_at is None or instance.user_id is None or not gated():
        return
    if update_fields is not None and "approved_go_live_at" not in update_fields:
        return
    page = instance.content_object
    if isinstance(page, GatedPage) and not getattr(instance, "passed_the_gates", False):
        call_gates(Publication(page, instance, instance.user))


def connect() -> None:
    """Called once, when the app is ready."""
    pre_save.connect(plan_saving, sender=Revision, dispatch_uid="gated-plan")


class GatedTester(PagePermissionTester):
    """What somebody may do with a page: nobody publishes alone, so no button offers it.

    The answer holds for superusers too. What Wagtail hangs on the same permission but shows no new
    text, stays: taking off a schedule, and closing a page to readers.
    """

    def can_publish(self) -> bool:
        """Whether the button 'Publiceren', the bulk action and the API publish this page."""
        return not gated() and bool(super().can_publish())

    def can_publish_subpage(self) -> bool:
        """Whether a new page or a copy may be public at once."""
        return not gated() and bool(super().can_publish_subpage())

    def can_set_view_restrictions(self) -> bool:
        """Whether she may close the page to readers."""
        return bool(super().can_publish())

    def can_unschedule(self) -> bool:
        """Whether she may take a planned publication off."""
        return bool(super().can_publish())


class GatedPage:
    """Mixin before ``Page``: every way to the reader passes the gates."""

    copy_form_class = DraftCopyForm

    published_by_the_system: bool = False
    """Set by an import or the demo on a page that it makes public at once, in somebody's name."""

    latest_revision_id: int | None

    _was_live_as: int | None = None
    """The revision that readers saw when this object was read from the database."""

    @classmethod
    def from_db(cls, db: Any, field_names: Any, values: Any) -> Any:
        """Remember what was public, so that an ordinary save costs no query."""
        page = super().from_db(db, field_names, values)  # type: ignore[misc]  # from Model
        known = page.__dict__
        if known.get("live"):
            page._was_live_as = known.get("live_revision_id")
        return page

    def permissions_for_user(self, user: Any) -> GatedTester:
        """Return what this person may do here."""
        return GatedTester(user, self)

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """Save a version and tell it: a text under review is another text now.

        Wagtail's editor writes over its own version while somebody types, and goes on doing so
        after that version went online. What readers saw, or will see by a plan, stays as it was
        read: what comes later is a version of its own.
        """
        over = kwargs.get("overwrite_revision")
        if over is not None and over.pk == self.latest_revision_id and self._was_shown(over):
            kwargs["overwrite_revision"] = None
        revision = super().save_revision(*args, **kwargs)  # type: ignore[misc]  # from Page
        text_saved.send(type(self), page=self, revision=revision, user=revision.user)
        return revision

    def _was_shown(self: Any, revision: Revision) -> bool:
        if revision.pk == self.live_revision_id or revision.approved_go_live_at is not None:
            return True
        shown = PageLogEntry.objects.filter(page=self.pk, revision=revision.pk)
        return bool(shown.filter(action__startswith="wagtail.publish").exists())

    def publish(
        self,
        revision: Revision,
        user: Any = None,
        changed: bool = True,
        log_action: Any = True,
        previous_revision: Revision | None = None,
        skip_permission_checks: bool = False,
    ) -> Any:
        """Publish or plan a revision. Raises ``NotPublishedError`` when a gate holds it back.

        The gates take the place of Wagtail's own check: what passed them may be published.
        """
        scheduled = user is None and revision.approved_go_live_at is not None
        call_gates(Publication(self, revision, user, scheduled))
        revision.passed_the_gates = True
        return super().publish(  # type: ignore[misc]  # from Page
            revision,
            user=user,
            changed=changed,
            log_action=log_action,
            previous_revision=previous_revision,
            skip_permission_checks=skip_permission_checks or gated(),
        )

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Hold back what becomes public without ``publish``: an action that Wagtail calls itself.

        Raises ``NotPublishedError``.
        """
        only = kwargs.get("update_fields")
        if self.live and gated() and (only is None or "live" in only):  # type: ignore[attr-defined]
            self._ask_for_a_silent_publication()
        return super().save(*args, **kwargs)  # type: ignore[misc]  # from Page

    def _ask_for_a_silent_publication(self: Any) -> None:
        if self._state.adding:
            # An alias shows what is public already; a page without an owner is the system's.
            if self.owner_id and not (self.alias_of_id or self.published_by_the_system):
                raise NotPublishedError(BORN_LIVE)
            return
        if not self.live_revision_id or self.live_revision_id == self._was_live_as:
            return
        revision = self.live_revision
        if getattr(revision, "passed_the_gates", False) or revision.user_id is None:
            return
        row = type(self)._base_manager.filter(pk=self.pk).values_list("live", "live_revision_id")
        if row.first() != (True, self.live_revision_id):
            call_gates(Publication(self, revision, revision.user))
