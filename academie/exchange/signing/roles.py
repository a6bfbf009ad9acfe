"""The list of roles in the form."""

from dataclasses import dataclass

from academie.exchange.roles import OTHER_ROLE, role_of
from academie.taxonomy.selectors import terms


@dataclass(frozen=True, slots=True)
class RoleOption:
    """One line of the list."""

    value: str
    label: str
    selected: bool


def role_options(typed: str) -> list[RoleOption]:
    """Return the list with what was chosen; a word that is not in it stands there too."""
    chosen = role_of(typed)
    options = [RoleOption(slug, term.label, slug == chosen) for slug, term in terms("rol").items()]
    options.append(RoleOption(OTHER_ROLE, OTHER_ROLE, chosen == OTHER_ROLE))
    if chosen and not any(option.selected for option in options):
        options.append(RoleOption(chosen, chosen, True))
    return options
