"""A role as people read it; it is kept as the form for signing up keeps it."""

from academie.exchange.signing.roles import role_of
from search.sources import vocabulary


def role_kept(typed: str) -> str:
    """Return the slug when what was typed is in the list, otherwise what was typed."""
    return role_of(typed.strip())


def role_label(kept: str) -> str:
    """Return the role in words."""
    term = vocabulary("rol").get(kept)
    return term.label if term else kept


def role_labels() -> list[str]:
    """Return the roles to choose from."""
    return [term.label for term in vocabulary("rol").values()]
