"""A session in a reader's words."""

from datetime import date, timedelta

import pytest

from academie.exchange.capacity.rules import Taken
from academie.exchange.enums import Decision
from academie.exchange.models import Seating
from academie.exchange.moments import duration_words, kept_words, moment_of, place_words
from academie.exchange.places import NOBODY
from tests.exchange.events import local, session

NOW = local(2026, 11, 23, 9)


def moment(*args, now=NOW, taken=NOBODY, seating=None, **values):
    return moment_of(session(*args, **values), now=now, taken=taken, seating=seating)


def test_times_are_local_in_winter_and_in_summer():
    assert moment(local(2026, 12, 3, 8, 45), hours=3.25).hours == "8.45 – 12.00 uur"
    assert moment(local(2027, 6, 3, 8, 45), hours=3.25).hours == "8.45 – 12.00 uur"


def test_more_days_are_named():
    shown = moment(local(2026, 12, 3, 9), end=local(2026, 12, 5, 17))
    assert shown.hours == "3 december, 9.00 uur – 5 december, 17.00 uur"
    assert shown.days == [date(2026, 12, 3), date(2026, 12, 4), date(2026, 12, 5)]


def test_end_at_midnight_belongs_to_the_evening():
    shown = moment(local(2026, 12, 3, 20), end=local(2026, 12, 4))
    assert shown.days == [date(2026, 12, 3)]
    assert shown.hours == "20.00 – 0.00 uur"


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (local(2026, 10, 25, 1), local(2026, 10, 25, 4), "4 uur"),
        (local(2027, 3, 28, 1), local(2027, 3, 28, 4), "2 uur"),
        (local(2026, 12, 3, 9), local(2026, 12, 3, 12, 15), "3 uur en een kwartier"),
    ],
)
def test_duration_is_the_time_people_sit_there(start, end, expected):
    assert moment(start, end=end).duration == expected


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (45, "45 minuten"),
        (60, "1 uur"),
        (90, "anderhalf uur"),
        (150, "2 en een half uur"),
        (165, "2 uur en drie kwartier"),
        (130, "2 uur en 10 minuten"),
        (24 * 60, "1 dag"),
        (24 * 60 + 1, "2 dagen"),
        (56 * 60, "2 dagen"),
        (80 * 60, "3 dagen"),
    ],
)
def test_duration_in_words(minutes, expected):
    assert duration_words(timedelta(minutes=minutes)) == expected


@pytest.mark.parametrize(
    ("education", "care", "expected"),
    [
        (0, 0, ""),
        (
            5,
            4,
            "Tot 9 juni bewaren we 5 plaatsen voor onderwijs en 4 voor zorg. "
            "Daarna zijn ze vrij voor iedereen.",
        ),
        (0, 2, "Tot 9 juni bewaren we 2 plaatsen voor zorg. Daarna zijn ze vrij voor iedereen."),
        (1, 0, "Tot 9 juni bewaren we 1 plaats voor onderwijs. Daarna is die vrij voor iedereen."),
        (
            1,
            1,
            "Tot 9 juni bewaren we 1 plaats voor onderwijs en 1 voor zorg. "
            "Daarna zijn ze vrij voor iedereen.",
        ),
    ],
)
def test_kept_places_in_words(education, care, expected):
    meeting = session(local(2026, 6, 19, 9), capacity=12, kept_education=education, kept_care=care)
    assert kept_words(meeting, None, now=local(2026, 6, 8, 23)) == expected


def test_places_are_free_for_all_from_the_day_of_release():
    start = local(2026, 12, 3, 9)
    values = {"capacity": 12, "kept_education": 5, "kept_care": 5, "release_days": 10}
    before = moment(start, now=local(2026, 11, 22, 23, 59), **values)
    assert [(side.code, side.total) for side in before.sides] == [
        ("education", 5),
        ("care", 5),
        ("all", 2),
    ]
    after = moment(start, now=local(2026, 11, 23), **values)
    assert [(side.code, side.total) for side in after.sides] == [("all", 12)]
    assert after.kept == "De bewaarde plaatsen zijn nu vrij voor iedereen."


def test_past_session_says_nothing_of_kept_places():
    shown = moment(local(2026, 11, 1, 9), capacity=4, kept_care=2)
    assert shown.past
    assert shown.kept == ""


def test_session_without_places_and_a_very_large_one_draw_no_seats():
    assert moment(local(2026, 12, 3, 9)).sides == ()
    assert not moment(local(2026, 12, 3, 9), capacity=500).drawn


@pytest.mark.parametrize(
    ("location", "online", "expected"),
    [
        ("Wijkteam", False, "Wijkteam"),
        ("", True, "Online"),
        ("Online", True, "Online"),
        ("Stadhuis", True, "Stadhuis, ook online"),
        ("", False, ""),
    ],
)
def test_place_in_words(location, online, expected):
    assert place_words(location, online=online) == expected


SOON = local(2026, 12, 18, 9)


def test_a_full_moment_says_so_and_how_many_wait():
    shown = moment(SOON, capacity=2, taken=Taken(education=1, care=1, waiting=4))
    assert [side.words for side in shown.sides] == ["vol"]
    assert shown.waiting == "Vol, 4 mensen wachten"
    assert shown.open


def test_places_that_an_organiser_let_go_are_free_for_all():
    seating = Seating(released_at=NOW)
    shown = moment(SOON, capacity=4, kept_care=2, seating=seating)
    assert [side.code for side in shown.sides] == ["all"]
    assert shown.kept == "De bewaarde plaatsen zijn nu vrij voor iedereen."


def test_a_cancelled_moment_says_why_and_nothing_of_places():
    seating = Seating(cancelled_at=NOW, cancel_reason="De school is dicht.")
    shown = moment(
        SOON, capacity=4, kept_care=2, minimum=2, approval=True, seating=seating, taken=Taken(1)
    )
    assert shown.off == "Gaat niet door: De school is dicht."
    assert (shown.sides, shown.kept, shown.waiting, shown.notes) == ((), "", "", ())
    assert not shown.open
    assert moment(SOON, seating=Seating(cancelled_at=NOW)).off == "Gaat niet door"


def test_what_decides_whether_somebody_can_come():
    shown = moment(SOON, capacity=12, approval=True, minimum=6, decide_days=7)
    assert shown.notes == (
        "De gastheer kijkt eerst of het past.",
        "Gaat door bij minstens 6 mensen. Dat weten we op 11 december.",
    )


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"minimum": 1, "decide_days": 60}, ("Gaat door bij minstens 1 mens.",)),
        (
            {"minimum": 3, "seating": Seating(decision=Decision.GO)},
            ("Er zijn genoeg mensen: dit gaat door.",),
        ),
        ({}, ()),
    ],
)
def test_a_minimum_in_words(values, expected):
    assert moment(SOON, capacity=12, **values).notes == expected


def test_once_begun_nobody_can_sign_up_any_more():
    shown = moment(local(2026, 11, 23, 8, 30), capacity=4, minimum=2)
    assert not shown.open
    assert shown.notes == ("Dit is begonnen. Aanmelden kan niet meer.",)
    assert moment(local(2026, 11, 23, 8, 30)).notes == ("Dit is begonnen.",)


def test_who_need_not_sign_up_cannot():
    assert not moment(SOON).open
