"""One screen of the writing flow."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from academie.core.private_pages import get_or_post, see_other
from academie.moderation.standing import standing_of
from academie.proofing.findings import findings_of
from academie.writing import checking, drafts, screens
from academie.writing.alike import alike
from academie.writing.doors import wants_json, writing_form
from academie.writing.own import waits
from academie.writing.plan.all import kind_named, kind_of
from academie.writing.plan.steps import Kind, Step
from academie.writing.saving import Outcome, save_screen
from academie.writing.shown import Setting, shown
from academie.writing.words_on_screen import frame

WAITING = "Deze tekst ligt bij een lezer. Haal haar eerst terug, dan bewaren wij wat u typte."
EXPIRED = "Uw pagina was verlopen. Uw tekst staat er nog: druk nog eens op de knop."
BACK = "U bent weer ingelogd en uw tekst staat er nog. Druk op de knop om te bewaren."
OTHER = "Deze kaart is intussen ook ergens anders bewaard. Beide teksten staan hieronder."
NOT_ALL = "Niet alles is bewaard. Onder de knop Verder leest u waarom."


@get_or_post
@writing_form
def begin(request: HttpRequest, kind: str, *, trusted: bool) -> HttpResponse:
    """Show the first screen of a text that does not exist yet; the first save makes it."""
    found = kind_named(kind)
    if found is None or drafts.shelf_of(found) is None:
        raise Http404
    return _answer(request, found, found.steps[0], None, trusted)


@get_or_post
@writing_form
def step(request: HttpRequest, page_id: int, step: str, *, trusted: bool) -> HttpResponse:
    """Show or save one screen of somebody's own text."""
    user: Any = request.user
    page = drafts.own_page(page_id, user)
    kind = kind_of(page)
    found = kind.step(step) if kind else None
    if kind is None or found is None:
        raise Http404
    if waits(standing_of(page)):
        if request.method != "POST":
            return see_other(reverse("writing:last", args=[page_id]))
        outcome = _unsaved(request, kind, found, page_id, {"": WAITING})
        return _screen(request, kind, found, outcome, status=409)
    return _answer(request, kind, found, page_id, trusted)


def _answer(
    request: HttpRequest, kind: Kind, step: Step, page_id: int | None, trusted: bool
) -> HttpResponse:
    if request.method != "POST":
        return _screen(request, kind, step, _as_it_stands(request, kind, step, page_id))
    if not trusted:
        sentence = EXPIRED if "doe" in request.POST else BACK
        outcome = _unsaved(request, kind, step, page_id, {})
        return _screen(request, kind, step, outcome, said=sentence)
    outcome = save_screen(request, kind, step, page_id)
    if wants_json(request):
        return _for_script(outcome, kind, step)
    done = request.POST.get("doe", "")
    if outcome.other is not None or not outcome.kept:
        return _screen(request, kind, step, outcome, status=422)
    if request.POST.get("rij"):
        return _screen(request, kind, step, outcome)
    if done == "stop":
        return see_other(reverse("writing:mine"))
    if outcome.problems and done:
        return _screen(request, kind, step, outcome, status=422)
    following = kind.after(step)
    if done == "kijk":
        return see_other(reverse("writing:preview", args=[outcome.page.pk]))
    if done != "verder":
        return see_other(reverse("writing:step", args=[outcome.page.pk, step.slug]))
    if following is None:
        return see_other(reverse("writing:last", args=[outcome.page.pk]))
    return see_other(reverse("writing:step", args=[outcome.page.pk, following.slug]))


def _as_it_stands(request: HttpRequest, kind: Kind, step: Step, page_id: int | None) -> Outcome:
    user: Any = request.user
    page = drafts.own_page(page_id, user) if page_id else drafts.new_page(kind, user)
    rest = drafts.rest_of(page)
    typed = screens.screen_of(step, page, rest)
    found = screens.problems(step, typed, page) if rest else {}
    if page_id and "mist" in request.GET:
        names = {part.name for part in step.parts}
        lacks = checking.missing(page).items()
        found |= {
            kind.elsewhere.get(name, name): text
            for name, text in lacks
            if kind.elsewhere.get(name, name) in names
        }
    return Outcome(page, typed, kept=bool(page_id), problems=found)


def _unsaved(
    request: HttpRequest, kind: Kind, step: Step, page_id: int | None, problems: dict[str, str]
) -> Outcome:
    """What was typed on top of the page as it is, with nothing stored."""
    user: Any = request.user
    page = drafts.own_page(page_id, user) if page_id else drafts.new_page(kind, user)
    return Outcome(page, screens.posted(step, request.POST), problems=problems)


def _screen(
    request: HttpRequest,
    kind: Kind,
    step: Step,
    outcome: Outcome,
    *,
    status: int = 200,
    said: str = "",
) -> HttpResponse:
    page = outcome.page
    findings = findings_of(page) if page.pk else []
    setting = Setting(page, outcome.problems, checking.advice_for(step, findings))
    problem = OTHER if outcome.other is not None else outcome.problems.get("", "")
    context = frame(request, kind, step, page) | {
        "sections": shown(step, outcome.typed, setting),
        "problems": [pair for pair in outcome.problems.items() if pair[0]],
        "problem": problem,
        "said": said,
        "seen": _seen(step, page),
        "other": _other(step, outcome, page),
        "alike": alike(page) if "title" in outcome.typed and page.pk else [],
        "stopped": outcome.stopped,
    }
    return render(request, "writing/step.html", context, status=status)


def _seen(step: Step, page: Any) -> str:
    if not page.pk:
        return ""
    return screens.fingerprint(screens.screen_of(step, page, drafts.rest_of(page)))


def _other(step: Step, outcome: Outcome, page: Any) -> list[Any]:
    """Return what stands in the page now, for the parts in which it differs from what was typed."""
    if outcome.other is None:
        return []
    sections = shown(step, outcome.other, Setting(page, {}))
    return [
        part
        for section in sections
        for part in section.parts
        if not screens.same(outcome.typed[part.name], outcome.other[part.name])
    ]


def _for_script(outcome: Outcome, kind: Kind, step: Step) -> HttpResponse:
    """Tell our script what became of a save that nobody asked for."""
    if outcome.other is not None:
        return JsonResponse({"said": OTHER}, status=409)
    if not outcome.kept:
        return JsonResponse({"said": next(iter(outcome.problems.values()))}, status=422)
    moment = date_format(timezone.localtime(), "H.i")
    return JsonResponse(
        {
            "said": NOT_ALL if outcome.problems else f"Concept bewaard om {moment} uur.",
            "seen": _seen(step, outcome.page),
            "url": reverse("writing:step", args=[outcome.page.pk, step.slug]),
        }
    )
