"""Pairs and rings of wishes: the best outcome there is, the same one every time."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from academie.exchange.visits.matching import match, organisation_key
from tests.exchange.visits.wishing import SIDES, best, many, may_visit, some, total, wanted


@pytest.mark.parametrize("start", range(0, 500, 100))
def test_it_equals_trying_everything(start):
    """500 cases of at most nine wishes; number, preferences and rings all count."""
    rings = 0
    for seed in range(start, start + 100):
        wishes, met = some(seed)
        found = match(wishes, met=met)
        assert total(found.groups, wishes, met) == best(wishes, met), seed
        assert found.proven, seed
        assert found.proven_number, seed
        rings += any(len(group) > 2 for group in found.groups)
    assert rings > 10, "the cases must have rings in them"


def test_two_worlds_find_each_other():
    found = match([wanted(1), wanted(2, "zorg", "onderwijs")])

    assert found.groups == ((1, 2),)


def test_three_worlds_make_a_ring():
    wishes = [wanted(1), wanted(2, "zorg", "overig"), wanted(3, "overig", "onderwijs")]

    assert match(wishes).groups == ((1, 2, 3),)


def test_a_ring_goes_before_a_pair_when_it_helps_more_people():
    wishes = [
        wanted(1),
        wanted(2, "zorg", "onderwijs", themes=["x"]),
        wanted(3, "zorg", "overig"),
        wanted(4, "overig", "onderwijs"),
    ]

    assert match(wishes).groups == ((1, 3, 4),)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ({"kinds": ["a"]}, {"kinds": ["b"]}),
        ({"themes": ["x"]}, {"themes": ["y", "z"]}),
        ({"organisation": "De Brug"}, {"organisation": "De Brug"}),
    ],
)
def test_who_does_not_fit_stays_alone(left, right):
    wishes = [wanted(1, **left), wanted(2, "zorg", "onderwijs", **right)]

    found = match(wishes)

    assert found.groups == ()
    assert found.proven


def test_a_buurt_goes_before_a_gebied_and_a_gebied_before_somebody_new():
    host = wanted(1, region="carnisse", district="charlois")
    far = wanted(2, "zorg", "onderwijs", region="delfshaven", district="west")
    close = wanted(3, "zorg", "onderwijs", region="wielewaal", district="charlois")
    near = wanted(4, "zorg", "onderwijs", region="carnisse", district="charlois")
    met = {frozenset((host.organisation, one.organisation)) for one in (close, near)}

    assert match([host, far, close, near], met=met).groups == ((1, 4),)
    assert match([host, far, close], met=met).groups == ((1, 3),)
    met = {frozenset((host.organisation, far.organisation))}
    other = wanted(5, "zorg", "onderwijs", region="noord")
    assert match([host, far, other], met=met).groups == ((1, 5),)


def test_who_says_no_region_is_near_nobody():
    wishes = [
        wanted(1),
        wanted(2, "zorg", "onderwijs"),
        wanted(3, "zorg", "onderwijs", region="carnisse"),
    ]

    assert match(wishes).groups == ((1, 2),), "an unknown place is no preference: the lowest"


@pytest.mark.parametrize("seed", range(40))
def test_the_order_of_the_wishes_and_doing_it_again_change_nothing(seed):
    wishes, met = some(seed, most=14)
    found = match(wishes, met=met)

    random.Random(seed).shuffle(wishes)

    assert match(wishes, met=met) == found
    assert match(wishes, met=met, kept=found.groups).groups == found.groups


def test_what_was_proposed_stays_when_somebody_nearer_comes():
    proposed = [wanted(1, region="a"), wanted(2, "zorg", "onderwijs", region="b")]
    newcomer = wanted(3, "zorg", "onderwijs", region="a")

    assert match([*proposed, newcomer]).groups == ((1, 3),)
    assert match([*proposed, newcomer], kept=[(1, 2)]).groups == ((1, 2),)


def test_what_was_proposed_makes_way_for_more_people():
    narrow = wanted(3, "zorg", "onderwijs", organisation="b")
    wishes = [
        wanted(1, organisation="a"),
        wanted(2, "zorg", "onderwijs", organisation="c"),
        narrow,
        wanted(4, organisation="b"),
    ]

    assert match(wishes, kept=[(1, 2)]).groups == ((1, 3), (2, 4))


def test_who_was_rejected_together_does_not_come_back():
    wishes = [wanted(1), wanted(2, "zorg", "onderwijs"), wanted(3, "zorg", "onderwijs")]

    assert match(wishes, rejected=[(1, 2)]).groups == ((1, 3),)
    assert match(wishes, rejected=[(1, 2), (3, 1)]).groups == ()


def test_a_ring_that_was_rejected_does_not_come_back_another_way_round():
    wishes = [wanted(one, "zorg", "zorg") for one in (1, 2, 3)]
    assert match(wishes).groups == ((1, 2, 3),)

    assert match(wishes, rejected=[(2, 3, 1)]).groups == ((1, 2),)


def test_wishes_that_are_gone_do_not_matter():
    assert match([], kept=[(1, 2)], rejected=[(3, 4)]).groups == ()
    assert match([wanted(1)], kept=[(1, 2)], rejected=[(1, 9)]).groups == ()


def test_three_hundred_on_both_sides_are_all_matched_and_it_is_proven():
    wishes = many(seed=1)

    found = match(wishes)

    assert found.proven
    assert total(found.groups, wishes)[0] == 600


def test_as_many_as_the_smaller_side_and_proven_when_others_have_no_partner():
    wishes = many(seed=2, education=60, care=50, other=10)

    found = match(wishes)

    assert found.proven
    assert total(found.groups, wishes)[0] == 100


_wishes = st.builds(
    wanted,
    st.integers(0, 10_000),
    st.sampled_from(SIDES),
    st.sampled_from(SIDES),
    st.sampled_from(["De Brug", "Wijkteam", "De Wilg", "Het Lab"]),
    kinds=st.frozensets(st.sampled_from("ab")),
    themes=st.frozensets(st.sampled_from("xy")),
    region=st.sampled_from(["", "carnisse", "wielewaal"]),
)


@given(st.lists(_wishes, max_size=40, unique_by=lambda one: one.id))
@settings(max_examples=60, deadline=None)
def test_never_within_one_organisation_and_nobody_twice(wishes):
    found = match(wishes)
    by_id = {one.id: one for one in wishes}

    total(found.groups, wishes)
    for group in found.groups:
        assert len({by_id[one].organisation for one in group}) > 1
        for a, b in zip(group, group[1:] + group[:1], strict=True):
            assert may_visit(by_id[a], by_id[b])
            assert by_id[a].organisation != by_id[b].organisation
    matched = {one for group in found.groups for one in group}
    alone = [one for one in wishes if one.id not in matched]
    pairs = [(a, b) for a in alone for b in alone if may_visit(a, b) and may_visit(b, a)]
    assert not pairs, "two who fit each other were both left"


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("Stichting De Brug", "de brug"),
        ("De Brug B.V.", "Brug"),
        ("O.B.S. de Wilg", "OBS De  Wilg"),
        ("Sint-Jozef", "sint jozéf"),
        ("De Stichting", "destichting"),
    ],
)
def test_an_organisation_is_one_however_it_is_written(name, same):
    assert organisation_key(name) == organisation_key(same)


def test_other_organisations_stay_apart():
    assert organisation_key("De Wilg") != organisation_key("De Brug")
