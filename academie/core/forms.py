"""The editor's form: publishing rules become messages at the field, drafts stay free."""

from django.core.exceptions import NON_FIELD_ERRORS
from wagtail.admin.forms import WagtailAdminPageForm


class BasePageForm(WagtailAdminPageForm):
    """Shows ``publish_problems`` at their fields when the editor publishes, never for a draft."""

    def defer_required_fields(self) -> None:
        """Called by Wagtail before it validates a draft: an unfinished text may be saved."""
        super().defer_required_fields()
        self.instance.saving_draft = True

    def restore_required_fields(self) -> None:
        """Called by Wagtail after the draft was validated."""
        super().restore_required_fields()
        self.instance.saving_draft = False

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.is_deferred_validation:
            return
        problems = self.instance.publish_problems()
        if not self.instance.adopted:
            problems |= self.instance.completeness_problems()
        for field, message in problems.items():
            target = field if field in self.fields else NON_FIELD_ERRORS
            if message not in self.errors.get(target, []):
                self.add_error(None if target == NON_FIELD_ERRORS else target, message)
