"""The editor's form of a training: no moment disappears from under the people who come to it."""

from academie.core.forms import BasePageForm
from academie.exchange.session_checks import removal_problems


class TrainingEventForm(BasePageForm):
    """Refuses to remove a moment as long as people are signed up for it."""

    def is_valid(self) -> bool:
        """Check the form, its moments, and the moments that are not there any more."""
        valid = super().is_valid()
        moments = self.formsets.get("sessions")
        if moments is None or not self.instance.pk:
            return bool(valid)
        left = [form.instance for form in moments.forms if not moments._should_delete_form(form)]
        problems = removal_problems(self.instance.pk, left)
        errors = moments.non_form_errors()
        errors.extend(problem for problem in problems if problem not in errors)
        return bool(valid) and not problems
