"""What the search knows of sessions: their dates, and that some do not take place."""

from datetime import timedelta

import pytest
from django.utils import timezone

from academie.core.page_keys import key_of
from academie.core.search_documents import make_documents
from academie.exchange.capacity import desk
from academie.exchange.capacity.people import SYSTEM
from academie.exchange.models import TrainingEventPage
from search.models import SearchOutbox
from tests.exchange.events import make_event, session

pytestmark = pytest.mark.django_db


def document(page):
    return make_documents({TrainingEventPage: [page.pk]})[0]


@pytest.fixture
def page(site):
    soon, later = (timezone.now() + timedelta(days=days) for days in (20, 40))
    return make_event(site, session(soon, capacity=4), session(later, capacity=4))


def test_a_cancelled_session_has_no_date_in_the_search(page):
    first, second = page.ordered_sessions()
    assert document(page).starts == first.start
    SearchOutbox.objects.all().delete()

    desk.cancel(first.pk, actor=SYSTEM, note="Ziek.")

    assert SearchOutbox.objects.filter(doc_key=key_of(page.pk)).exists()
    assert document(page).starts == second.start
    assert TrainingEventPage.objects.get(pk=page.pk).next_start() == second.start


def test_without_a_session_that_takes_place_there_is_no_date(page):
    for one in page.ordered_sessions():
        desk.cancel(one.pk, actor=SYSTEM, note="Ziek.")
    assert document(page).starts is None


def test_many_events_cost_no_more_questions(site, page, django_assert_num_queries):
    more = [
        make_event(site, session(timezone.now() + timedelta(days=9)), title=f"Nog een {n}")
        for n in range(4)
    ]
    with django_assert_num_queries(_questions(page)):
        make_documents({TrainingEventPage: [page.pk, *(one.pk for one in more)]})


def _questions(page):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    make_documents({TrainingEventPage: [page.pk]})
    with CaptureQueriesContext(connection) as asked:
        make_documents({TrainingEventPage: [page.pk]})
    return len(asked)
