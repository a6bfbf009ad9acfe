"""The life of a visit as a table: from where a step may be taken, by whom, and what comes first."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from academie.exchange.enums import ActorKind, VisitState

_S = VisitState
_HOSTS = frozenset({ActorKind.ORGANISER, ActorKind.HOST})
_SYSTEM = frozenset({ActorKind.SYSTEM})
_ALL = frozenset(ActorKind)

ENDED = frozenset({_S.FOLLOWED_UP, _S.OFF})
"""Nothing happens after these."""

WAS = frozenset({_S.DONE, _S.REFLECTED, _S.FOLLOWED_UP})
"""The visit took place."""

COMING = frozenset({_S.REQUESTED, _S.AGREED, _S.PREPARED})
"""There is a guest, and the visit may still take place."""


class Step(Enum):
    """What can be done with a visit."""

    REQUEST = "aanvragen"
    AGREE = "akkoord"
    RETURN = "terug naar aanvraag"
    PREPARE = "voorbereiden"
    VISIT = "bezoeken"
    REFLECT = "terugkijken"
    FOLLOW_UP = "vervolg"
    CALL_OFF = "niet doorgaan"


@dataclass(frozen=True, slots=True)
class Rule:
    """One step: the states it may be taken from, where it leads and who may take it.

    `needs` says in Dutch what must be there first, for the screens and for who asks too early.
    """

    label: str
    sources: frozenset[VisitState]
    target: VisitState
    who: frozenset[ActorKind]
    needs: str


RULES: Mapping[Step, Rule] = MappingProxyType(
    {
        Step.REQUEST: Rule(
            "Aangevraagd",
            frozenset({_S.OFFERED}),
            _S.REQUESTED,
            _ALL,
            "Een gast meldt zich aan op de pagina van het bezoek.",
        ),
        Step.AGREE: Rule(
            "Akkoord",
            frozenset({_S.OFFERED, _S.REQUESTED}),
            _S.AGREED,
            _ALL,
            "De gast krijgt een plaats. Dat regelt u bij de deelnemers.",
        ),
        Step.RETURN: Rule(
            "Terug naar aangevraagd",
            frozenset({_S.AGREED, _S.PREPARED}),
            _S.REQUESTED,
            _ALL,
            "De gast heeft geen plaats meer en wacht.",
        ),
        Step.PREPARE: Rule(
            "Voorbereid",
            frozenset({_S.AGREED}),
            _S.PREPARED,
            _ALL,
            "Het voorbereidingsblad is verstuurd en de geheimhouding is afgesproken.",
        ),
        Step.VISIT: Rule(
            "Geweest",
            frozenset({_S.AGREED, _S.PREPARED}),
            _S.DONE,
            _HOSTS | _SYSTEM,
            "De gast staat op de lijst van het moment als aanwezig.",
        ),
        Step.REFLECT: Rule(
            "Teruggekeken",
            frozenset({_S.DONE}),
            _S.REFLECTED,
            _ALL,
            "De gast en de gastheer schreven allebei op wat zij leerden.",
        ),
        Step.FOLLOW_UP: Rule(
            "Vervolg",
            frozenset({_S.REFLECTED}),
            _S.FOLLOWED_UP,
            _ALL,
            "De gast of de gastheer schreef op wat er nu volgt.",
        ),
        Step.CALL_OFF: Rule(
            "Niet doorgegaan",
            frozenset({_S.OFFERED, _S.REQUESTED, _S.AGREED, _S.PREPARED}),
            _S.OFF,
            _ALL,
            "De gast meldt zich af, of kwam niet.",
        ),
    }
)


def refusal(step: Step, state: VisitState, who: ActorKind) -> str:
    """Return why this step cannot be taken now by this actor, in a Dutch sentence; '' if it can."""
    rule = RULES[step]
    if who not in rule.who:
        return f"Alleen de gastheer kan dit bezoek op '{rule.label.lower()}' zetten."
    if state in rule.sources:
        return ""
    if state in ENDED:
        return f"Dit bezoek is al afgerond: {state.label.lower()}. Er verandert niets meer."
    if state == rule.target:
        return f"Dit bezoek staat al op '{rule.label.lower()}'."
    here = f"Dit bezoek staat op '{state.label.lower()}'. Dit kan nu niet."
    return f"{here} Eerst nodig: {_before(rule)}"


def _before(rule: Rule) -> str:
    """Return what has to happen for the step's own source to be reached."""
    ways = [other.needs for other in RULES.values() if other.target in rule.sources]
    return ways[0] if ways else rule.needs
