"""A plan about a next visit: what must come out, and what may stand."""

from datetime import date

import pytest

from academie.core.free_text import problem_in_note
from academie.exchange.visits.wording import problem_in_plan

TODAY = date(2027, 3, 1)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Jan heeft nummer 111222333.", "burgerservicenummer"),
        ("Hij is van 3-4-2015.", "datum"),
        ("Hij is geboren op 3 april.", "datum"),
        ("Mail naar ib@school.nl voor meer.", "e-mailadres"),
        ("Bel 010-123 45 67 na vieren.", "telefoonnummer"),
        ("Bel 06 12345678.", "telefoonnummer"),
        ("Bel +31 (0)6 1234 5678.", "telefoonnummer"),
    ],
)
def test_what_points_at_somebody_is_refused(text, word):
    assert word in problem_in_plan(text, TODAY)


def test_the_day_of_a_next_visit_may_stand_in_a_plan_only():
    plan = "Wij komen terug op 12 mei 2027, of op 14-5-2027."
    assert problem_in_plan(plan, TODAY) == ""
    assert "datum" in problem_in_note(plan)
    assert "datum" in problem_in_plan("Over het kind van 12 mei 2019 praten wij door.", TODAY)
    assert "datum" in problem_in_plan("Geboren op 12 mei 2027.", TODAY)
