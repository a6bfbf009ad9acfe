"""Our own lists at an address that stays, so that other machines can point at our words."""

from typing import Any

from django.urls import reverse

from academie.outlet.addresses import absolute
from search.facets import FACET_TITLES
from search.sources import vocabulary

FACETS = ("cluster", "niveau", "rol", "sector", "behoefte", "thema", "regio")


def set_url(facet: str) -> str:
    """Return the address of one list."""
    return absolute(reverse("outlet:concepts", args=[facet]))


def term_url(facet: str, slug: str) -> str:
    """Return the address of one term in it."""
    return f"{set_url(facet)}#{slug}"


def concept_set(facet: str) -> dict[str, Any]:
    """Return a list as a DefinedTermSet of schema.org."""
    return {
        "@context": "https://schema.org",
        "@type": "DefinedTermSet",
        "@id": set_url(facet),
        "url": set_url(facet),
        "name": FACET_TITLES[facet],
        "inLanguage": "nl",
        "hasDefinedTerm": [
            {
                "@type": "DefinedTerm",
                "@id": term_url(facet, slug),
                "name": term.label,
                "termCode": slug,
                **({"description": term.explanation} if term.explanation else {}),
            }
            for slug, term in vocabulary(facet).items()
        ],
    }
