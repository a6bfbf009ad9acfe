"""A small site with one page of every kind, searchable, and the addresses of all public pages."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from academie.core.models import AcademieDocument, AcademieImage
from academie.core.renditions import make
from academie.library.models.links import ReadingLink
from academie.library.models.toolkit import ToolkitDownload
from search import answers, engines
from search.sync import worker
from tests import factories
from tests.core import samples

CLUSTER, LEVEL, ROLE = "cluster-2", "school", "leerkracht"
TERMS = {
    "clusters": [CLUSTER],
    "levels": [LEVEL],
    "roles": [ROLE, "ib"],
    "sectors": ["po", "vo"],
    "needs": ["taal-en-spraak"],
    "themes": ["tos-en-taal"],
}


@contextmanager
def searchable(settings, folder) -> Iterator[None]:
    """An embedded index of its own for this test."""
    settings.SEARCH_INDEX_DIR = folder / "index"
    settings.SEARCH_ENGINE = "embedded"
    settings.SEARCH_SYNC_INLINE = False
    answers.breakers.clear()
    engine = engines.get_engine("embedded")
    engine.promote(engine.begin_rebuild())
    try:
        yield
    finally:
        answers.breakers.clear()
        engines.close_engines()


def index_all() -> None:
    """Do what waits for the index."""
    worker.drain("embedded", budget=120)
    engines.get_engine("embedded").refresh()


def make_image() -> AcademieImage:
    """A photo with all its sizes."""
    content = samples.saved(samples.picture(900, 600), "JPEG", quality=80)
    image = AcademieImage.objects.create(title="Tafel", file=ContentFile(content, name="tafel.jpg"))
    make([image])
    return image


def fill(site: factories.Tree, copies: int = 1) -> dict[str, str]:
    """Make ``copies`` pages of every kind; return name -> address of one of each."""
    image = make_image()
    photo = {"image": image, "alt_decision": "beschreven", "alt_text": "Vier stoelen"}
    figure = ("figure", {"image": image, "alt_text": "Tafel", "caption": "Aan tafel"})
    document = AcademieDocument.objects.create(
        title="Turfblad", file=ContentFile(samples.PDF, name="turfblad.pdf")
    )
    paths: dict[str, str] = {}
    for number in range(copies):
        after = f" {number}" if number else ""
        instruction = factories.make_werkinstructie(
            site, title=f"Van school naar wijkteam{after}", **TERMS
        )
        toolkit = factories.make_toolkit(
            site,
            title=f"Zo geeft u een opdracht{after}",
            escalate_to=instruction,
            downloads=[ToolkitDownload(title="Turfblad", document=document)],
            reading_links=[ReadingLink(place="daarna", target=instruction.page_ptr)],
            **photo,
            **TERMS,
        )
        made = {
            "toolkit": toolkit,
            "werkinstructie": instruction,
            "praktijkverhaal": factories.make_praktijkverhaal(
                site, title=f"Van thuis naar school{after}", **TERMS
            ),
            "training": factories.make_training(
                site, title=f"TOS herkennen{after}", days=10 + number, **TERMS
            ),
            "nieuws": factories.make_nieuws(
                site, title=f"De academie is open{after}", body=[figure], **TERMS
            ),
            "pagina": factories.make_content_page(
                site, title=f"Privacy{after}", nav="over", body=[figure], **TERMS
            ),
        }
        paths = paths or {name: page.get_url() for name, page in made.items()}
    return paths


def addresses(paths: dict[str, str]) -> dict[str, str]:
    """Return every public page by name."""
    month = (timezone.localdate() + timedelta(days=10)).strftime("%Y-%m")
    return {
        "home": "/",
        "zoeken": "/zoeken/",
        "zoeken met woord": "/zoeken/?q=TOS",
        "zoeken met filters": f"/zoeken/?q=school&cluster={CLUSTER}&rol={ROLE}&sorteer=nieuw",
        "zoeken zonder resultaat": "/zoeken/?q=xqzvxqzv",
        "suggesties": "/zoeken/suggesties/?q=zo",
        "api": "/api/zoeken/?q=TOS",
        "cluster": f"/cluster/{CLUSTER}/",
        "niveau": f"/niveau/{LEVEL}/",
        "rol": f"/rol/{ROLE}/",
        "toolkits": "/toolkits/",
        "werkinstructies": "/werkinstructies/",
        "praktijkverhalen": "/praktijkverhalen/",
        "agenda": "/agenda/",
        "maand": f"/agenda/maand/{month}/",
        "agenda.ics": "/agenda/agenda.ics",
        "training.ics": f"{paths['training']}agenda.ics",
        "voortgang": "/nieuws/",
        "toolkit op papier": f"{paths['toolkit']}?print",
        "werkinstructie met rol": f"{paths['werkinstructie']}?rol=ib",
        "werkinstructie op papier": f"{paths['werkinstructie']}?print",
        "robots": "/robots.txt",
        "leeft": "/gezond/",
        "gereed": "/gereed/",
        **paths,
    }
