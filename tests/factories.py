"""Makers of test data. Pages are made as an editor makes them: draft, revision, publish."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone
from wagtail.models import Page, Site

from academie.exchange.enums import VISITS
from academie.exchange.models import AgendaIndexPage, TrainingEventPage, TrainingSession
from academie.initiatives.models import Nieuwsbericht, NieuwsIndexPage
from academie.library.models import (
    Praktijkverhaal,
    PraktijkverhaalIndexPage,
    Toolkit,
    ToolkitIndexPage,
    Werkinstructie,
    WerkinstructieIndexPage,
)
from academie.moderation.deciding import approve, open_review_of
from academie.moderation.submitting import submit
from academie.taxonomy.models import (
    Cluster,
    Level,
    Region,
    Role,
    Sector,
    SupportNeed,
    Synonym,
    Theme,
)
from home.models import ContentPage, HomePage

VOCABULARY: dict[Any, list[tuple[str, str]]] = {
    Cluster: [
        ("cluster-1", "Cluster 1: zien"),
        ("cluster-2", "Cluster 2: horen, taal en spraak"),
        ("cluster-3", "Cluster 3: bewegen, leren, langdurig ziek"),
        ("cluster-4", "Cluster 4: gedrag en psychiatrie"),
        ("cluster-x", "Niet clustergebonden"),
    ],
    Level: [("school", "School"), ("buurt", "Buurt"), ("gebied", "Gebied")],
    Role: [
        ("leerkracht", "Leerkracht / docent / mentor"),
        ("ib", "Intern begeleider (IB'er)"),
        ("smw", "Schoolmaatschappelijk werker (SMW)"),
        ("wijkteam", "Medewerker wijkteam"),
    ],
    Sector: [("po", "PO"), ("vo", "VO"), ("jeugdhulp", "Jeugdhulp")],
    SupportNeed: [
        ("taal-en-spraak", "Taal en spraak (TOS)"),
        ("boos-en-botsend-gedrag", "Boos en botsend gedrag"),
        ("schooluitval-en-thuiszitten", "Schooluitval en thuiszitten"),
    ],
    Theme: [
        ("tos-en-taal", "TOS en taal"),
        ("warme-overdracht", "Warme overdracht"),
        ("thuiszitten-en-verzuim", "Thuiszitten en verzuim"),
    ],
}


def make_vocabulary() -> None:
    """Make the terms above, Rotterdam with one gebied and one buurt, and one synonym."""
    for model, rows in VOCABULARY.items():
        for order, (slug, label) in enumerate(rows):
            model.objects.get_or_create(slug=slug, defaults={"label": label, "order": order})
    city = make_region("rotterdam", "Rotterdam", Region.Kind.MUNICIPALITY)
    district = make_region("charlois", "Charlois", Region.Kind.DISTRICT, city)
    make_region("carnisse", "Carnisse", Region.Kind.NEIGHBOURHOOD, district)
    Synonym.objects.get_or_create(term="TOS", defaults={"words": "taalontwikkelingsstoornis"})


def make_region(slug: str, label: str, kind: str, parent: Region | None = None) -> Region:
    """Make one place."""
    region, _ = Region.objects.get_or_create(
        slug=slug, defaults={"label": label, "kind": kind, "parent": parent}
    )
    return region


@dataclass(frozen=True)
class Tree:
    """The site's fixed pages."""

    home: HomePage
    toolkits: ToolkitIndexPage
    werkinstructies: WerkinstructieIndexPage
    praktijkverhalen: PraktijkverhaalIndexPage
    agenda: AgendaIndexPage
    nieuws: NieuwsIndexPage


def make_site() -> Tree:
    """Make the home page as the default site's root, and the shelves below it."""
    root = Page.get_first_root_node()
    home = root.add_child(instance=HomePage(title="Onderwijs-Zorg Academie", slug="start"))
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", port=80, root_page=home, is_default_site=True)
    return Tree(
        home=home,
        toolkits=home.add_child(instance=ToolkitIndexPage(title="Toolkits", slug="toolkits")),
        werkinstructies=home.add_child(
            instance=WerkinstructieIndexPage(title="Werkinstructies", slug="werkinstructies")
        ),
        praktijkverhalen=home.add_child(
            instance=PraktijkverhaalIndexPage(title="Praktijkverhalen", slug="praktijkverhalen")
        ),
        agenda=home.add_child(
            instance=AgendaIndexPage(title="Trainingen en uitwisselingen", slug="agenda")
        ),
        nieuws=home.add_child(instance=NieuwsIndexPage(title="Voortgang", slug="nieuws")),
    )


TERM_FIELDS = {
    "clusters": Cluster,
    "needs": SupportNeed,
    "levels": Level,
    "roles": Role,
    "sectors": Sector,
    "themes": Theme,
}


