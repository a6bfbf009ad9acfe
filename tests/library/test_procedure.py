"""A werkinstructie as one role in one sector sees it."""

import pytest

from academie.library.procedure import procedure_for
from tests import factories

pytestmark = pytest.mark.django_db


def steps(*rows):
    return [("step", {"variants": []} | row) for row in rows]


@pytest.fixture
def page(site):
    return factories.make_werkinstructie(
        site,
        variants=[
            ("variant", {"key": "po", "label": "PO en SBO", "note": ""}),
            ("variant", {"key": "vo", "label": "VO en PRO", "note": "Andere namen."}),
        ],
        rungs=[("rung", {"who": "De directeur", "when": "na de termijn", "answer_days": 2})],
        steps=steps(
            {"title": "Opschrijven", "role": "leerkracht", "term_days": 2},
            {
                "title": "Praten",
                "role": "ib",
                "term_days": 5,
                "rung": 1,
                "variants": [{"key": "vo", "title": "Praten met de leerling", "role": "smw"}],
            },
            {"title": "Bellen", "role": "smw", "term_days": 3},
            {"title": "Plannen", "role": "wijkteam", "term_days": 15},
            {"title": "Terugkijken", "role": "wijkteam", "term_days": 30},
        ),
    )


def places(procedure):
    return [step.place for step in procedure.steps]


def test_without_a_role_every_step_is_shown_alike(page):
    procedure = procedure_for(page, role="", variant="")
    assert places(procedure) == ["all"] * 5
    assert [choice.value for choice in procedure.roles] == ["leerkracht", "ib", "smw", "wijkteam"]


def test_own_steps_with_the_step_before_and_after(page):
    procedure = procedure_for(page, role="ib", variant="po")
    assert places(procedure) == ["before", "own", "after", "rest", "rest"]
    assert procedure.own_count == 1


def test_variant_changes_owner_and_title_and_nothing_else(page):
    procedure = procedure_for(page, role="smw", variant="vo")
    assert procedure.steps[1].title == "Praten met de leerling"
    assert procedure.steps[1].term_days == 5
    assert places(procedure) == ["before", "own", "own", "after", "rest"]


def test_unknown_role_and_variant_count_as_not_chosen(page):
    procedure = procedure_for(page, role="<script>", variant="mbo")
    assert procedure.role == ""
    assert [choice.selected for choice in procedure.variants] == [True, False]


def test_step_knows_its_rung(page):
    procedure = procedure_for(page, role="", variant="")
    assert procedure.steps[1].rung.who == "De directeur"
    assert procedure.steps[0].rung is None


def test_lane_has_a_cell_per_step(page):
    procedure = procedure_for(page, role="wijkteam", variant="")
    lane = next(lane for lane in procedure.lanes if lane.role == "wijkteam")
    assert lane.own
    assert [cell.number if cell else None for cell in lane.cells] == [None, None, None, 4, 5]


def test_total_is_the_sum_of_the_terms(page):
    assert page.total_days() == 55
