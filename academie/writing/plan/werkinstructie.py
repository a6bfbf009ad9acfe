"""How a werkinstructie is written: variants first, then the steps, then who to call."""

from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify

from academie.core.enums import ContentType
from academie.writing.plan.choices import Choice
from academie.writing.plan.common import audience_step, origin_step, rich, title_step
from academie.writing.plan.files import File
from academie.writing.plan.groups import Group, Raw, Row
from academie.writing.plan.parts import Line, Number, Text
from academie.writing.plan.steps import Kind, Section, Step

MOST_DAYS = 260


def _roles(page: Any) -> list[tuple[str, str]]:
    from academie.taxonomy.selectors import labels

    return list(labels("rol").items())


def _variants(page: Any) -> list[tuple[str, str]]:
    return [(block.value["key"], block.value["label"]) for block in getattr(page, "variants", ())]


def _rungs(page: Any) -> list[tuple[str, str]]:
    """Nine rungs, whether they are written yet or not: the ladder comes on the next screen."""
    known = {n: block.value["who"] for n, block in enumerate(getattr(page, "rungs", ()), start=1)}
    return [
        (str(n), f"Trede {n}: {known[n]}" if known.get(n) else f"Trede {n}") for n in range(1, 10)
    ]


@dataclass(frozen=True, kw_only=True)
class Variants(Group):
    """The variants; their code comes from the name, once, because steps point at it."""

    def _raw(self, row: Row, old: Raw | None) -> Raw:
        raw = super()._raw(row, old)
        if not raw["value"].get("key"):
            raw["value"]["key"] = slugify(row["label"])[:20].strip("-") or row["id"][:8]
        return raw


STEP_FIELDS: tuple[Any, ...] = (
    Line(name="title", label="Wat gebeurt er?", longest=160),
    rich("text", "Uitleg", rows=3),
    Choice(name="role", label="Wie doet dit?", options=_roles, unfold=True, none="Kies een rol"),
    Number(name="term_days", label="Binnen hoeveel werkdagen?", most=MOST_DAYS),
    Line(
        name="done_when",
        label="Klaar als …",
        hint="Maak de zin af.",
        longest=200,
    ),
    Line(name="form_name", label="Formulier", hint="Hoe heet het? Hoeft niet.", longest=120),
    File(name="form_document", label="Bestand van het formulier"),
    Choice(
        name="rung",
        label="Loopt het vast? Ga naar trede",
        options=_rungs,
        unfold=True,
        none="Geen",
        foreign=True,
    ),
    Group(
        name="variants",
        label="Anders in een andere sector",
        item="Variant",
        hint="Alleen als deze stap in een andere sector anders gaat.",
        fields=(
            Choice(
                name="key", label="In welke sector?", options=_variants, unfold=True, none="Kies"
            ),
            Line(name="title", label="Wat gebeurt er dan?", longest=160),
            Choice(name="role", label="Wie?", options=_roles, unfold=True, none="Dezelfde"),
            Number(name="term_days", label="Binnen hoeveel werkdagen?", most=MOST_DAYS),
            rich("text", "Uitleg", rows=3),
        ),
        most=6,
    ),
)

WERKINSTRUCTIE = Kind(
    slug="werkinstructie",
    page_type=ContentType.WERKINSTRUCTIE,
    word="werkinstructie",
    css="is-werk",
    glyph="g-werk",
    what="Wie doet wat, binnen hoeveel dagen, en wie belt u als het vastloopt.",
    minutes=20,
    model_label="library.Werkinstructie",
    steps=(
        title_step(
            "Eén tekst voor iedereen die meedoet.",
            "Wat is er klaar als alle stappen gedaan zijn? Hoogstens tien woorden.",
            "Eén of twee zinnen. Zij staan ook in de zoekresultaten.",
        ),
        Step(
            "sectoren",
            "Per sector",
            "Gaat het ergens anders?",
            "Gaat het overal hetzelfde? Sla dit dan over. Anders noemt u hier de sectoren. De "
            "eerste is wat de lezer ziet als hij niets kiest.",
            (
                Section(
                    (
                        Variants(
                            name="variants",
                            label="Varianten",
                            item="Variant",
                            fields=(
                                Line(
                                    name="label",
                                    label="Naam",
                                    hint="Bijvoorbeeld: mbo.",
                                    longest=40,
                                ),
                                Text(name="note", label="Wat is hier anders?", rows=2),
                            ),
                            block="variant",
                            most=6,
                        ),
                    )
                ),
            ),
        ),
        Step(
            "stappen",
            "De stappen",
            "Wie doet wat, en wanneer?",
            "Een stap zonder rol en zonder termijn helpt niemand. Vul die twee altijd in.",
            (
                Section(
                    (
                        Group(
                            name="steps",
                            label="Stappen",
                            item="Stap",
                            fields=STEP_FIELDS,
                            block="step",
                            least=1,
                        ),
                    )
                ),
            ),
        ),
        Step(
            "vastlopen",
            "Als het vastloopt",
            "Wie belt de lezer als het vastloopt?",
            "Van de eerste die u belt tot de laatste. Noem een functie, geen naam.",
            (
                Section(
                    (
                        Group(
                            name="rungs",
                            label="Treden",
                            item="Trede",
                            fields=(
                                Line(name="who", label="Wie belt u?", longest=160),
                                Line(name="when", label="Wanneer?", longest=200),
                                Number(
                                    name="answer_days",
                                    label="Antwoord binnen hoeveel werkdagen?",
                                    most=MOST_DAYS,
                                    empty=0,
                                ),
                            ),
                            block="rung",
                            least=1,
                            most=9,
                        ),
                    )
                ),
            ),
        ),
        audience_step(),
        origin_step(),
    ),
)
