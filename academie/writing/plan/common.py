"""Screens and questions that every type shares, in the words of a writer."""

from typing import Any

from academie.core.enums import AltDecision, Evidence, Illustration, Licence
from academie.writing.plan.choices import Choice, Flag, Terms
from academie.writing.plan.days import Day
from academie.writing.plan.files import File
from academie.writing.plan.parts import Line, Rich, Text
from academie.writing.plan.steps import Part, Section, Step

LISTS = "Een lege regel begint een nieuwe alinea. Begin een regel met - voor een lijstje."


def title_step(lead: str, title_hint: str, intro_hint: str, *more: Part) -> Step:
    """The first screen: what it is called and what it is for."""
    return Step(
        "titel",
        "Titel en doel",
        "Hoe heet het en waar is het voor?",
        lead,
        (
            Section(
                (
                    Line(name="title", label="Titel", hint=title_hint, longest=255),
                    Text(
                        name="intro",
                        label="Waar is het voor?",
                        hint=intro_hint,
                        longest=400,
                    ),
                    *more,
                    Terms(
                        name="needs",
                        label="Voor welke behoefte?",
                        hint="Kies er hoogstens drie. Het gaat om wat een kind nodig heeft, niet "
                        "om hoe een kind heet.",
                        facet="behoefte",
                        many=6,
                    ),
                )
            ),
        ),
    )


def audience_step() -> Step:
    """Who it is for and where it comes from."""
    return Step(
        "voor-wie",
        "Voor wie",
        "Voor wie is het?",
        "Hiermee vindt een lezer uw kaart. Vink aan wat past en sla over wat niet past.",
        (
            Section(
                (
                    Terms(name="roles", label="Voor welke rol?", facet="rol", many=8),
                    Terms(name="levels", label="Op welk niveau?", facet="niveau"),
                    Terms(name="sectors", label="In welke sector?", facet="sector"),
                ),
                "De lezer",
            ),
            Section(
                (
                    Terms(name="clusters", label="Bij welk cluster hoort het?", facet="cluster"),
                    Terms(name="themes", label="Over welk thema?", facet="thema", many=8),
                    Choice(
                        name="region",
                        label="Uit welke regio komt het?",
                        hint="De regioredacteur van die regio leest mee.",
                        options=_regions,
                        unfold=True,
                        none="Kies een regio",
                        foreign=True,
                    ),
                ),
                "Het onderwerp",
            ),
        ),
    )


def origin_step() -> Step:
    """Who made it, how sure it is, what it looks like and who may use it again."""
    return Step(
        "herkomst",
        "Beeld en bron",
        "Wie maakte dit, en hoe zeker is het?",
        "Een lezer vertrouwt een kaart als er staat waar zij vandaan komt.",
        (
            Section(
                (
                    Line(
                        name="author_text",
                        label="Gemaakt door",
                        hint="Een functie is genoeg: logopedist van een school voor TOS.",
                        longest=200,
                    ),
                    Line(name="organisation_text", label="Organisatie", longest=200),
                    Line(
                        name="source_text",
                        label="Bron",
                        hint="Waar feiten en cijfers vandaan komen. Leeg als het eigen "
                        "ervaring is.",
                        longest=300,
                    ),
                    Choice(
                        name="evidence",
                        label="Hoe zeker is dit?",
                        options=lambda page: [(str(v), str(text)) for v, text in Evidence.choices],
                        number=True,
                    ),
                ),
                "De bron",
            ),
            Section(
                (
                    File(
                        name="image",
                        label="Foto of tekening",
                        hint="Hoeft niet. Plaats en tijd halen wij uit de foto. Staat er een kind "
                        "herkenbaar op? Gebruik de foto dan niet.",
                        picture=True,
                    ),
                    Choice(
                        name="alt_decision",
                        label="Vertelt de afbeelding iets?",
                        hint="Dit moet u kiezen als u een afbeelding gebruikt.",
                        options=lambda page: list(AltDecision.choices),
                        none="Er is geen afbeelding",
                    ),
                    Line(
                        name="alt_text",
                        label="Wat is erop te zien?",
                        hint="Eén zin voor lezers die de afbeelding niet zien. Alleen als de "
                        "afbeelding iets vertelt.",
                    ),
                    Choice(
                        name="illustration",
                        label="Of een tekening van ons",
                        options=lambda page: [c for c in Illustration.choices if c[0]],
                        unfold=True,
                        none="Geen",
                    ),
                ),
                "Het beeld",
            ),
            Section(
                (
                    Day(name="valid_from", label="Geldig vanaf"),
                    Day(
                        name="valid_until",
                        label="Geldig tot en met",
                        hint="Leeg laten mag: tot iemand zegt dat het niet meer klopt.",
                    ),
                    Day(
                        name="review_by",
                        label="Nakijken vóór",
                        hint="Dan vragen wij u of het nog klopt.",
                    ),
                    Choice(
                        name="licence",
                        label="Mogen anderen het gebruiken?",
                        options=lambda page: list(Licence.choices),
                    ),
                    Choice(
                        name="access",
                        label="Wie kan het openen?",
                        options=_access,
                    ),
                    Flag(name="has_costs", label="Het gebruik kost geld"),
                ),
                "Gebruik",
            ),
        ),
    )


def rich(name: str, label: str, hint: str = "", rows: int = 6) -> Rich:
    """A box for running text with the line on lists under it."""
    return Rich(name=name, label=label, hint=f"{hint} {LISTS}".strip(), rows=rows)


def _regions(page: Any) -> list[tuple[str, str]]:
    from academie.taxonomy.selectors import terms_by_pk

    return [(str(pk), term.label) for pk, term in terms_by_pk("regio").items()]


def _access(page: Any) -> list[tuple[str, str]]:
    from academie.core.enums import Access

    return list(Access.choices)
