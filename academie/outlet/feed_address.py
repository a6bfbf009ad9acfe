"""The address of the feed that goes with a search."""

from dataclasses import replace

from django.urls import reverse

from search.params import SearchParams


def feed_path(params: SearchParams) -> str:
    """Return the feed of a search; what a shelf or landing page is about is part of it."""
    bare = replace(params, path="", fixed={}, own={}, page=1, literal=False)
    query = replace(bare, sort=bare.default_sort).url()
    return reverse("outlet:atom") + ("" if query == "?" else query)
