"""A wish in words."""

from collections.abc import Iterable

from academie.core.enums import World
from academie.exchange.enums import Kind
from academie.exchange.models import Wish
from academie.taxonomy.selectors import labels

ANY = "Maakt niet uit"


def described(wish: Wish) -> list[tuple[str, str]]:
    """Return everything that is kept of a wish: what it is about, and the words."""
    themes = labels("thema")
    return [
        ("Naam", wish.name),
        ("E-mailadres", wish.email),
        ("Organisatie", wish.organisation),
        ("Kant", World(wish.side).label),
        ("Wil op bezoek bij", World(wish.wants).label),
        ("Buurt of gebied", wish.region.label if wish.region else ANY),
        ("Vorm", _listed(Kind(one).label for one in wish.kinds if one in Kind.values)),
        ("Onderwerpen", _listed(themes[one] for one in wish.themes if one in themes)),
    ]


def _listed(words: Iterable[object]) -> str:
    return ", ".join(map(str, words)) or ANY
