"""What somebody typed to sign up: read, checked, and kept to show it again."""

import re
import unicodedata
from collections.abc import Mapping
from typing import ClassVar

from django.utils.functional import cached_property

from academie.core.enums import World
from academie.core.numbers import whole_number
from academie.exchange.capacity.people import Applicant, email_key
from academie.exchange.roles import role_of
from academie.mail.checks import clean_address
from academie.mail.forms import NO_ADDRESS, WRONG_ADDRESS
from search.documents import clean_text

KEEP_TYPED = 500
"""Characters of a field that are shown again."""

LONGEST: Mapping[str, int] = {"name": 120, "email": 254, "role": 80, "organisation": 160}
MISSING: Mapping[str, str] = {
    "session": "Kies een moment.",
    "name": "Vul uw naam in.",
    "email": NO_ADDRESS,
    "role": "Kies uw rol, of ‘Anders’.",
    "organisation": "Vul in bij welke school of organisatie u werkt.",
    "side": "Kies bij welke kant u hoort: onderwijs, zorg, of gemeente of overig.",
}
NO_SESSION = "Dit moment hoort niet bij deze pagina. Kies een van de momenten."
NO_LINK = "Haal hier het webadres weg. Dat kunnen wij niet in een mail zetten."

_SIDES = {word.casefold(): world for world in World for word in (world.value, world.label)}
_SIDES |= dict.fromkeys(("gemeente", "anders", "gemeente of anders"), World.OTHER)
_NOT_PRINTED = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
# The name stands in a mail to an address that anybody can type: no place for an advertisement.
_LINK = re.compile(r"://|\bwww\.", re.IGNORECASE)


class SignUpForm:
    """The five fields and the session. `sessions` are those of the page; `sole` the only open one.

    A browser sends what the page offers. A person may send something else, such as a label for a
    value; what can be understood is understood.
    """

    NAMES: ClassVar = ("session", "name", "email", "role", "organisation", "side")

    def __init__(
        self, typed: Mapping[str, str], sessions: frozenset[int], sole: int | None = None
    ) -> None:
        self.typed = {name: typed.get(name, "")[:KEEP_TYPED] for name in self.NAMES}
        self.stamp = typed.get("stamp", "")
        self.is_machine = bool(typed.get("website", "").strip())
        self._whole = {name: typed.get(name, "") for name in self.NAMES}
        self._sessions = sessions
        self._sole = sole

    @property
    def may_choose(self) -> bool:
        """Whether there is any session, of whatever kind."""
        return bool(self._sessions)

    @cached_property
    def errors(self) -> dict[str, str]:
        """Field -> what is wrong with it, in the order of the form."""
        found = {name: self._error(name) for name in self.NAMES}
        return {name: sentence for name, sentence in found.items() if sentence}

    @property
    def session_pk(self) -> int:
        """The session that was chosen; only without errors."""
        return self._session() or 0

    @property
    def applicant(self) -> Applicant:
        """The person; only without errors."""
        return Applicant(
            name=self._line("name"),
            # As it is mailed: an address is compared in another form than it is written.
            email=clean_address(self._whole["email"]),
            role=role_of(self._line("role")),
            organisation=self._line("organisation"),
            side=_SIDES[self._line("side").casefold()],
        )

    def _error(self, name: str) -> str:
        match name:
            case "session":
                return self._session_error()
            case "email":
                return self._email_error()
            case "side":
                known = self._line("side").casefold() in _SIDES
                return "" if known else MISSING["side"]
        line = self._line(name)
        if not any(letter.isalnum() for letter in line):
            return MISSING[name]
        if len(line) > LONGEST[name]:
            return f"Dit is te lang. Gebruik hoogstens {LONGEST[name]} tekens."
        return NO_LINK if _LINK.search(line) else ""

    def _session_error(self) -> str:
        if self._session() in self._sessions:
            return ""
        return NO_SESSION if self._line("session") else MISSING["session"]

    def _email_error(self) -> str:
        if not self._line("email"):
            return MISSING["email"]
        try:
            email_key(self._whole["email"])
        except ValueError:
            return WRONG_ADDRESS
        return ""

    def _session(self) -> int | None:
        chosen = self._line("session")
        if not chosen:
            return self._sole
        return whole_number(chosen)

    def _line(self, name: str) -> str:
        """Return a field on one line, as people meant it: wide letters are letters."""
        plain = _NOT_PRINTED.sub(" ", self._whole[name])
        return clean_text(plain if name in {"name", "organisation"} else _wide(plain))


def _wide(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
