"""Which publication makes a new version: when a user does something else."""

import pytest

from academie.feedback.models import Summary
from tests import factories
from tests.feedback.people import shown

pytestmark = pytest.mark.django_db

STEP = {"title": "Week 1", "text": "<p>Kies twee momenten en schrijf op wat u ziet.</p>"}


@pytest.fixture
def page(site):
    page = factories.make_toolkit(site, steps=[("step", STEP)])
    shown(page, text="Goed.")
    return page


def publish(page, **values):
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()


def is_new(page):
    return Summary.objects.get(page=page.pk).version_from is not None


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"title": "Een andere titel", "minutes": 25},
        {
            "steps": [
                ("step", STEP | {"text": "<p>Kies twee momenten en schrijf op wat u zag.</p>"})
            ]
        },
    ],
)
def test_a_better_wording_is_the_same_version(page, values):
    publish(page, **values)
    assert not is_new(page)


@pytest.mark.parametrize(
    "values",
    [
        {"steps": [("step", STEP), ("step", {"title": "Week 2", "text": "<p>Kijk terug.</p>"})]},
        {"steps": []},
        {"steps": [("step", STEP | {"text": "<p>Bel vandaag nog met het wijkteam.</p>"})]},
    ],
)
def test_another_step_is_a_new_version(page, values):
    publish(page, **values)
    assert is_new(page)


def test_another_term_in_a_werkinstructie_is_a_new_version(site):
    page = factories.make_werkinstructie(site)
    shown(page)
    steps = page.steps.get_prep_value()
    steps[1]["value"]["term_days"] = 10
    publish(page, steps=page.steps.stream_block.to_python(steps))
    assert is_new(page)


def test_without_experiences_nothing_is_compared(site, django_assert_max_num_queries):
    page = factories.make_toolkit(site)
    publish(page, steps=[])
    assert not Summary.objects.filter(page=page.pk).exists()
