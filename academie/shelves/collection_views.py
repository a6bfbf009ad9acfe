"""Collections: making, ordering, sharing; and what others see behind the link."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from academie.core.numbers import whole_number
from academie.core.private_pages import get_or_post, personal, private, see_other
from academie.mail.links import absolute
from academie.shelves import collecting
from academie.shelves.forms import CollectionForm, LineForm
from academie.shelves.models import Collection, CollectionItem
from academie.shelves.shown import for_others, for_owner

OwnView = Callable[[HttpRequest, Collection], HttpResponse]


def _of_owner(view: OwnView) -> Callable[..., HttpResponse]:
    """Give the view the collection of this address, if it is the asker's own; otherwise 404."""

    @wraps(view)
    def wrapped(request: HttpRequest, pk: int) -> HttpResponse:
        return view(request, get_object_or_404(Collection, pk=pk, owner=request.user.pk))

    return wrapped


@personal
@login_required
@get_or_post
def new(request: HttpRequest) -> HttpResponse:
    """Ask for a name, and make an empty collection."""
    form = CollectionForm(request.POST or None)
    problem = ""
    if form.is_bound and form.is_valid():
        try:
            made = collecting.make(request.user, **form.cleaned_data)
        except collecting.Full as full:
            problem = str(full)
        else:
            return see_other(reverse("shelves:collection", args=[made.pk]))
    return _form_page(request, "shelves/new.html", form, {"problem": problem})


@personal
@login_required
@_of_owner
@get_or_post
def collection(request: HttpRequest, own: Collection) -> HttpResponse:
    """Show a collection to its owner with all its buttons; each POST does one thing."""
    if request.method == "POST":
        return _act(request, own)
    return _own_page(request, own)


@personal
@login_required
@_of_owner
@get_or_post
def describe(request: HttpRequest, own: Collection) -> HttpResponse:
    """Change name and explanation."""
    first = {"title": own.title, "intro": own.intro}
    form = CollectionForm(request.POST if request.method == "POST" else None, initial=first)
    if form.is_bound and form.is_valid():
        collecting.describe(own, **form.cleaned_data)
        return see_other(_address(own))
    return _form_page(request, "shelves/describe.html", form, {"own": own})


@personal
@login_required
@_of_owner
@get_or_post
def delete(request: HttpRequest, own: Collection) -> HttpResponse:
    """Ask whether she is sure; the POST throws it away."""
    if request.method == "POST":
        own.delete()
        return see_other(f"{reverse('shelves:mine')}#verzamelingen")
    return render(request, "shelves/delete.html", {"own": own})


@private
@require_safe
def shared(request: HttpRequest, key: str) -> HttpResponse:
    """Show a collection to whoever has its link: what is public, and nobody's name."""
    found = _shared(key)
    context = {"shared": found, "lines": for_others(found)}
    return render(request, "shelves/shared.html", context)


@personal
@login_required
@get_or_post
def copy(request: HttpRequest, key: str) -> HttpResponse:
    """Ask whether to take a shared collection over; the POST makes an own copy."""
    found = _shared(key)
    problem = ""
    if request.method == "POST":
        try:
            made = collecting.copy(found, request.user)
        except collecting.Full as full:
            problem = str(full)
        else:
            return see_other(_address(made))
    context = {"shared": found, "lines": for_others(found), "problem": problem}
    return render(request, "shelves/copy.html", context, status=409 if problem else 200)


def _act(request: HttpRequest, own: Collection) -> HttpResponse:
    action = request.POST.get("actie", "")
    match action:
        case "delen":
            collecting.open_link(own)
            return see_other(f"{_address(own)}#delen")
        case "dicht":
            collecting.close_link(own)
            return see_other(f"{_address(own)}#delen")
    item = _item(request, own)
    if item is None:
        # Taken out in another tab: the page shows how it is now.
        return see_other(_address(own))
    match action:
        case "omhoog" | "omlaag":
            collecting.move(item, up=action == "omhoog")
        case "eruit":
            collecting.take_out(item)
            return see_other(_address(own))
        case "zeg":
            form = LineForm(request.POST)
            if not form.is_valid():
                return _own_page(request, own, form, item)
            collecting.say(item, form.cleaned_data["line"])
    return see_other(f"{_address(own)}#kaart-{item.pk}")


def _item(request: HttpRequest, own: Collection) -> CollectionItem | None:
    pk = whole_number(request.POST.get("kaart", ""))
    items = own.items.select_related("collection")
    return items.filter(pk=pk).first() if pk is not None else None


def _own_page(
    request: HttpRequest,
    own: Collection,
    form: LineForm | None = None,
    item: CollectionItem | None = None,
) -> HttpResponse:
    context = {
        "own": own,
        "lines": for_owner(own),
        "link": absolute(reverse("shelves:shared", args=[own.key])) if own.key else "",
        "wrong": item.pk if item else None,
        "typed": form.data.get("line", "") if form else "",
        "problems": [(f"zeg-{item.pk}", one) for _, one in form.problems] if form and item else [],
    }
    status = 422 if form else 200
    return render(request, "shelves/collection.html", context, status=status)


def _form_page(
    request: HttpRequest, template: str, form: Form, context: dict[str, Any]
) -> HttpResponse:
    return render(request, template, {"form": form, **context})


def _shared(key: str) -> Collection:
    found = Collection.objects.filter(key=key, owner__is_active=True).first() if key else None
    if found is None:
        raise Http404
    return found


def _address(own: Collection) -> str:
    return reverse("shelves:collection", args=[own.pk])
