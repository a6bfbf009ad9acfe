"""Copying in the admin: a copy is a new text, and begins as a draft."""

from typing import Any

from wagtail.admin.forms.pages import CopyForm

from academie.core.publishing import gated


class DraftCopyForm(CopyForm):
    """Without the question whether the copy is public at once: nobody has read it there yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if gated():
            self.fields.pop("publish_copies", None)
