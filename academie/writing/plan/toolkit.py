"""How a toolkit is written."""

from typing import Any

from academie.core.enums import ContentType
from academie.core.visibility import is_public
from academie.writing.plan.children import Children
from academie.writing.plan.choices import Choice
from academie.writing.plan.common import audience_step, origin_step, rich, title_step
from academie.writing.plan.files import File
from academie.writing.plan.groups import Group, Row
from academie.writing.plan.parts import Line, Number, Text
from academie.writing.plan.steps import Kind, Section, Step


def _instructions(page: Any) -> list[tuple[str, str]]:
    """Every werkinstructie that readers can open, and the one that the page already names."""
    from academie.library.models import Werkinstructie

    live = Werkinstructie.objects.filter(is_public()).order_by("title")
    return [(str(pk), title) for pk, title in live.values_list("pk", "title")]


def _file_and_name(row: Row) -> dict[str, str]:
    return {} if row["document"] else {"document": "Kies het bestand, of haal deze regel weg."}


def _what_and_how(label: str, hint: str) -> tuple[Line, Any]:
    return (
        Line(name="title", label=label, hint=hint, longest=120),
        rich("text", "Hoe?", rows=3),
    )


TOOLKIT = Kind(
    slug="toolkit",
    page_type=ContentType.TOOLKIT,
    word="toolkit",
    css="is-toolkit",
    glyph="g-toolkit",
    what="Iets om te doen, met een kaart die op maandagochtend op tafel kan.",
    minutes=10,
    model_label="library.Toolkit",
    steps=(
        title_step(
            "Schrijf zoals u het aan een collega in de gang vertelt.",
            "Wat doet de lezer? Begin met een werkwoord of met ‘Zo’. Hoogstens tien woorden.",
            "Eén of twee zinnen. Zij staan ook in de zoekresultaten.",
            rich("purpose", "Wat is er straks anders?", "Wat ziet de leerkracht nu, en straks?", 5),
        ),
        Step(
            "maandagochtend",
            "Maandagochtend",
            "Wat doet de lezer op maandagochtend?",
            "Dit komt op één A4. Houd het kort.",
            (
                Section(
                    (
                        Line(
                            name="moment",
                            label="Wanneer doet u dit?",
                            hint="Bijvoorbeeld: na de bel.",
                            longest=80,
                        ),
                        Group(
                            name="actions",
                            label="Wat u doet",
                            item="Actie",
                            hint="Drie tot vijf acties is genoeg.",
                            fields=_what_and_how("Wat?", "Bijvoorbeeld: leg drie kaarten klaar."),
                            block="action",
                            least=1,
                        ),
                    ),
                    "De acties",
                ),
                Section(
                    (
                        Number(name="minutes", label="Hoeveel minuten kost het?", least=1),
                        Number(name="prep_minutes", label="Hoeveel minuten voorbereiden?"),
                        Line(
                            name="group_size",
                            label="Voor welke groep?",
                            hint="Bijvoorbeeld: hele klas.",
                            longest=60,
                        ),
                        Line(name="materials", label="Wat is er nodig?"),
                    ),
                    "Tijd en groep",
                ),
                Section(
                    (
                        Text(
                            name="escalate_when",
                            label="Opschalen als …",
                            hint="Maak de zin af: wanneer doet de lezer dit niet meer alleen?",
                            rows=2,
                        ),
                        Choice(
                            name="escalate_to",
                            label="Zo loopt het dan verder",
                            hint="Een werkinstructie die hierbij hoort. Hoeft niet.",
                            options=_instructions,
                            unfold=True,
                            none="Geen",
                            foreign=True,
                        ),
                    ),
                    "Als het niet genoeg is",
                ),
            ),
        ),
        Step(
            "stappen",
            "Stappen en bestanden",
            "Hoe gaat het, stap voor stap?",
            "Voor wie meer wil weten dan op de kaart staat. U mag dit overslaan.",
            (
                Section(
                    (
                        Group(
                            name="steps",
                            label="Stap voor stap",
                            item="Stap",
                            fields=_what_and_how("Wat?", ""),
                            block="step",
                            least=1,
                        ),
                    ),
                    "De stappen",
                ),
                Section(
                    (
                        Children(
                            name="downloads",
                            label="Bestanden om te downloaden",
                            item="Bestand",
                            hint="Zet er geen namen van kinderen in.",
                            fields=(
                                Line(name="title", label="Naam voor de lezer", longest=120),
                                File(name="document", label="Bestand"),
                            ),
                            needs=_file_and_name,
                            least=1,
                        ),
                    ),
                    "De bestanden",
                ),
            ),
        ),
        audience_step(),
        origin_step(),
    ),
)
