"""Reading along without an account: the question, the text, the answer. A GET changes nothing."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Page

from academie.accounts.who import display_name
from academie.core.numbers import whole_number
from academie.core.private_pages import get_or_post, private, see_other
from academie.moderation import post, reading_limits, reading_links
from academie.moderation.makers import makers_of
from academie.moderation.models import ReadingLink
from academie.moderation.reading_forms import AnswerForm, AskForm
from academie.moderation.reading_key import hold_key
from academie.moderation.story import is_story

MOST_LINKS = 20
"""Links to one page that work at the same time."""
FULL = "Er lezen al genoeg mensen mee. Trek eerst een link in."


@csrf_exempt
@private
@get_or_post
def read(request: HttpRequest) -> HttpResponse:
    """Show what is asked, with a link to the text and the form; a POST writes the answer down."""
    link = reading_links.read_token(_token(request))
    if link is None:
        return render(request, "moderation/no_link.html", status=404)
    story = is_story(link.page)
    form = AnswerForm(request.POST if request.method == "POST" else None, story=story)
    problem = ""
    if form.is_bound and form.is_valid():
        try:
            if not form.is_machine:
                _take_in(request, link, form.cleaned_data)
            return render(request, "moderation/read_thanks.html", {"link": link})
        except reading_limits.TooManyError:
            problem = reading_limits.BUSY
    context: dict[str, Any] = {
        "link": link,
        "title": link.revision.as_object().title,
        "asker": display_name(link.made_by),
        "token": _token(request),
        "form": form,
        "story": story,
        "problem": problem,
    }
    return render(request, "moderation/read.html", context, status=429 if problem else 200)


@private
@require_safe
def text(request: HttpRequest) -> HttpResponse:
    """Show exactly the version that the link is for, as readers would see it."""
    link = reading_links.read_token(_token(request))
    if link is None:
        return render(request, "moderation/no_link.html", status=404)
    page = link.revision.as_object()
    response: HttpResponse = page.make_preview_request(None, page.default_preview_mode)
    hold_key(response, _token(request))
    return response


@login_required
@never_cache
@get_or_post
def ask(request: HttpRequest, number: int) -> HttpResponse:
    """Let a maker or an editor ask somebody to read along, and show who was asked."""
    page = _own_page(request, number)
    form = AskForm(request.POST if request.method == "POST" else None)
    address, problem = "", ""
    if form.is_bound and form.is_valid():
        if reading_links.working(page.pk) >= MOST_LINKS:
            problem = FULL
        elif not form.is_machine:
            try:
                address = _make(page, request.user, form.cleaned_data)
                form = AskForm()
            except reading_limits.TooManyError:
                problem = reading_limits.BUSY
    context = {
        "page_title": page.draft_title,
        "number": page.pk,
        "form": form,
        "problem": problem,
        "address": address,
        "links": ReadingLink.objects.filter(page_id=page.pk)[:50],
    }
    return render(request, "moderation/ask.html", context)


@login_required
@never_cache
@require_POST
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """End one link, or all of a page."""
    page = _own_page(request, number)
    chosen = whole_number(request.POST.get("link", ""))
    if chosen is not None:
        reading_links.withdraw(page.pk, chosen)
        messages.success(request, "De link werkt niet meer.")
    return see_other(reverse("moderation:ask", args=[page.pk]))


@transaction.atomic
def _take_in(request: HttpRequest, link: ReadingLink, given: dict[str, Any]) -> None:
    """Write an answer down; who asked hears of the first one."""
    reading_limits.take_answer(request, link.pk)
    first = link.answered_at is None
    reading_links.answer(link, given["verdict"], given["remarks"], given.get("recognisable", ""))
    if first:
        post.answered(link)


@transaction.atomic
def _make(page: Page, user: Any, given: dict[str, Any]) -> str:
    """Make a link and mail it when there is an address; return it."""
    reading_limits.take_question(user.pk)
    link, address = reading_links.make_link(
        page, page.latest_revision, user, given["role"], given["email"]
    )
    post.read_along(link, address)
    return address


def _own_page(request: HttpRequest, number: int) -> Page:
    """Return a page with a version to read, of which this account is a maker or an editor."""
    page = get_object_or_404(Page, pk=number).specific
    user: Any = request.user
    revision = page.latest_revision
    if revision is None:
        raise Http404
    if user.pk in makers_of(page, revision) or page.permissions_for_user(user).can_edit():
        return page
    raise Http404


def _token(request: HttpRequest) -> str:
    return request.GET.get("t", "")
