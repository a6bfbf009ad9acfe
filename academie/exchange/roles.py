"""The role that somebody has: one of the vocabulary, or her own word for it."""

from academie.taxonomy.selectors import labels, terms

OTHER_ROLE = "Anders"


def role_of(typed: str) -> str:
    """Return the slug for a slug or a label in any case; anything else as it was typed."""
    typed = typed.strip()
    wanted = typed.casefold()
    if wanted == OTHER_ROLE.casefold():
        return OTHER_ROLE
    for slug, term in terms("rol").items():
        if wanted in {slug, term.label.casefold(), term.short_label.casefold()}:
            return slug
    return typed


def role_label(kept: str) -> str:
    """Return the role in words."""
    return labels("rol").get(kept, kept)


def role_labels() -> list[str]:
    """Return the roles to choose from."""
    return list(labels("rol").values())
