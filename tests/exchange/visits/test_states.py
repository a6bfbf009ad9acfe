"""The table of steps: who may take which, from where, and what is said when it cannot be."""

import pytest

from academie.exchange.enums import ActorKind, VisitState
from academie.exchange.visits.states import ENDED, RULES, Step, refusal

LIFE = [
    (Step.REQUEST, VisitState.OFFERED, VisitState.REQUESTED),
    (Step.AGREE, VisitState.REQUESTED, VisitState.AGREED),
    (Step.PREPARE, VisitState.AGREED, VisitState.PREPARED),
    (Step.VISIT, VisitState.PREPARED, VisitState.DONE),
    (Step.REFLECT, VisitState.DONE, VisitState.REFLECTED),
    (Step.FOLLOW_UP, VisitState.REFLECTED, VisitState.FOLLOWED_UP),
]


@pytest.mark.parametrize(("step", "source", "target"), LIFE)
def test_a_visit_goes_from_offer_to_follow_up(step, source, target):
    assert refusal(step, source, ActorKind.ORGANISER) == ""
    assert RULES[step].target == target


def test_there_is_no_other_way_forward():
    """Every step that is allowed stands here; a new one is a decision."""
    allowed = {
        (source.value, rule.target.value) for rule in RULES.values() for source in rule.sources
    }
    forward = {(source.value, target.value) for _, source, target in LIFE}
    assert allowed - forward == {
        ("aangeboden", "akkoord"),
        ("akkoord", "geweest"),
        ("akkoord", "aangevraagd"),
        ("voorbereid", "aangevraagd"),
        ("aangeboden", "niet doorgegaan"),
        ("aangevraagd", "niet doorgegaan"),
        ("akkoord", "niet doorgegaan"),
        ("voorbereid", "niet doorgegaan"),
    }


def test_every_state_but_the_first_is_reached_and_only_the_last_ones_end():
    reached = {rule.target for rule in RULES.values()}
    left = {source for rule in RULES.values() for source in rule.sources}
    assert reached == set(VisitState) - {VisitState.OFFERED}
    assert set(VisitState) - left == set(ENDED)


@pytest.mark.parametrize("state", sorted(ENDED))
@pytest.mark.parametrize("step", list(Step))
def test_what_has_ended_stays(step, state):
    sentence = refusal(step, state, ActorKind.ORGANISER)
    assert "al afgerond" in sentence


def test_a_guest_does_not_say_that_she_has_been():
    assert "Alleen de gastheer" in refusal(Step.VISIT, VisitState.PREPARED, ActorKind.PERSON)


def test_too_early_says_what_comes_first():
    sentence = refusal(Step.REFLECT, VisitState.AGREED, ActorKind.PERSON)
    assert sentence.startswith("Dit bezoek staat op 'akkoord'.")
    assert "aanwezig" in sentence
