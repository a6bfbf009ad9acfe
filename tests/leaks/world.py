"""A small public site with an item of every type in it that is not public, and who walks past."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.test import Client
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from academie.alerts import following, matching, standing
from academie.alerts.followed import from_query
from academie.alerts.models import SavedSearch
from academie.library.models.links import ReadingLink
from academie.outlet import ledger
from academie.shelves.models import Collection, CollectionItem, Saved
from academie.taxonomy.models import Region
from search import engines
from search.sync import worker
from tests import factories
from tests.leaks import people
from tests.leaks.items import BODIES, KEY, TERMS, Item
from tests.leaks.states import Maker

FOLLOWER = "lezer@voorbeeld.nl"
SHARED = "gedeelde-verzameling-1"


@dataclass
class World:
    """Everything that a channel needs to look for the items."""

    site: factories.Tree
    people: dict[str, Any]
    items: list[Item] = field(default_factory=list)
    neighbours: list[Any] = field(default_factory=list)

    @property
    def pages(self) -> list[Any]:
        """The items' pages, also of a page that is gone by now."""
        return [item.page for item in self.items]


def begin(site: factories.Tree, monkeypatch: Any) -> World:
    """Make the people, and somebody who follows everything."""
    world = World(site, people.make_all(here=Region.objects.get(slug="rotterdam")))
    monkeypatch.setattr(matching, "standing", standing.Standing())
    matching.begin()
    for query in ("", f"q={KEY}"):
        following.ask(FOLLOWER, from_query(query), "dag")
        search = SavedSearch.objects.get(follower__email=FOLLOWER, query=query)
        following.confirm(search.public)
    SavedSearch.objects.update(confirmed_at=timezone.now() - timedelta(days=8))
    return world


def fill(world: World, state: Maker) -> None:
    """Make an item of every type in this state, and public pages that lead to it."""
    author = world.people["specialist-van-hier"]
    world.items = [state(world.site, kind, author) for kind in BODIES]
    there = [page for page in world.pages if Page.objects.filter(pk=page.pk).exists()]
    world.neighbours = [_neighbour(world.site, there), _linking(world.site, there)]
    _collect(world, there)
    for number, page in enumerate(there):
        Redirect.objects.create(old_path=f"/oud/{number}", redirect_page=page.page_ptr)
    index_all()


def index_all() -> None:
    """Do what waits for the index, whichever engine it is."""
    worker.drain(settings.SEARCH_ENGINE, budget=120)
    engines.get_engine(settings.SEARCH_ENGINE).refresh()
    while ledger.follow_changes():
        pass
    ledger.sweep()


def _neighbour(site: factories.Tree, pages: list[Any]) -> Any:
    links = [ReadingLink(place="daarna", target=page.page_ptr) for page in pages]
    instruction = next((p for p in pages if type(p).__name__ == "Werkinstructie"), None)
    return factories.make_toolkit(
        site,
        title="Een buur",
        slug="een-buur",
        reading_links=links,
        escalate_to=instruction,
        **TERMS,
    )


def _linking(site: factories.Tree, pages: list[Any]) -> Any:
    links = "".join(f'<a linktype="page" id="{page.pk}">hierheen</a> ' for page in pages)
    return factories.make_content_page(
        site, title="Wegwijzer", slug="wegwijzer", body=[("paragraph", f"<p>{links}</p>")]
    )


def _collect(world: World, pages: list[Any]) -> None:
    """Let a passer-by have everything saved and shared, as from the days that it was public."""
    owner = world.people["deelnemer"]
    shared = Collection.objects.create(owner=owner, title="Van mij", key=SHARED)
    for place, page in enumerate(pages):
        Saved.objects.create(user=owner, page=page.page_ptr)
        CollectionItem.objects.create(collection=shared, page=page.page_ptr, place=place)


def walkers(world: World) -> dict[str, Client]:
    """Return who walks past: a reader without an account, and people who have nothing to do
    with the items."""
    found = {"": Client(raise_request_exception=False)}
    for name in ("deelnemer", "specialist-van-elders", "regioredacteur-elders"):
        client = Client(raise_request_exception=False)
        client.force_login(world.people[name])
        found[name] = client
    return found
