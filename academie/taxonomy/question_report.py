"""The report 'Zoekvragen': what people search for, and one click to a synonym."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe
from wagtail.admin.menu import MenuItem

from search.guidance.ladder import ALIKE, ANY, MENDED
from search.questions.log import monday
from search.questions.report import Question, Report, WentOn, make_report

TITLE = "Zoekvragen"
VIEW = "search.view_questioncount"
ADD_SYNONYM = "taxonomy.add_synonym"
WEEK = timedelta(weeks=1)

STEPS = {
    MENDED: "na verbetering van de spelling",
    ANY: "met een deel van de woorden",
    ALIKE: "met woorden die erop lijken",
}


@dataclass(frozen=True, slots=True)
class Period:
    """One choice of the report: its name in the address and the Mondays it runs from and to."""

    slug: str
    label: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list with the addresses of what an editor can do about it."""

    row: Question | WentOn
    outcome: str
    search_url: str
    synonym_url: str


def periods(today: date) -> list[Period]:
    """Return what can be chosen; the first one is shown when nobody chose."""
    week = monday(today)
    return [
        Period("vier-weken", "Laatste vier weken", week - 3 * WEEK, week),
        Period("vorige-week", "Vorige week", week - WEEK, week - WEEK),
        Period("deze-week", "Deze week", week, week),
    ]


@require_safe
def question_report(request: HttpRequest) -> HttpResponse:
    """Show the lists of one period."""
    if not request.user.has_perm(VIEW):
        raise PermissionDenied
    choices = periods(timezone.localdate())
    slug = request.GET.get("periode", "")
    period = next((one for one in choices if one.slug == slug), choices[0])
    report = make_report(period.first, period.last)
    context: dict[str, Any] = {
        "header_title": TITLE,
        "page_title": TITLE,
        "header_icon": "help",
        "periods": choices,
        "period": period,
        "until": period.last + timedelta(days=6),
        "may_add": request.user.has_perm(ADD_SYNONYM),
        **_lists(report),
    }
    response = render(request, "taxonomy/admin/question_report.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


class QuestionMenuItem(MenuItem):
    """Shown to whoever may see the report."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether this user may see the report."""
        return bool(request.user.has_perm(VIEW))


def menu_item() -> MenuItem:
    """Return the menu item below 'Rapporten'."""
    return QuestionMenuItem(
        TITLE, reverse("question_report"), name="zoekvragen", icon_name="help", order=590
    )


def _lists(report: Report) -> dict[str, list[Row]]:
    return {
        "nothing": list(map(_question, report.nothing)),
        "helped": [_question(one, STEPS.get(one.step, one.step)) for one in report.helped],
        "went_on": list(map(_went_on, report.went_on)),
        "asked": list(map(_question, report.asked)),
    }


def _question(one: Question, outcome: str = "") -> Row:
    return Row(one, outcome, _search(one.text), _synonym({"words": one.text}))


def _went_on(one: WentOn) -> Row:
    """Who types the first words has to find what the second ones find."""
    values = {"term": one.next_text, "words": one.text}
    return Row(one, "", _search(one.next_text), _synonym(values))


def _search(text: str) -> str:
    return f"{reverse('search:page')}?{urlencode({'q': text})}"


def _synonym(values: dict[str, str]) -> str:
    return f"{reverse('wagtailsnippets_taxonomy_synonym:add')}?{urlencode(values)}"
