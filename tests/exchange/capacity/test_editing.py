from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from academie.exchange.capacity import desk
from academie.exchange.capacity.people import SYSTEM
from academie.exchange.models import SignUp, TrainingEventPage, TrainingSession
from tests import factories
from tests.exchange.capacity.people import BEVESTIGD, E, Z, fresh, join, make_session
from tests.exchange.events import session

pytestmark = pytest.mark.django_db


def problems(one):
    try:
        one.full_clean(exclude=["page"])
    except ValidationError as error:
        return error.message_dict
    return {}


def test_the_form_says_when_there_are_more_people_than_places(site):
    where = make_session(site, capacity=3)
    join(where), join(where)
    where.capacity = 1
    assert "Er hebben al 2 mensen een plaats" in problems(where)["capacity"][0]
    where.capacity = 2
    assert problems(where) == {}


def test_the_form_says_what_can_still_be_kept(site):
    where = make_session(site, capacity=3)
    join(where, Z), join(where, Z)
    where.kept_education = 2
    assert "hoogstens 1 voor onderwijs" in problems(where)["kept_education"][0]
    where.kept_education, where.kept_care = 0, 3
    assert problems(where) == {}
    join(where, E)
    assert "hoogstens 2 voor zorg" in problems(where)["kept_care"][0]


def test_the_form_does_not_look_at_what_was(site):
    where = make_session(site, days=-3, capacity=3)
    SignUp.objects.all().delete()
    where.capacity = 0
    assert problems(where) == {}


def test_a_decision_cannot_be_due_before_it_was_asked(site):
    where = make_session(site, days=5, capacity=3)
    where.minimum, where.decide_days = 2, 7
    assert "al geweest" in problems(where)["decide_days"][0]
    where.decide_days = 2
    assert problems(where) == {}
    where.decide_days = 7
    desk.decide(where.pk, True, actor=SYSTEM)
    assert problems(where) == {}


def test_a_draft_without_the_moment_does_not_take_it_from_people(site):
    where = make_session(site)
    row = join(where)
    page = TrainingEventPage.objects.get()
    start = timezone.now() + timedelta(days=70)
    page.sessions = [session(start)]
    page.save_revision(clean=False).publish()
    assert TrainingSession.objects.count() == 2
    assert fresh(row).state == BEVESTIGD


def test_a_moment_that_nobody_comes_to_goes_as_the_editor_says(site):
    where = make_session(site)
    row = join(where)
    desk.cancel(where.pk, actor=SYSTEM, note="")
    page = TrainingEventPage.objects.get()
    page.sessions = [session(timezone.now() + timedelta(days=70))]
    page.save_revision(clean=False).publish()
    assert not TrainingSession.objects.filter(pk=where.pk).exists()
    assert not SignUp.objects.filter(pk=row.pk).exists()


def test_a_draft_from_before_the_moment_had_its_number_is_the_same_moment(site):
    make_session(site)
    page = TrainingEventPage.objects.get()
    start = timezone.now() + timedelta(days=70)
    page.sessions.add(session(start, capacity=2))
    draft = page.save_revision(clean=False)
    assert [one["pk"] for one in draft.content["sessions"]][1] is None
    draft.publish()
    added = TrainingSession.objects.get(start=start)
    row = join(added)
    draft.refresh_from_db()
    draft.publish()
    assert TrainingSession.objects.get(start=start).pk == added.pk
    assert fresh(row).state == BEVESTIGD


@pytest.fixture
def editor(client, django_user_model):
    """An editor who may do anything, logged in."""
    user = django_user_model.objects.create_superuser("redactie", "redactie@voorbeeld.nl", "x")
    client.force_login(user)
    return client


EMPTY = {"checkbox": "on"}


def press_publish(client, page, **changed):
    """Open the form of a page, change some of its fields, and press 'publish'."""
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    form = soup.find("form", {"data-edit-form": True}) or soup.find(id="page-edit-form")
    data = {"action-publish": "1"}
    for field in form.find_all(["input", "textarea", "select"]):
        name, kind = field.get("name"), field.get("type")
        if not name or kind in {"submit", "file"} or "__prefix__" in name:
            continue
        if field.name == "select":
            chosen = [one.get("value", "") for one in field.find_all("option", selected=True)]
            data[name] = chosen if field.has_attr("multiple") else (chosen or [""])[0]
        elif kind not in {"checkbox", "radio"} or field.has_attr("checked"):
            value = (
                field.text if field.name == "textarea" else field.get("value", EMPTY.get(kind, ""))
            )
            data[name] = [*data.get(name, []), value] if kind == "checkbox" else value
    return client.post(address, {**data, **changed})


def test_the_page_form_refuses_to_remove_a_moment_with_people(site, editor):
    where = make_session(site, capacity=2)
    row = join(where)
    page = TrainingEventPage.objects.get()
    answer = press_publish(editor, page, **{"sessions-0-DELETE": "on"})
    assert "hebben mensen zich aangemeld" in answer.content.decode()
    assert fresh(row).state == BEVESTIGD
    answer = press_publish(editor, page, **{"sessions-0-capacity": "0"})
    assert "Er heeft al 1 mens een plaats" in answer.content.decode()
    answer = press_publish(editor, page, **{"sessions-0-capacity": "7"})
    assert answer.status_code == 302
    # The text of an event needs a second reader, like every other.
    assert TrainingSession.objects.get().capacity == 2
    maker = get_user_model().objects.get(username="redactie")
    reader = factories.make_user("lezer", is_superuser=True)
    factories.approved_publish(TrainingEventPage.objects.get(), maker, reader)
    assert TrainingSession.objects.get().capacity == 7
