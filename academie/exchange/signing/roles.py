"""The role that somebody has: one of the vocabulary, or her own word for it."""

from dataclasses import dataclass

from academie.taxonomy.selectors import terms

OTHER_ROLE = "Anders"


@dataclass(frozen=True, slots=True)
class RoleOption:
    """One line of the list."""

    value: str
    label: str
    selected: bool


def role_of(typed: str) -> str:
    """Return the slug for a slug or a label in any case; anything else as it was typed."""
    wanted = typed.casefold()
    if wanted == OTHER_ROLE.casefold():
        return OTHER_ROLE
    for slug, term in terms("rol").items():
        if wanted in {slug, term.label.casefold(), term.short_label.casefold()}:
            return slug
    return typed


def role_options(typed: str) -> list[RoleOption]:
    """Return the list with what was chosen; a word that is not in it stands there too."""
    chosen = role_of(typed)
    options = [RoleOption(slug, term.label, slug == chosen) for slug, term in terms("rol").items()]
    options.append(RoleOption(OTHER_ROLE, OTHER_ROLE, chosen == OTHER_ROLE))
    if chosen and not any(option.selected for option in options):
        options.append(RoleOption(chosen, chosen, True))
    return options
