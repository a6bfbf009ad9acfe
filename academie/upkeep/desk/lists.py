"""The reports 'Na te kijken' and 'Dode links'."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.models import Page

from academie.accounts.who import display_name
from academie.upkeep.desk.screen import editors_only, show
from academie.upkeep.links.checking import DEAD_AFTER
from academie.upkeep.models import Confirmation, ExternalLink, LinkUse
from academie.upkeep.people import may_edit_for
from academie.upkeep.reviewing.due import BEFORE, due_pages

SHOWN = 300
NOT_OK = (ExternalLink.Outcome.REFUSED,)


@require_safe
@editors_only
def due(request: HttpRequest) -> HttpResponse:
    """List the items of this editor's region that are to be looked at within a month, or were."""
    today = timezone.localdate()
    regions: dict[int | None, bool] = {}
    pages = []
    for page in due_pages(today)[:SHOWN]:
        if page.region_id not in regions:
            regions[page.region_id] = may_edit_for(request.user, page.region)
        if regions[page.region_id]:
            pages.append(page)
    said = Confirmation.objects.filter(page_id__in=[page.pk for page in pages]).order_by("at")
    last = {one.page_id: one for one in said.select_related("user")}
    lines = [
        {
            "page": page,
            "owner": display_name(page.owner) if page.owner and page.owner.is_active else "",
            "late": page.review_by < today,
            "last": last.get(page.pk),
            "by": display_name(last[page.pk].user) if page.pk in last else "",
        }
        for page in pages
    ]
    return show(request, "due", "Na te kijken", "calendar", lines=lines, days=BEFORE.days)


@require_safe
@editors_only
def dead_links(request: HttpRequest) -> HttpResponse:
    """List links that failed on four days, those that begin to fail, and those left alone."""
    seen = ExternalLink.objects.exclude(outcome="").order_by("host", "url")
    dead = seen.filter(failures__gte=DEAD_AFTER)[:SHOWN]
    doubtful = seen.filter(failures__gt=0, failures__lt=DEAD_AFTER)[:SHOWN]
    other = seen.filter(outcome__in=NOT_OK)[:SHOWN]
    rows = [*dead, *doubtful, *other]
    pages: dict[int, list[Page]] = {}
    uses = LinkUse.objects.filter(link__in=[row.pk for row in rows]).select_related("page")
    for use in uses.order_by("page__title"):
        pages.setdefault(use.link_id, []).append(use.page)
    context = {
        "groups": [
            ("Werken niet meer", [(row, pages.get(row.pk, [])) for row in dead]),
            ("Deden het de laatste keer niet", [(row, pages.get(row.pk, [])) for row in doubtful]),
            ("Bekijken wij niet", [(row, pages.get(row.pk, [])) for row in other]),
        ],
        "last": ExternalLink.objects.exclude(checked_at=None).order_by("-checked_at").first(),
    }
    return show(request, "dead_links", "Dode links", "link-external", **context)
