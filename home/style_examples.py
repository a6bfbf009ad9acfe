"""Made-up content for the living page: every component, every state, never stored or indexed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.html import format_html

from academie.core.enums import EVIDENCE_MEANING, ContentType, Evidence, Illustration
from academie.core.templatetags.academie import LOOKS, VOICE_GLYPHS
from academie.exchange.capacity.rules import Taken
from academie.exchange.models import TrainingSession
from academie.exchange.moments import moment_of
from academie.exchange.selectors import Entry
from academie.library.blocks import Voice
from home.selectors import Door, Plan, Quote
from search.params import SearchParams
from search.results import (
    Chip,
    Facet,
    Offer,
    Option,
    OwnChoice,
    PageLink,
    ResultCard,
    Results,
    SortLink,
    WayOn,
    WordLink,
)

HERE = "/stijl/"
LONG_TITLE = (
    "Meervoudig onderwijszorgarrangementenoverleg voorbereiden met de "
    "schoolmaatschappelijk werker, de jeugdverpleegkundige en de ouders samen"
)


@dataclass(frozen=True, slots=True)
class Rung:
    """What components/rungs.html asks of a page."""

    evidence: int
    get_evidence_display: str
    evidence_meaning: str


def examples() -> dict[str, Any]:
    """Return the context of the living page."""
    now = timezone.localtime()
    cards = [
        _card("toolkit", "Woorden oefenen met plaatjes", minutes=10),
        _card("werkinstructie", "Wie belt wie bij zorgen?", card={"days": 25}),
        _card("praktijkverhaal", "Van boos naar bellen", minutes=6, card={"voices": ["School"]}),
        _card("training", "Een dag meekijken", date=now),
        _card("nieuws", "De tweede klas is gestart", date=now, levels=[("gebied", "Gebied")]),
        _card("pagina", LONG_TITLE, adopted=True, levels=[], needs=[], roles=[]),
    ]
    return {
        "types": list(LOOKS),
        "colours": ["is-toolkit", "is-werk", "is-verhaal", "is-uit", "is-nieuws", "is-expert"],
        "levels": [("school", "School"), ("buurt", "Buurt"), ("gebied", "Gebied")],
        "cards": cards,
        "results": _results(cards),
        "nothing": _results(cards[:2]),
        "rungs": [Rung(rung.value, rung.label, EVIDENCE_MEANING[rung]) for rung in Evidence],
        "entries": [_entry(now, 12, 5, 5), _entry(now, 60, 0, 20), _entry(now, 0, 0, 0)],
        "voices": [
            Quote(voice, str(Voice(voice).label), "Nu weet ik wie ik bel.")
            for voice in VOICE_GLYPHS
        ],
        "plans": [_plan(stage) for stage in range(1, 5)],
        "door": Door("cluster-2", "Horen, taal en spraak", HERE, 41),
        "illustrations": [name for name in Illustration.values if name],
        "tabs": [
            {"label": "Cluster 1", "url": HERE, "current": False},
            {"label": "Cluster 2", "url": HERE, "current": True},
        ],
    }


def _card(
    slug: str,
    title: str,
    *,
    minutes: int | None = None,
    date: datetime | None = None,
    card: dict[str, Any] | None = None,
    levels: list[tuple[str, str]] | None = None,
    needs: list[str] | None = None,
    roles: list[str] | None = None,
    adopted: bool = False,
) -> ResultCard:
    look = LOOKS[slug]
    return ResultCard(
        key=f"voorbeeld:{slug}",
        type=slug,
        type_label=str(ContentType(slug).label),
        css=look.css,
        glyph=look.glyph,
        number=f"{slug[0].upper()}2S 041",
        title=title,
        title_html=format_html("{}", title),
        snippet_html=format_html("Een zin met het <mark>{}</mark> woord erin.", "gevonden"),
        url=HERE,
        needs=["Taal en spraak (TOS)", "Lezen, spellen, rekenen"] if needs is None else needs,
        roles=["Leerkracht", "IB'er", "Logopedist"] if roles is None else roles,
        levels=[("school", "School"), ("buurt", "Buurt")] if levels is None else levels,
        sectors=["PO"],
        minutes=minutes,
        date=date,
        card=card or {},
        external_id="",
        is_past=False,
        adopted=adopted,
    )


def _session(start: datetime, capacity: int, education: int, care: int) -> TrainingSession:
    return TrainingSession(
        start=start,
        end=start + timedelta(hours=3),
        location="Wijkteam Voorbeeld",
        online=not capacity,
        capacity=capacity,
        kept_education=education,
        kept_care=care,
    )


def _entry(now: datetime, capacity: int, education: int, care: int) -> Entry:
    session = _session(now + timedelta(days=40), capacity, education, care)
    taken = Taken(education=min(education, 3), care=care, waiting=care)
    return Entry("Een ochtend mee", HERE, "Meeloopdag", moment_of(session, now=now, taken=taken))


def _plan(stage: int) -> Plan:
    steps = tuple(number <= stage for number in range(1, 5))
    return Plan(stage, f"Plan {stage}", "Hoe het ervoor staat.", "Loopt", steps, "gemeente", "")


def _facet(name: str, label: str, count: int) -> Facet:
    options = [
        Option(
            value=f"waarde-{number}",
            label=f"{label} {number}",
            short_label=f"{number}",
            explanation="",
            count=(count - number) % 7,
            selected=number == 1,
            disabled=(count - number) % 7 == 0,
            parent="",
            depth=1 if number == 2 else 0,
        )
        for number in range(count)
    ]
    return Facet(name, label, options, 1)


def _results(cards: list[ResultCard]) -> Results:
    chip = Chip("Leerkracht", HERE, "rol", "leerkracht")
    near = WayOn("near", "Deze komen in de buurt", "Een deel van uw woorden.", cards=cards)
    return Results(
        params=SearchParams(q="voorbeeld", path=HERE),
        hits=cards,
        total=len(cards),
        page=2,
        pages=[PageLink(number, HERE, number == 2) for number in (1, 2, 3)],
        previous_url=HERE,
        next_url=HERE,
        facets=[_facet("rol", "Voor wie", 30), _facet("niveau", "Niveau", 3)],
        chips=[chip],
        clear_url=HERE,
        sorts=[SortLink("Past het best", HERE, True), SortLink("Nieuwste", HERE, False)],
        notice="Wij zoeken nu in de reserve-index. De resultaten zijn dezelfde.",
        suggestion={"text": "voorbeelden", "url": HERE},
        ways_on=[
            WayOn("filter", "Haal een filter weg", "Zonder filter zijn er 3.", chips=[chip]),
            WayOn("words", "Onze woorden", "Kies er een.", links=[WordLink("Angst", HERE, 22)]),
            near,
            WayOn("ask", "Stel uw vraag", "Iemand denkt mee.", url=HERE, label="Stel uw vraag"),
            WayOn("danger", "Is het nu niet veilig?", "Bel 112."),
        ],
        engine="embedded",
        took_ms=1.0,
        heading="6 kaarten voor ‘voorbeeld’",
        steps=["Geen kaart heeft ‘vorbeeld’. Wij zochten op ‘voorbeeld’."],
        corrected_from="vorbeeld",
        literal_url=HERE,
        offers=[Offer("Soort: Toolkit", "toolkit", HERE, "type", "toolkit")],
        own=[
            OwnChoice("mijn_rol", "Uw rol", [("leerkracht", "Leerkracht", True)]),
            OwnChoice("mijn_niveau", "Uw niveau", [("school", "School", False)]),
        ],
        help_url=HERE,
    )
