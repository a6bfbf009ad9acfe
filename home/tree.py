"""The fixed pages of the site: the front door and its five shelves."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Page, Site

from academie.exchange.models import AgendaIndexPage
from academie.initiatives.models import NieuwsIndexPage
from academie.library.models import (
    PraktijkverhaalIndexPage,
    ToolkitIndexPage,
    WerkinstructieIndexPage,
)
from home.models import HomePage

LOCAL_NAMES = ("localhost", "127.0.0.1")
HOME_TITLE = "Onderwijs-Zorg Academie"
HOME_SLUG = "start"
HOME_INTRO = (
    "Kant-en-klaar materiaal voor de klas, duidelijke werkinstructies en verhalen uit de praktijk. "
    "Van specialisten, voor iedereen die op school of in de zorg met hetzelfde kind werkt."
)


@dataclass(frozen=True, slots=True)
class Shelf:
    """One fixed page below the front door, as it is when nobody has changed it yet."""

    model: type[Page]
    slug: str
    title: str
    intro: str


SHELVES = (
    Shelf(
        ToolkitIndexPage,
        "toolkits",
        "Toolkits",
        "Elke toolkit begint met een kaart die u morgen kunt gebruiken. "
        "Daarna volgen de stappen en de bestanden om te downloaden.",
    ),
    Shelf(
        WerkinstructieIndexPage,
        "werkinstructies",
        "Werkinstructies",
        "Wie doet wat, binnen hoeveel dagen, en wie belt u als het vastloopt? "
        "Kies uw rol en u ziet uw eigen stappen.",
    ),
    Shelf(
        PraktijkverhaalIndexPage,
        "praktijkverhalen",
        "Praktijkverhalen",
        "Wat gebeurde er, wie deed wat en wat leerden we? "
        "School, hulp en gezin vertellen het met hun eigen stem.",
    ),
    Shelf(
        AgendaIndexPage,
        "agenda",
        "Trainingen en uitwisselingen",
        "Leer iets nieuws of kijk een dagdeel bij een ander mee. "
        "Bij veel momenten bewaren we plaatsen voor onderwijs en voor zorg.",
    ),
    Shelf(
        NieuwsIndexPage,
        "nieuws",
        "Voortgang",
        "Hoe staat het met de plannen? Hier leest u wat lukt en wat nog niet.",
    ),
)


@dataclass(frozen=True, slots=True)
class Tree:
    """The front door, and which pages were made just now."""

    home: HomePage
    made: tuple[str, ...]


@transaction.atomic
def ensure_tree() -> Tree:
    """Make the fixed pages that are not there yet; pages that exist keep what editors made of them.

    The front door replaces Wagtail's welcome page as the root of the default site. A default site
    that already shows something else keeps it.
    """
    made: list[str] = []
    home = HomePage.objects.first()
    if home is None:
        home = HomePage(title=HOME_TITLE, slug=HOME_SLUG, intro=HOME_INTRO)
        _publish_below(Page.objects.get(depth=1), home)
        made.append(home.title)
    _point_site_at(home)
    for shelf in SHELVES:
        if not shelf.model.objects.exists():
            page = shelf.model(title=shelf.title, slug=shelf.slug, intro=shelf.intro)
            _publish_below(home, page)
            made.append(page.title)
    address_site(settings.WAGTAILADMIN_BASE_URL)
    # Fresh: the object in hand does not know the children it got.
    return Tree(HomePage.objects.get(pk=home.pk), tuple(made))


def address_site(url: str) -> None:
    """Give the default site this address, unless somebody gave it a name of its own.

    Canonical links and 'Bekijk live' in the admin are made from it. Nothing is written when the
    address is right already, because a changed site brings every page to the index again.
    """
    address = urlsplit(url)
    port = address.port or (443 if address.scheme == "https" else 80)
    site = Site.objects.filter(is_default_site=True).first()
    if site is None or site.hostname not in LOCAL_NAMES or not address.hostname:
        return
    if (site.hostname, site.port) != (address.hostname, port):
        site.hostname, site.port = address.hostname, port
        site.save()


def _publish_below(parent: Page, page: Page) -> None:
    parent.add_child(instance=page)
    page.save_revision().publish()


def _point_site_at(home: HomePage) -> None:
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        Site.objects.create(
            hostname="localhost", site_name=HOME_TITLE, root_page=home, is_default_site=True
        )
        return
    welcome = site.root_page
    if welcome.specific_class is not Page:
        return
    site.root_page = home.page_ptr
    site.site_name = site.site_name or HOME_TITLE
    site.save()
    if welcome.is_leaf():
        welcome.delete()
