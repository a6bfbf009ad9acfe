"""For who is logged in: telling how it went, and for the maker of an item how it is used."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Page

from academie.core.items import page_with, public_page_with
from academie.core.private_pages import get_or_post, personal, see_other
from academie.core.reach import may_reach
from academie.feedback import telling
from academie.feedback.forms import ExperienceForm, TextForm, values_of
from academie.feedback.models import Experience, State
from academie.feedback.shown import TRIED
from academie.feedback.use import use_of

MINE = "shelves:mine"


@personal
@login_required
@get_or_post
def tell(request: HttpRequest, item: UUID) -> HttpResponse:
    """Ask how it went, or change what was told; a good POST keeps it."""
    page = public_page_with(item)
    if page is None or getattr(page.specific_class, "search_type", None) not in TRIED:
        raise Http404
    if page.owner_id == request.user.pk:
        # The numbers are about what others did with it; the maker answers below.
        return see_other(reverse("feedback:use", args=[item]))
    known = Experience.objects.filter(page=page.pk, user=request.user.pk).first()
    form = ExperienceForm(
        request.POST if request.method == "POST" else None, initial=values_of(known, request.user)
    )
    if form.is_bound and form.is_valid():
        telling.tell(page.pk, request.user, form.told())
        return see_other(f"{reverse('feedback:told', args=[item])}")
    context = {"form": form, "page": None, "title": page.title, "url": page.get_url(request)}
    return render(request, "feedback/tell.html", context | {"known": known, "item": item})


@personal
@login_required
@require_safe
def told(request: HttpRequest, item: UUID) -> HttpResponse:
    """Say what became of it: waiting for an editor, counted, or refused with a reason."""
    page = page_with(item)
    known = Experience.objects.filter(page=page.pk, user=request.user.pk).first() if page else None
    if known is None:
        raise Http404
    public = public_page_with(item)
    context = {
        "known": known,
        "item": item,
        "title": public.title if public else "Een kaart die niet meer beschikbaar is",
        "url": public.get_url(request) if public else "",
    }
    return render(request, "feedback/told.html", context)


@personal
@login_required
@require_POST
def withdraw(request: HttpRequest, item: UUID) -> HttpResponse:
    """Take back what she told; also when the item is not public any more."""
    page = page_with(item)
    if page is None:
        raise Http404
    telling.withdraw(get_object_or_404(Experience, page=page.pk, user=request.user.pk))
    return see_other(f"{reverse(MINE)}#ervaringen")


@personal
@login_required
@get_or_post
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the maker of the item answer a text that is shown; an empty answer takes it back."""
    experience = get_object_or_404(
        Experience.objects.select_related("page", "reply").exclude(text=""),
        pk=pk,
        state=State.SHOWN,
        page__owner=request.user.pk,
    )
    reply = getattr(experience, "reply", None)
    form = TextForm(
        request.POST if request.method == "POST" else None,
        initial={"text": reply.text if reply else ""},
    )
    page: Page = experience.page
    item = page.specific.permanent_id
    if form.is_bound and form.is_valid():
        telling.answer(experience, request.user, form.cleaned_data["text"])
        return see_other(f"{reverse('feedback:use', args=[item])}#ervaringen")
    context = {"form": form, "experience": experience, "reply": reply, "title": page.title}
    return render(request, "feedback/answer.html", context | {"item": item})


@personal
@login_required
@require_safe
def use(request: HttpRequest, item: UUID) -> HttpResponse:
    """Show to the maker of an item, and to the editors of its region, how it is used."""
    page = page_with(item)
    if page is None or not may_reach(request.user, page.pk):
        raise Http404
    context = {"use": use_of(page), "mine": page.owner_id == request.user.pk, "item": item}
    return render(request, "feedback/use.html", context)
