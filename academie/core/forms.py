"""The editor's form: what stands in the way becomes a sentence at the field; drafts stay free.

One thing stops a draft too: pupil data (academie.core.pupil_check). What was typed stays in the
form, and the database never gets it.
"""

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import BaseModelForm
from wagtail.admin.forms import WagtailAdminPageForm

from academie.core.page_texts import row_texts
from academie.core.proof import stops_of
from academie.core.pupil_check import pupil_problems


class BasePageForm(WagtailAdminPageForm):
    """Shows ``publish_problems`` at their fields when the editor submits, never for a draft."""

    only_looking = False
    """Set by whoever binds the form to look at the text and not to save it."""

    def defer_required_fields(self) -> None:
        """Called by Wagtail before it validates a draft: an unfinished text may be saved."""
        super().defer_required_fields()
        self.instance.saving_draft = True

    def restore_required_fields(self) -> None:
        """Called by Wagtail after the draft was validated."""
        super().restore_required_fields()
        self.instance.saving_draft = False

    def is_valid(self) -> bool:
        """Look at the page and at every row of it, once all of them have read what was typed."""
        valid = super().is_valid()
        if self.only_looking or not self.is_bound:
            return bool(valid)
        problems = self._refuse_pupil_data()
        if valid and not problems and not self.is_deferred_validation:
            problems = self._refuse_what_stops()
        return bool(valid) and not problems

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.is_deferred_validation:
            return
        problems = self.instance.publish_problems()
        if not self.instance.adopted:
            problems |= self.instance.completeness_problems()
        for field, message in problems.items():
            self._tell(field, message)

    def _refuse_pupil_data(self) -> bool:
        found = False
        for field, sentences in pupil_problems(row_texts(self.instance)).items():
            found = True
            for sentence in sentences:
                self._tell(field, sentence)
        for formset in self.formsets.values():
            for form in formset.forms:
                if isinstance(form, BaseModelForm) and form not in formset.deleted_forms:
                    found = _refuse_in_row(form) or found
        return found

    def _refuse_what_stops(self) -> bool:
        """Ask the other checks, with the rows of the page as they were typed."""
        self.save(commit=False)
        stops = stops_of(self.instance)
        for stop in stops:
            self._tell(stop.field, stop.sentence)
        return bool(stops)

    def _tell(self, field: str, message: str) -> None:
        target = field if field in self.fields else NON_FIELD_ERRORS
        if message not in self.errors.get(target, []):
            self.add_error(None if target == NON_FIELD_ERRORS else target, message)


def _refuse_in_row(form: Any) -> bool:
    problems = pupil_problems(row_texts(form.instance))
    for field, sentences in problems.items():
        target = field if field in form.fields else None
        for sentence in sentences:
            if sentence not in form.errors.get(target or NON_FIELD_ERRORS, []):
                form.add_error(target, sentence)
    return bool(problems)
