"""Results that betray nobody."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission

from academie.core.enums import World
from academie.exchange.meeting import results
from academie.exchange.models import Answers, TrainingEventPage
from tests import factories
from tests.exchange.events import make_event, session
from tests.exchange.meeting.people import make_session

E, C, G = World.EDUCATION, World.CARE, World.OTHER


@pytest.fixture
def moment(site):
    return make_session(site, ended=timedelta(days=50))


def answer(moment, *sides, scores=(4, 4, 4, 4, 4), lesson="", late=False):
    for side in sides:
        Answers.objects.create(
            session=moment, side=side, scores=list(scores), lesson=lesson, late=late
        )


def labels(shown):
    return [group.label for group in shown.sides]


def test_nothing_below_five(moment):
    answer(moment, E, E, C, C, lesson="Iets")
    assert results.results(moment) == results.Results(None, (), ())
    answer(moment, C)
    assert results.results(moment).everybody.count == 5


@pytest.mark.parametrize(
    ("sides", "shown"),
    [
        ([E] * 5 + [C] * 5, ["Onderwijs", "Zorg"]),
        ([E] * 5 + [C] * 5 + [G] * 5, ["Onderwijs", "Zorg", "Gemeente of overig"]),
        ([E] * 5 + [C] * 4, []),
        ([E] * 5 + [C] * 5 + [G], []),
        ([E] * 9, []),
        ([E] * 3 + [C] * 3, []),
    ],
)
def test_no_side_can_be_worked_out(moment, sides, shown):
    answer(moment, *sides)
    found = results.results(moment)
    assert found.everybody.count == len(sides)
    assert labels(found) == shown


def test_averages_and_counts(moment):
    answer(moment, E, E, C, scores=(5, 1, 3, 4, 5))
    answer(moment, C, C, scores=(2, 1, 3, 4, 5))
    first, second, *_ = results.results(moment).everybody.lines
    assert (first.average, second.average) == ("3,8", "1,0")
    assert [number for _, number in first.counts] == [3, 0, 0, 2, 0]
    assert first.counts[0][0] == "Helemaal mee eens"


def test_after_six_weeks_apart(moment):
    answer(moment, E, E, E, C, C)
    answer(moment, E, E, C, C, scores=(3,), late=True)
    assert results.results(moment, late=True).everybody is None
    answer(moment, C, scores=(5,), late=True)
    late = results.results(moment, late=True).everybody
    assert [line.average for line in late.lines] == ["3,4"]
    assert results.results(moment).everybody.count == 5


def test_lessons_in_an_order_that_says_nothing(moment):
    for number in range(8):
        answer(moment, E, lesson=f"les {number}")
    lessons = list(results.results(moment).lessons)
    assert sorted(lessons) == [f"les {number}" for number in range(8)]
    assert lessons != sorted(lessons)
    assert results.results(moment).lessons == tuple(lessons)


def test_an_event_counts_no_small_session_that_could_be_subtracted(site, moment):
    start = moment.start
    page = make_event(site, session(start), session(start + timedelta(days=7)), session(start))
    one, two, three = page.sessions.all()
    answer(one, *[E] * 6)
    answer(two, C, C)
    assert results.event_results(page).everybody.count == 6
    answer(three, C, C, C)
    assert results.event_results(page).everybody.count == 11


def organiser(name, *permissions):
    user = factories.make_user(name)
    group = Group.objects.create(name=name)
    codenames = ["access_admin", *permissions]
    group.permissions.add(*Permission.objects.filter(codename__in=codenames))
    user.groups.add(group)
    return user


def test_organisers_see_it_from_five_on(client, moment):
    client.force_login(organiser("alles", "organise_all"))
    path = f"/beheer/deelnemers/{moment.pk}/terugblik/"
    answer(moment, E, E, C, C, lesson="Bel eerder")
    page = client.get(path)
    assert page.status_code == 200
    assert "nog geen 5 antwoorden" in page.text
    assert "Bel eerder" not in page.text
    answer(moment, C)
    page = client.get(path)
    assert "Iedereen: 5 antwoorden" in page.text
    assert "Bel eerder" in page.text
    assert "Zorg: " not in page.text


def test_nobody_else_sees_it(client, moment):
    path = f"/beheer/deelnemers/{moment.pk}/terugblik/"
    assert client.get(path).status_code == 302
    client.force_login(organiser("ander"))
    answered = client.get(path)
    assert answered.status_code in {302, 403}
    assert "Terugblik" not in answered.text


def test_the_public_part(rf, moment):
    from django.template.loader import render_to_string

    page = TrainingEventPage.objects.get(pk=moment.page_id)

    def shown():
        return render_to_string("exchange/meeting/_results.html", {"page": page})

    answer(moment, E, E, C, C, lesson="Geheim")
    assert "Wat deelnemers vonden" not in shown()
    answer(moment, C)
    assert "Wat deelnemers vonden" in shown()
    assert "4,0" in shown()
    assert "Geheim" not in shown()
