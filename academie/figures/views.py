"""What the script on an item's page tells us: that it was read, or that a file was opened."""

import logging
from uuid import UUID

from django.db import DatabaseError, InterfaceError, transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from academie.core.items import public_page_with
from academie.core.same_origin import is_same_origin
from academie.figures.clients import browser_mark, connection_mark, first_today, within
from academie.figures.counting import count, count_words
from academie.figures.models import What
from search.questions.log import normalised

logger = logging.getLogger(__name__)

MOST_A_MINUTE = 120
"""From one connection: a school where everybody reads at once. More is a machine."""

MOST_OF_ONE_ITEM = 40
"""The same for one item: a room full of people who open the page of the day together."""

TOLD = frozenset({What.VIEWS, What.DOWNLOADS})
"""The rest is counted where it happens."""

LONGEST = 200


@csrf_exempt
@require_POST
def beacon(request: HttpRequest) -> HttpResponse:
    """Count, when it is plausible. The answer is empty and always the same; nobody waits for it."""
    if not is_same_origin(request):
        return HttpResponse(status=403)
    try:
        _count(request)
    except (DatabaseError, InterfaceError) as error:
        # No count is worth an error in somebody's browser.
        logger.warning("A use of an item cannot be counted now: %s", type(error).__name__)
    response = HttpResponse(status=204)
    response["Cache-Control"] = "no-store"
    return response


def _count(request: HttpRequest) -> None:
    what = request.POST.get("w", "")
    try:
        item = UUID(request.POST.get("n", ""))
    except ValueError:
        return
    if what not in TOLD or not _plausible(request, item):
        return
    page = public_page_with(item)
    if page is None:
        return
    with transaction.atomic():
        count(page.pk, What(what))
        words = normalised(request.POST.get("z", "")[:LONGEST])
        # Who comes back to an item three times is still one: her words are not shown for that.
        if what == What.VIEWS and words and first_today(browser_mark(request, f"{item} {words}")):
            count_words(page.pk, words)


def _plausible(request: HttpRequest, item: UUID) -> bool:
    return within(MOST_A_MINUTE, connection_mark(request, "tel")) and within(
        MOST_OF_ONE_ITEM, connection_mark(request, f"tel {item}")
    )
