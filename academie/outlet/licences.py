"""What each licence is called by others."""

from dataclasses import dataclass

from academie.core.enums import Licence


@dataclass(frozen=True, slots=True)
class Terms:
    """One licence: its address ('' for none), and its value in the vocabulary of NL LOM."""

    url: str
    nl_lom: str


LICENCES = {
    Licence.CC_BY: Terms("https://creativecommons.org/licenses/by/4.0/", "cc-by-40"),
    Licence.CC_BY_SA: Terms("https://creativecommons.org/licenses/by-sa/4.0/", "cc-by-sa-40"),
    Licence.CC0: Terms("https://creativecommons.org/publicdomain/zero/1.0/", "cc0-10"),
    Licence.RESERVED: Terms("", "yes"),
}


def words(licence: str) -> str:
    """Return the licence as a reader sees it."""
    return str(Licence(licence).label)


def url(licence: str) -> str:
    """Return the address of the licence's text, or '' when all rights are reserved."""
    return LICENCES[Licence(licence)].url
