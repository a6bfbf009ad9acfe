"""Signing up from the page of an event, and the page that says how it went.

No session and no cookie: a form proves itself by its stamp. The same form, or the same person in
the same session, is one sign-up and leads to the same page, however often somebody presses.
"""

import logging

from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from wagtail.models import PageViewRestriction

from academie.core.client_address import client_address
from academie.core.limits import TooManyError
from academie.core.private_pages import get_or_post, private, see_other
from academie.core.visibility import is_public, may_be_live
from academie.exchange.capacity import explain
from academie.exchange.capacity.errors import NotPossible
from academie.exchange.enums import SignUpState
from academie.exchange.models import SignUp, TrainingEventPage, TrainingSession
from academie.exchange.moments import moment_of
from academie.exchange.signing import limits, told, wording
from academie.exchange.signing.arriving import arrive
from academie.exchange.signing.form import SignUpForm
from academie.exchange.signing.shown import ANCHOR, Asked
from academie.exchange.signing.stamps import new_stamp, read_stamp

BUSY_SECONDS = 60

logger = logging.getLogger(__name__)


@csrf_exempt
@get_or_post
def sign_up(request: HttpRequest, slug: str) -> HttpResponse:
    """Take the form of an event's page; when something is wrong, show that page with the form.

    Raises ``Http404`` when no reader may see the event.
    """
    if request.method != "POST":
        return HttpResponseRedirect(f"/agenda/{slug}/#{ANCHOR}")
    now = timezone.now()
    form = _form(request, slug)
    if not form.may_choose:
        _event(slug)
    if form.is_machine:
        return see_other(told.told_nothing_url())
    stamp = read_stamp(form.stamp, now)
    # A form keeps its own stamp until it is accepted: pressing again is the same form.
    text = form.stamp if stamp else new_stamp(now)
    if form.errors:
        return _again(request, slug, Asked(form, text))
    if stamp is None:
        return _again(request, slug, Asked(form, text, wording.AGAIN))
    if stamp.is_too_fast(now):
        return _again(request, slug, Asked(form, text, wording.TOO_FAST))
    try:
        row = arrive(
            form.session_pk,
            form.applicant,
            key=stamp.key,
            address=client_address(request),
            now=now,
        )
    except NotPossible as refused:
        return _again(request, slug, Asked(form, text, refused.sentence))
    except TooManyError as busy:
        answer = _again(request, slug, Asked(form, text, limits.sentence(busy, now)), status=429)
        answer["Retry-After"] = str(busy.seconds(now))
        return answer
    except OperationalError as error:
        # Whoever held the database held it too long; nothing was written.
        logger.warning("A sign-up was given up: %s", str(error).partition("\n")[0])
        answer = _again(request, slug, Asked(form, text, wording.WAITED), status=503)
        answer["Retry-After"] = str(BUSY_SECONDS)
        return answer
    return see_other(told.told_url(row))


@private
@require_safe
def signed_up(request: HttpRequest) -> HttpResponse:
    """Say how it went: new or not, the page is the same, and it names nobody."""
    public = told.read_told(request.GET.get("t", ""))
    if public is None:
        return render(request, "exchange/sign_up/no_link.html", status=404)
    row = SignUp.objects.select_related("session__page").filter(public=public).first()
    if row is None:
        return render(request, "exchange/sign_up/look_in_mail.html")
    now = timezone.now()
    context = {
        "event": row.session.page,
        "moment": moment_of(row.session, now=now),
        "standing": explain.standing(row, now),
        "heading": wording.HEADINGS[SignUpState(row.state)],
        "is_active": row.is_active,
        "may_return": row.state in {SignUpState.WITHDRAWN, SignUpState.HANDED_OVER},
    }
    return render(request, "exchange/sign_up/signed_up.html", context)


def _event(slug: str) -> TrainingEventPage:
    events = TrainingEventPage.objects.filter(is_public(), slug=slug)
    found: TrainingEventPage | None = events.order_by("pk").first()
    if found is None:
        raise Http404
    return found


def _form(request: HttpRequest, slug: str) -> SignUpForm:
    """Return the form with the sessions that it may choose from, none when nobody may see them.

    The page itself is read when it has to be shown again: a good form does without.
    """
    online = TrainingEventPage.objects.filter(may_be_live(), slug=slug).order_by()
    rows = TrainingSession.objects.filter(page__in=online.values("pk")).order_by()
    fields = ("pk", "start", "capacity", "seating__cancelled_at", "page__path")
    closed = tuple(PageViewRestriction.objects.order_by().values_list("page__path", flat=True))
    sessions = [row for row in rows.values_list(*fields) if not row[-1].startswith(closed)]
    now = timezone.now()
    coming = [pk for pk, start, places, off, _ in sessions if start > now and places and not off]
    # Nothing to choose: the one that is left, or the only one there was, which says why it closed.
    only = coming or [row[0] for row in sessions]
    sole = only[0] if len(only) == 1 else None
    return SignUpForm(request.POST.dict(), frozenset(row[0] for row in sessions), sole)


def _again(request: HttpRequest, slug: str, asked: Asked, *, status: int = 200) -> HttpResponse:
    answer: HttpResponse = _event(slug).serve(request, asked=asked)
    answer.status_code = status
    answer["Cache-Control"] = "private, no-store"
    return answer
