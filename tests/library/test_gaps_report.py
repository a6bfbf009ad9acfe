"""The list 'Nog aan te vullen' in the admin."""

from io import BytesIO

import openpyxl
import pytest
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from academie.initiatives.models import Nieuwsbericht
from tests import factories

pytestmark = pytest.mark.django_db


def log_in(client, group):
    user = factories.make_user(f"lid-{group.lower()}")
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    return user


@pytest.fixture
def redactie(client, site):
    log_in(client, "Redacteur")
    return client


def adopted(site, **values):
    return factories.make_toolkit(site, adopted=True, escalate_when="", **values)


def titles(answer):
    return [page.title for page in answer.context["object_list"]]


def test_adopted_items_with_their_gaps_and_a_link(redactie, site):
    page = adopted(site, title="Van elders", minutes=None)
    answer = redactie.get(reverse("gaps_report"))
    assert titles(answer) == ["Van elders"]
    shown = answer.content.decode()
    assert "Nog aan te vullen" in shown
    assert "Vul in hoeveel minuten het kost." in shown
    assert "Opschalen als" in shown
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in shown


def test_own_and_complete_items_are_not_in_it(redactie, site):
    factories.make_toolkit(site, title="Eigen")
    factories.make_toolkit(site, title="Volledig", adopted=True)
    factories.make_toolkit(site, title="Eigen concept", publish=False, minutes=None)
    answer = redactie.get(reverse("gaps_report"))
    assert titles(answer) == []
    assert "Er is niets meer aan te vullen." in answer.content.decode()


def test_drafts_come_after_what_readers_see(redactie, site):
    adopted(site, title="A concept", publish=False)
    adopted(site, title="B op de site")
    assert titles(redactie.get(reverse("gaps_report"))) == ["B op de site", "A concept"]


def test_list_is_narrowed_to_a_type(redactie, site):
    adopted(site, title="Toolkit")
    factories.make_nieuws(site, title="Bericht", adopted=True, region=None)
    kind = ContentType.objects.get_for_model(Nieuwsbericht)
    answer = redactie.get(reverse("gaps_report"), {"content_type": kind.pk})
    assert titles(answer) == ["Bericht"]


def test_words_of_the_source_stay_text(redactie, site):
    adopted(site, title="<script>alert(1)</script>")
    assert "<script>alert(1)" not in redactie.get(reverse("gaps_report")).content.decode()


@pytest.mark.parametrize("title", ["=1+1", "+31", "-2", "@som"])
def test_export_computes_nothing(redactie, site, title):
    adopted(site, title=title)
    answer = redactie.get(reverse("gaps_report"), {"export": "xlsx"})
    book = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content)))
    cells = next(book.active.iter_rows(min_row=2, values_only=True))
    assert cells[0] == f"'{title}"
    assert "Opschalen als" in cells[3]


@pytest.mark.parametrize("group", ["Deelnemer", "Specialist"])
@pytest.mark.parametrize("address", ["gaps_report", "gaps_report_results"])
def test_who_publishes_nothing_gets_no_list(client, site, group, address):
    log_in(client, group)
    assert client.get(reverse(address)).status_code == 403


def test_it_stands_in_the_menu(redactie):
    answer = redactie.get(reverse("wagtailadmin_home"))
    assert reverse("gaps_report") in answer.content.decode()


def test_queries_do_not_grow_with_the_list(redactie, site):
    def queries():

        with CaptureQueriesContext(connection) as captured:
            redactie.get(reverse("gaps_report_results"))
        return len(captured)

    adopted(site, title="Eerste")
    factories.make_nieuws(site, title="Bericht", adopted=True, region=None)
    queries()
    few = queries()
    for number in range(12):
        adopted(site, title=f"Toolkit {number}")
    assert queries() == few
