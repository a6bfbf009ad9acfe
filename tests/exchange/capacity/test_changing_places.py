from datetime import timedelta

import pytest
from django.utils import timezone

from academie.exchange.capacity import desk, what_if
from academie.exchange.capacity.errors import NotPossible
from academie.exchange.capacity.people import SYSTEM
from academie.exchange.enums import Reason
from academie.exchange.models import Seating, TrainingEventPage
from tests.exchange.capacity.people import (
    BEVESTIGD,
    WACHT,
    E,
    G,
    Z,
    fresh,
    join,
    make_session,
    reload,
    states,
)

pytestmark = pytest.mark.django_db


def places(capacity, education=0, care=0, days=10):
    return desk.Places(capacity, education, care, days)


def test_more_places_go_to_those_who_wait_in_order(site):
    where = make_session(site, capacity=1)
    rows = [join(where) for _ in range(4)]
    assert desk.change_places(where.pk, places(3), actor=SYSTEM) == 2
    assert list(states(where).values()) == [BEVESTIGD] * 3 + [WACHT]
    assert rows[1].changes.last().reason == Reason.MORE_PLACES
    assert reload(where).capacity == 3


def test_fewer_places_than_people_is_refused_in_words(site):
    where = make_session(site, capacity=3)
    for _ in range(2):
        join(where)
    with pytest.raises(NotPossible, match=r"Er hebben al 2 mensen een plaats\. Kies minstens 2"):
        desk.change_places(where.pk, places(1), actor=SYSTEM)
    assert reload(where).capacity == 3
    desk.change_places(where.pk, places(2), actor=SYSTEM)
    assert join(where).state == WACHT


def test_what_others_sit_on_cannot_be_kept(site):
    where = make_session(site, capacity=4)
    for side in (Z, Z, E):
        join(where, side)
    with pytest.raises(NotPossible, match="hoogstens 2 voor onderwijs, of"):
        desk.change_places(where.pk, places(4, education=3), actor=SYSTEM)
    desk.change_places(where.pk, places(4, education=2, care=2), actor=SYSTEM)
    assert join(where, Z).state == WACHT
    assert join(where, E).state == BEVESTIGD


def test_after_the_release_only_the_total_counts(site):
    where = make_session(site, capacity=4, days=5)
    for _ in range(4):
        join(where, Z)
    desk.change_places(where.pk, places(4, education=4), actor=SYSTEM)
    with pytest.raises(NotPossible, match="niet meer bewaren"):
        desk.change_places(where.pk, places(4, education=4, days=1), actor=SYSTEM)


@pytest.mark.parametrize(
    ("wanted", "word"),
    [
        (places(5001), "getal van 0"),
        (places(3, -1), "getal van 0"),
        (places(3, days=-1), "365"),
        (places(3, 2, 2), "U bewaart 4 plaatsen"),
        (places(1), "gaat door vanaf 2"),
    ],
)
def test_numbers_that_are_none_are_refused(site, wanted, word):
    where = make_session(site, capacity=3, minimum=2)
    with pytest.raises(NotPossible, match=word):
        desk.change_places(where.pk, wanted, actor=SYSTEM)


def test_a_session_that_is_gone_or_cancelled_has_no_places(site):
    where = make_session(site)
    desk.cancel(where.pk, actor=SYSTEM, note="")
    for act in (
        lambda: desk.change_places(where.pk, places(9), actor=SYSTEM),
        lambda: desk.release(where.pk, actor=SYSTEM),
    ):
        with pytest.raises(NotPossible, match="gaat niet door"):
            act()
    with pytest.raises(NotPossible, match="is er niet meer"):
        desk.change_places(999_999, places(9), actor=SYSTEM)


def test_publishing_an_older_draft_does_not_undo_the_numbers(site):
    where = make_session(site, capacity=1, kept_care=1)
    page = TrainingEventPage.objects.get()
    page.title = "Een betere titel"
    draft = page.save_revision()
    desk.change_places(where.pk, places(8, 1, 2, 20), actor=SYSTEM)
    draft.refresh_from_db()
    draft.publish()
    now = reload(where)
    assert (now.capacity, now.kept_education, now.kept_care, now.release_days) == (8, 1, 2, 20)
    assert TrainingEventPage.objects.get().title == "Een betere titel"


def test_a_scheduled_draft_has_the_new_numbers_too(site):
    where = make_session(site, capacity=1)
    page = TrainingEventPage.objects.get()
    page.go_live_at = timezone.now() + timedelta(days=1)
    scheduled = page.save_revision()
    scheduled.publish()
    page.go_live_at = None
    latest = page.save_revision()
    desk.change_places(where.pk, places(6), actor=SYSTEM)
    for revision in (scheduled, latest):
        revision.refresh_from_db()
        assert [one["capacity"] for one in revision.content["sessions"]] == [6]


def test_releasing_gives_the_kept_places_to_the_first_who_wait(site):
    where = make_session(site, capacity=3, kept_education=2, kept_care=1)
    rows = [join(where, side) for side in (Z, Z, G, Z)]
    assert what_if.what_if_released(where.pk) == {E: 0, Z: 1, G: 1}
    assert desk.release(where.pk, actor=SYSTEM) == 2
    assert [fresh(row).state for row in rows] == [BEVESTIGD] * 3 + [WACHT]
    assert rows[1].changes.last().reason == Reason.RELEASED
    at = Seating.objects.get().released_at
    assert desk.release(where.pk, actor=SYSTEM) == 0
    assert Seating.objects.get().released_at == at


def test_what_if_is_what_happens_and_changes_nothing(site):
    where = make_session(site, capacity=3, kept_education=1, kept_care=1)
    for side in (Z, Z, Z, G, E, E, G):
        join(where, side)
    before = states(where)
    wanted = places(6, 2, 2)
    foretold = what_if.what_if_places(where.pk, wanted)
    assert states(where) == before
    assert sum(foretold.values()) == desk.change_places(where.pk, wanted, actor=SYSTEM) == 3
    assert foretold == {E: 1, Z: 1, G: 1}
    assert what_if.what_if_places(where.pk, places(6, 6, 0, days=50)) == {E: 0, Z: 0, G: 0}


@pytest.mark.parametrize("what", ["begun", "cancelled"])
def test_what_if_is_nobody_once_no_place_is_given_any_more(site, what):
    where = make_session(site, capacity=2, kept_education=2)
    join(where)
    assert what_if.what_if_released(where.pk) == {E: 0, Z: 1, G: 0}
    now = timezone.now()
    if what == "begun":
        now = where.start
    else:
        Seating.objects.update(cancelled_at=now)
    nobody = {E: 0, Z: 0, G: 0}
    assert what_if.what_if_released(where.pk, now=now) == nobody
    assert what_if.what_if_places(where.pk, places(9), now=now) == nobody
    assert desk.settle(where.pk, now=now) == 0
