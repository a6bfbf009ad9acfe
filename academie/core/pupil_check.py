"""No text with pupil data reaches the database, whatever path saves it.

The stop sits in two places that every path of a page passes. ``save_revision`` (CheckedPage, below)
makes every draft: of the editor, with or without script, of the autosave, of the front end and of
programs, and also those that Wagtail saves with ``clean=False``. ``save`` writes the page itself;
Wagtail's own ``full_clean`` would not do, since it skips pages that are not live. Taking a page
offline saves with ``clean=False`` and passes: removing a text that should not be there must stay
possible. The form (academie.core.forms) asks the same first, so that an editor sees a sentence at
the field and keeps what she typed.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from academie.core.page_texts import Piece, page_texts
from academie.core.pupil_data import pupil_data

CODE = "pupil_data"
"""The code of the error, for whoever has to tell it from others."""


def pupil_problems(pieces: Iterable[Piece]) -> dict[str, list[str]]:
    """Return field -> sentences: where which piece of text has to come out, and why."""
    problems: defaultdict[str, list[str]] = defaultdict(list)
    for piece in pieces:
        for trace in pupil_data(piece.text):
            problems[piece.field].append(f"{piece.label}: ‘{trace.excerpt}’. {trace.sentence}")
    return dict(problems)


def refuse_pupil_data(page: Any) -> None:
    """Raise ``ValidationError`` when a page holds pupil data in its own texts or its rows."""
    problems = pupil_problems(page_texts(page))
    if problems:
        known = {field.name for field in page._meta.concrete_fields}
        by_field: defaultdict[str, list[ValidationError]] = defaultdict(list)
        for field, sentences in problems.items():
            target = field if field in known else NON_FIELD_ERRORS
            by_field[target] += [ValidationError(one, code=CODE) for one in sentences]
        raise ValidationError(dict(by_field))


class CheckedPage:
    """Mixin before ``Page``: its texts are looked at before they are kept."""

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """Save a version, unless it holds pupil data; then ``ValidationError``."""
        refuse_pupil_data(self)
        return super().save_revision(*args, **kwargs)  # type: ignore[misc]  # from Page

    def save(self, *args: Any, clean: bool = True, **kwargs: Any) -> Any:
        """Save the page, unless it holds pupil data; then ``ValidationError``.

        Only what writes no text (``clean=False`` or named fields) is not looked at.
        """
        if clean and kwargs.get("update_fields") is None:
            refuse_pupil_data(self)
        return super().save(*args, clean=clean, **kwargs)  # type: ignore[misc]  # from Page
