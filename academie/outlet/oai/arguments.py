"""What a harvester asks, checked as strictly as the protocol wants it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from academie.outlet.oai.errors import BadArgument, BadVerb

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_SECOND = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z", re.ASCII)
_SET = re.compile(r"[A-Za-z0-9\-_.!~*'()]+(:[A-Za-z0-9\-_.!~*'()]+)*", re.ASCII)
_PREFIX = re.compile(r"[A-Za-z0-9\-_.!~*'()]+", re.ASCII)
TOKEN = "resumptionToken"  # noqa: S105 - the name of an argument
MOST = 3_000
"""Longest value that is looked at; our own tokens are shorter."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Which arguments a verb takes. A token, where one may be, comes alone."""

    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    token: bool = False


_SELECTION = ("from", "until", "set")
RULES: Mapping[str, Rule] = {
    "Identify": Rule(),
    "ListMetadataFormats": Rule(optional=("identifier",)),
    "ListSets": Rule(token=True),
    "GetRecord": Rule(required=("identifier", "metadataPrefix")),
    "ListIdentifiers": Rule(("metadataPrefix",), _SELECTION, token=True),
    "ListRecords": Rule(("metadataPrefix",), _SELECTION, token=True),
}


def read(pairs: Sequence[tuple[str, str]]) -> tuple[str, dict[str, str]]:
    """Return verb and arguments. Raises `BadVerb` or `BadArgument`."""
    verbs = [value for name, value in pairs if name == "verb"]
    if len(verbs) != 1 or verbs[0] not in RULES:
        raise BadVerb("Give exactly one verb of OAI-PMH 2.0.")
    (verb,) = verbs
    rest = [(name, value) for name, value in pairs if name != "verb"]
    given = dict(rest)
    if len(given) != len(rest):
        raise BadArgument("An argument is given more than once.")
    if any(len(value) > MOST for value in given.values()):
        raise BadArgument("A value is too long.")
    rule = RULES[verb]
    if rule.token and TOKEN in given:
        if len(given) > 1:
            raise BadArgument("A resumptionToken comes without other arguments.")
        return verb, given
    _check(rule, given)
    return verb, given


def _check(rule: Rule, given: Mapping[str, str]) -> None:
    unknown = set(given) - {*rule.required, *rule.optional}
    if unknown:
        raise BadArgument("This verb does not take one of the given arguments.")
    missing = [name for name in rule.required if not given.get(name)]
    if missing:
        raise BadArgument(f"Missing: {', '.join(missing)}.")
    for name, pattern in (("set", _SET), ("metadataPrefix", _PREFIX)):
        if name in given and not pattern.fullmatch(given[name]):
            raise BadArgument(f"{name} is not well written.")


def period(given: Mapping[str, str]) -> tuple[datetime | None, datetime | None]:
    """Return from and until, both inclusive. Raises `BadArgument`."""
    begin, end = given.get("from"), given.get("until")
    if begin is not None and end is not None and len(begin) != len(end):
        raise BadArgument("from and until have different granularities.")
    start = _moment(begin) if begin is not None else None
    stop = _moment(end) if end is not None else None
    if start and stop and start > stop:
        raise BadArgument("from is later than until.")
    if stop and end is not None and _DAY.fullmatch(end):
        stop += timedelta(days=1, seconds=-1)
    return start, stop


def _moment(text: str) -> datetime:
    pattern = "%Y-%m-%d" if _DAY.fullmatch(text) else "%Y-%m-%dT%H:%M:%SZ"
    if not (_DAY.fullmatch(text) or _SECOND.fullmatch(text)):
        raise BadArgument("Write a date as YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ.")
    try:
        found = datetime.strptime(text, pattern).replace(tzinfo=UTC)
    except ValueError:
        raise BadArgument("This date does not exist.") from None
    # Databases and time zones go wrong at both ends of the calendar.
    return min(max(found, datetime(1000, 1, 1, tzinfo=UTC)), datetime(9000, 1, 1, tzinfo=UTC))
