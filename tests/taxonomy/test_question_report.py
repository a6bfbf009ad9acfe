"""The report 'Zoekvragen': its lists, its periods, and the way to a synonym."""

from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from academie.taxonomy.question_report import periods
from search.models import QuestionCount
from search.questions.log import monday
from search.questions.report import make_report
from tests import factories

pytestmark = pytest.mark.django_db
Kind = QuestionCount.Kind


def put(text, kind=Kind.ASKED, count=1, detail="", weeks=0):
    week = monday(timezone.localdate()) - timedelta(weeks=weeks)
    QuestionCount.objects.create(week=week, text=text, kind=kind, detail=detail, count=count)


def log_in(client, group):
    user = factories.make_user(group.lower())
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    return client


@pytest.fixture
def redacteur(client, vocabulary):
    return log_in(client, "Redacteur")


def report(client, **values):
    return client.get(reverse("question_report"), values)


def test_periods_are_whole_weeks():
    four, last, this = periods(date(2026, 11, 25))
    assert (four.first, four.last) == (date(2026, 11, 2), date(2026, 11, 23))
    assert (last.first, last.last) == (date(2026, 11, 16), date(2026, 11, 16))
    assert (this.first, this.last) == (date(2026, 11, 23), date(2026, 11, 23))


def test_lists_come_with_the_most_frequent_first(redacteur):
    put("estafette", count=3)
    put("estafette", count=2, weeks=1)
    put("estafette", Kind.NOTHING, count=4)
    put("tos", count=9)
    put("jufje", Kind.NOTHING, count=5)
    put("jufje", count=6)
    put("toss", Kind.STEP, count=2, detail="verbeterd")
    context = report(redacteur).context

    nothing = [(one.row.text, one.row.times, one.row.asked) for one in context["nothing"]]
    assert nothing == [("jufje", 5, 6), ("estafette", 4, 5)]
    assert [(one.row.text, one.row.asked, one.row.times) for one in context["asked"]] == [
        ("tos", 9, 0),
        ("jufje", 6, 5),
        ("estafette", 5, 4),
    ]
    assert [one.outcome for one in context["helped"]] == ["na verbetering van de spelling"]


def test_a_period_leaves_the_other_weeks_out(redacteur):
    put("nu")
    put("toen", weeks=1)
    put("eerder", weeks=3)
    put("te oud", weeks=4)

    def asked(**values):
        return {one.row.text for one in report(redacteur, **values).context["asked"]}

    assert asked() == asked(periode="onzin") == {"nu", "toen", "eerder"}
    assert asked(periode="vorige-week") == {"toen"}
    assert asked(periode="deze-week") == {"nu"}


def test_one_click_goes_to_a_filled_synonym(redacteur):
    put("estafette & co")
    put("estafette & co", Kind.NOTHING)
    put("estafette & co", Kind.NEXT, detail="warme overdracht")
    answer = report(redacteur)
    (went_on,) = answer.context["went_on"]
    (nothing,) = answer.context["nothing"]

    assert parse_qs(urlsplit(went_on.synonym_url).query) == {
        "term": ["warme overdracht"],
        "words": ["estafette & co"],
    }
    assert parse_qs(urlsplit(nothing.synonym_url).query) == {"words": ["estafette & co"]}
    form = redacteur.get(went_on.synonym_url).context["form"]
    assert form["words"].value() == "estafette & co"
    assert "Maak synoniem" in answer.text
    assert "estafette &amp; co" in answer.text


def test_a_region_editor_reads_and_changes_no_synonyms(client, vocabulary):
    put("tos")
    answer = report(log_in(client, "Regioredacteur"))
    assert "tos" in answer.text
    assert "Maak synoniem" not in answer.text


@pytest.mark.parametrize("group", ["Specialist", "Deelnemer"])
def test_others_do_not_see_it(client, vocabulary, group):
    put("geheimpje")
    answer = log_in(client, group).get(reverse("question_report"), follow=True)
    assert "geheimpje" not in answer.text


def test_nothing_asked_is_said_calmly(redacteur):
    assert "In deze weken is er nog niets gezocht." in report(redacteur).text


def test_the_report_asks_a_fixed_number_of_questions(redacteur, django_assert_num_queries):
    for number in range(3):
        put(f"vraag {number}", Kind.NOTHING)
        put(f"vraag {number}")
    week = monday(timezone.localdate())
    with django_assert_num_queries(6):
        make_report(week, week)


def test_the_menu_has_the_report(redacteur):
    assert reverse("question_report") in redacteur.get(reverse("wagtailadmin_home")).text
