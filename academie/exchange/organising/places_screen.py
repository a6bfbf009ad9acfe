"""Changing the places of a session: first what it would do, then doing it."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from academie.core.enums import World
from academie.exchange.capacity import desk
from academie.exchange.capacity.changing_places import check
from academie.exchange.capacity.desk import Places
from academie.exchange.capacity.errors import NotPossible
from academie.exchange.capacity.room import enter
from academie.exchange.capacity.rules import is_released
from academie.exchange.capacity.what_if import what_if_places, what_if_released
from academie.exchange.models import TrainingSession
from academie.exchange.organising.acting import attempt
from academie.exchange.organising.places_form import PlacesForm
from academie.exchange.organising.screen import actor, of_session, show, to_session


@require_http_methods(["GET", "HEAD", "POST"])
@of_session
def places(request: HttpRequest, session: TrainingSession) -> HttpResponse:
    """Show the numbers; after the first POST what they would do; after the second they are so."""
    form = PlacesForm(request.POST or None, initial=PlacesForm.values_of(session))
    preview = ""
    now = timezone.now()
    begun = session.start <= now
    if request.method == "POST" and form.is_valid():
        wanted = Places(**form.cleaned_data)
        try:
            if request.POST.get("stap") == "doe":
                desk.change_places(session.pk, wanted, actor=actor(request))
                messages.success(request, "De plaatsen zijn veranderd.")
                return to_session(session)
            with enter(session.pk) as room:
                check(room, wanted)
            gain = what_if_places(session.pk, wanted)
            preview = gain_words("Als u dit doet", {} if begun else gain)
        except NotPossible as error:
            form.add_error(None, error.sentence)
    seating = getattr(session, "seating", None)
    gain = {} if begun else what_if_released(session.pk)
    context = {
        "preview": preview,
        "changes": _changes(session, form) if preview else [],
        "released": is_released(
            session.start, session.release_days, seating.released_at if seating else None, now
        ),
        "release_words": gain_words("Als u nu vrijgeeft", gain),
    }
    return show(
        request,
        "exchange/admin/places.html",
        "Plaatsen",
        session=session,
        form=form,
        context=context,
    )


@require_POST
@of_session
def release(request: HttpRequest, session: TrainingSession) -> HttpResponse:
    """Let everybody have the places that are still kept, from now on."""
    attempt(
        request,
        lambda: desk.release(session.pk, actor=actor(request)),
        "De bewaarde plaatsen zijn vrij voor iedereen. Wie nu een plaats krijgt, krijgt een mail.",
    )
    return to_session(session)


def gain_words(before: str, gain: Mapping[World, int]) -> str:
    """Return who gets a place, in words: 'Als u nu vrijgeeft: 3 zorg, 1 onderwijs.'"""
    names = {World.CARE: "zorg", World.EDUCATION: "onderwijs", World.OTHER: "gemeente of overig"}
    parts = [f"{gain[side]} {name}" for side, name in names.items() if gain.get(side)]
    if not parts:
        return f"{before}, krijgt nog niemand van de wachtlijst een plaats."
    return f"{before}: {', '.join(parts)}. Dat gaat meteen, met een mail."


def _changes(session: TrainingSession, form: PlacesForm) -> list[tuple[str, int, int]]:
    """Return what changes: its name, the number now and the number then."""
    return [
        (str(form.fields[name].label), now, form.cleaned_data[name])
        for name, now in PlacesForm.values_of(session).items()
        if form.cleaned_data[name] != now
    ]
