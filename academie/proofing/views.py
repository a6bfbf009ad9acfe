"""What the panel asks: what is in this form now? And for a new title: does it exist already?

Nothing is saved here.
"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.admin.views.pages.preview import PreviewOnCreateView, PreviewOnEditView

from academie.core.numbers import whole_number
from academie.core.private_pages import personal
from academie.proofing.findings import findings_of
from academie.proofing.panel import shown
from academie.proofing.similar import nearly_the_same

TEMPLATE = "proofing/admin/findings.html"
MAX_TITLE, MAX_INTRO = 255, 400


class _Looking:
    """Binds the page's edit form as Wagtail's preview does, with the same permission checks."""

    def validate_form(self, form: Any) -> bool:
        """Read the form without refusing what is to be shown as a finding."""
        form.only_looking = True
        return bool(super().validate_form(form))  # type: ignore[misc]  # from the preview

    def post(self: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer with the findings of what was typed; rows with a mistake are left as they were."""
        form = self.get_form(request.POST)
        if self.validate_form(form):
            form.save(commit=False)
        page = form.instance
        return render(request, TEMPLATE, shown(page, findings_of(page)))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse: a form is sent by POST."""
        return HttpResponseNotAllowed(["POST"])


class CheckView(_Looking, PreviewOnEditView):
    """The findings of a page that exists, for who may edit it; 403 for others."""


class CheckNewView(_Looking, PreviewOnCreateView):
    """The findings of a page that is still to be made, for who may add one under its parent."""


@require_safe
@personal
@login_required
def nearly_the_same_view(request: HttpRequest) -> HttpResponse:
    """Answer which items look like a title (`titel`, `inleiding`, `soort`, `zonder`).

    A piece of HTML, empty when there is nothing; JSON with `als=json`. Never fails for the
    search's sake.
    """
    given = request.GET
    cards = nearly_the_same(
        given.get("titel", "")[:MAX_TITLE],
        given.get("inleiding", "")[:MAX_INTRO],
        given.get("soort", "")[:20],
        exclude=whole_number(given.get("zonder", "")),
    )
    if given.get("als") == "json":
        found = [
            {"title": card.title, "url": card.url, "type": card.type, "label": card.type_label}
            for card in cards
        ]
        return JsonResponse({"cards": found})
    return render(request, "proofing/nearly_the_same.html", {"cards": cards})
