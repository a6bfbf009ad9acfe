"""What an editor says about the next version, and taking a version back."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from wagtail.log_actions import log
from wagtail.models import Page

from academie.core.numbers import whole_number
from academie.core.pupil_data import pupil_data
from academie.upkeep.desk.screen import show
from academie.upkeep.models import PublishedVersion, VersionNote
from academie.upkeep.people import is_top
from academie.upkeep.versions.reading import hide

HIDDEN = "upkeep.version_hidden"
TITLE = "Versies voor lezers"


class NoteForm(forms.ModelForm):
    """What readers are told about the next version, and whether savers get a mail."""

    class Meta:
        model = VersionNote
        fields = ("text", "is_small")

    def clean_text(self) -> str:
        """Return the words, without data of a pupil: readers see them."""
        given = str(self.cleaned_data["text"])
        for trace in pupil_data(given):
            raise forms.ValidationError(trace.sentence)
        return given


@require_http_methods(["GET", "HEAD", "POST"])
def page_versions(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show the versions of a page and what is said of the next one; for who may change the page.

    A POST keeps that; from a beheerder it may take a version back (``weg``: its number).
    """
    page = get_object_or_404(Page, pk=page_id).specific
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    may_hide = is_top(request.user)
    if request.method == "POST" and "weg" in request.POST:
        if not may_hide:
            raise PermissionDenied
        _take_back(request, page)
        return redirect("upkeep_versions", page_id=page_id)
    note = VersionNote.objects.filter(pk=page_id).first() or VersionNote(page_id=page_id)
    form = NoteForm(request.POST if request.method == "POST" else None, instance=note)
    if form.is_bound and form.is_valid():
        form.save()
        messages.success(request, "Bewaard. Het geldt bij de volgende publicatie.")
        return redirect("upkeep_versions", page_id=page_id)
    versions = PublishedVersion.objects.filter(page_id=page_id).order_by("-number").defer("content")
    context = {"page": page, "form": form, "versions": versions, "may_hide": may_hide}
    return show(request, "versions", TITLE, "history", **context)


def _take_back(request: HttpRequest, page: Page) -> None:
    number = whole_number(request.POST.get("weg", ""))
    shown = PublishedVersion.objects.filter(page_id=page.pk, hidden_at=None).select_related("page")
    version = shown.filter(number=number).first() if number is not None else None
    if version is None:
        messages.warning(request, "Deze versie is er niet, of is al teruggetrokken.")
        return
    hide(version, timezone.now())
    log(instance=page, action=HIDDEN, user=request.user, data={"number": version.number})
    messages.success(request, f"Versie {version.number} is teruggetrokken. De tekst is gewist.")
