"""The page behind 'geen mail meer': a GET shows, a POST acts at once, from a mail program too."""

from django.contrib.auth import get_user_model
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from wagtail.models import Page

from academie.core.private_pages import get_or_post, private
from academie.core.visibility import public_pages
from academie.upkeep.models import NoNews
from academie.upkeep.versions.news import read_leave

ALL = "alles"


@csrf_exempt
@private
@get_or_post
def no_news(request: HttpRequest) -> HttpResponse:
    """Stop mail about one item (what a mail program asks for) or, by the second button, of all."""
    token = request.GET.get("t", "")
    known = read_leave(token)
    user = get_user_model().objects.filter(pk=known[0]).first() if known else None
    if known is None or user is None:
        return render(request, "upkeep/no_link.html", status=404)
    page = Page.objects.filter(pk=known[1]).first()
    if request.method == "POST":
        whole = request.POST.get("wat") == ALL or page is None
        with transaction.atomic():
            NoNews.objects.get_or_create(user=user, page=None if whole else page)
    refused = NoNews.objects.filter(user=user)
    context = {
        "token": token,
        "title": page.title if page and _is_open(page) else "",
        "left": page is not None and refused.filter(page=page).exists(),
        "left_all": refused.filter(page=None).exists(),
    }
    return render(request, "upkeep/no_news.html", context)


def _is_open(page: Page) -> bool:
    """Whether every reader may see it now: the mail may be older than what closed it."""
    return public_pages().filter(pk=page.pk).exists()