def _add(parent: Page, page: Page, publish: bool, terms: dict[str, list[str]]) -> Any:
    """Add a draft with its terms; publish it through a revision when asked."""
    page.live = False
    for field, slugs in terms.items():
        setattr(page, field, list(TERM_FIELDS[field].objects.filter(slug__in=slugs)))
    fresh = type(parent).objects.get(pk=parent.pk)
    fresh.add_child(instance=page)
    revision = page.save_revision(clean=publish)
    if publish:
        revision.publish()
    return type(page).objects.get(pk=page.pk)


def _split(values: dict[str, Any]) -> tuple[dict[str, Any], dict[str, list[str]]]:
    terms = {
        "levels": ["school"],
        "roles": ["leerkracht"],
        "themes": ["tos-en-taal"],
    } | {key: value for key, value in values.items() if key in TERM_FIELDS}
    rest = {key: value for key, value in values.items() if key not in TERM_FIELDS}
    rest.setdefault("intro", "Een korte inleiding.")
    rest.setdefault("region", Region.objects.get(slug="rotterdam"))
    return rest, terms


def toolkit_values(**values: Any) -> dict[str, Any]:
    """Return the fields of a complete toolkit."""
    return {
        "title": "Zo geeft u een opdracht",
        "purpose": "<p>Een opdracht die aankomt.</p>",
        "actions": [("action", {"title": "Zeg het in één zin.", "text": "<p>Kort.</p>"})],
        "minutes": 10,
        "group_size": "Hele klas",
        "escalate_when": "het na drie weken niet helpt.",
        "steps": [("step", {"title": "Week 1", "text": "<p>Kies twee momenten.</p>"})],
    } | values


def make_toolkit(site: Tree, *, publish: bool = True, **values: Any) -> Toolkit:
    """Make a complete toolkit; term fields take slugs."""
    rest, terms = _split(toolkit_values(**values))
    return _add(site.toolkits, Toolkit(**rest), publish, terms)


def make_werkinstructie(site: Tree, *, publish: bool = True, **values: Any) -> Werkinstructie:
    """Make a werkinstructie of three steps with three owners."""
    steps = [
        ("step", {"title": title, "role": role, "term_days": days, "variants": []})
        for title, role, days in (
            ("Zorg opschrijven", "leerkracht", 2),
            ("Praten met ouders", "ib", 5),
            ("Bellen met het wijkteam", "smw", 3),
        )
    ]
    rest, terms = _split({"title": "Van school naar wijkteam", "steps": steps} | values)
    return _add(site.werkinstructies, Werkinstructie(**rest), publish, terms)


def make_praktijkverhaal(site: Tree, *, publish: bool = True, **values: Any) -> Praktijkverhaal:
    """Make a story with consent, read by somebody else than its maker."""
    rest, terms = _split(
        {
            "title": "Van thuis naar school",
            "situation": "<p>Een jongen kwam niet meer.</p>",
            "lessons": [("lesson", {"title": "Bel op dag drie", "text": "<p>Niet later.</p>"})],
            "consent_given": True,
            "not_traceable": True,
        }
        | values
    )
    if rest["not_traceable"]:
        rest.setdefault("second_reader", make_user("tweede-lezer"))
    return _add(site.praktijkverhalen, Praktijkverhaal(**rest), publish, terms)


def make_training(
    site: Tree, *, publish: bool = True, days: int = 10, **values: Any
) -> TrainingEventPage:
    """Make an event with one session of two hours, ``days`` from now."""
    rest, terms = _split({"title": "TOS herkennen"} | values)
    if rest.get("kind") in VISITS:
        rest = {
            "host_text": "Iemand van het team.",
            "preparation": "Lees het blad.",
            "confidentiality": "Wat u ziet, vertelt u niet door.",
        } | rest
    page = TrainingEventPage(**rest)
    start = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=days)
    page.sessions = [
        TrainingSession(
            start=start,
            end=start + timedelta(hours=2),
            location="Wijkteam",
            capacity=12,
            kept_education=5,
            kept_care=5,
        )
    ]
    return _add(site.agenda, page, publish, terms)


def make_nieuws(site: Tree, *, publish: bool = True, **values: Any) -> Nieuwsbericht:
    """Make one message."""
    rest, terms = _split(
        {"title": "De academie is open", "body": [("paragraph", "<p>Welkom.</p>")]} | values
    )
    return _add(site.nieuws, Nieuwsbericht(**rest), publish, terms)


def make_content_page(site: Tree, *, publish: bool = True, **values: Any) -> ContentPage:
    """Make one plain page."""
    rest, terms = _split(
        {"title": "Privacy", "body": [("paragraph", "<p>Geen gegevens.</p>")]} | values
    )
    return _add(site.home, ContentPage(**rest), publish, terms)


def make_user(username: str, **values: Any) -> Any:
    """Make an account without a usable password, or return it."""
    user, _ = get_user_model().objects.get_or_create(username=username, defaults=values)
    return user


def approved_publish(page: Page, maker: Any, reader: Any) -> Any:
    """Hand in the newest text of a page and let somebody else approve it; return the fresh page."""
    submit(page, maker)
    review = open_review_of(page)
    assert review is not None
    approve(review, reader, nobody_recognisable=True)
    return type(page).objects.get(pk=page.pk)
