"""Behind the links in the letters: no more reminders, and the calendar of one person.

No session and no cookie; a GET changes nothing, because mail filters open every link.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from academie.core.private_pages import get_or_post, private
from academie.exchange import ics, links
from academie.exchange.letters import own_agenda, reminding
from academie.exchange.models import Reminder, SignUp

NAME = "Mijn momenten bij de Onderwijs-Zorg Academie"
FEED_SECONDS = 900


@csrf_exempt
@private
@get_or_post
def quiet(request: HttpRequest) -> HttpResponse:
    """Show a button that stops the reminders of one sign-up; a POST, also of a mail program, does.

    Who holds the link learns nothing else about the person.
    """
    token = request.GET.get("t", "")
    public = links.read_quiet(token)
    sign_up = SignUp.objects.filter(public=public).first() if public else None
    if sign_up is None:
        return render(request, "exchange/letters/no_link.html", status=404)
    if request.method == "POST":
        reminding.stop(sign_up)
    rows = {Reminder.Kind(row.kind): row for row in sign_up.reminders.all()}
    context = {"token": token, "done": reminding.is_quiet(rows)}
    return render(request, "exchange/letters/quiet.html", context)


@require_safe
def own_feed(request: HttpRequest) -> HttpResponse:
    """Send the calendar of one person; 304 when it has not changed. 404 for a false link.

    No name and no address are in it: a calendar is often shared with a whole team.
    """
    public = links.read_feed(request.GET.get("t", ""))
    found = own_agenda.entries(public, timezone.now()) if public else None
    if found is None:
        raise Http404
    tag = ics.etag(NAME, found)
    response = get_conditional_response(request, etag=tag)
    if response is None:
        response = HttpResponse(
            ics.calendar(NAME, found), content_type="text/calendar; charset=utf-8"
        )
        response["Content-Disposition"] = 'inline; filename="mijn-agenda.ics"'
    response["ETag"] = tag
    response["Cache-Control"] = f"private, max-age={FEED_SECONDS}"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
