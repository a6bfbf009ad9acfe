"""How a praktijkverhaal is written, with consent as a screen of its own."""

from academie.core.enums import ContentType
from academie.library.blocks import Voice
from academie.writing.plan.choices import Choice, Flag
from academie.writing.plan.common import audience_step, origin_step, rich, title_step
from academie.writing.plan.groups import Group
from academie.writing.plan.parts import Line, Number, Text
from academie.writing.plan.steps import Kind, Section, Step

_VOICES = Group(
    name="parts",
    label="Stemmen",
    item="Stem",
    fields=(
        Choice(
            name="voice",
            label="Wie vertelt?",
            options=lambda page: list(Voice.choices),
            unfold=True,
            first=Voice.SCHOOL.value,
        ),
        Text(name="text", label="Wat vertelt deze stem?", longest=5_000, rows=3),
        Line(
            name="quote",
            label="Korte zin die op zichzelf staat",
            hint="Kan op de voorpagina komen. Geen namen.",
            longest=120,
        ),
    ),
    least=1,
    most=6,
)

PRAKTIJKVERHAAL = Kind(
    slug="praktijkverhaal",
    page_type=ContentType.PRAKTIJKVERHAAL,
    word="praktijkverhaal",
    css="is-verhaal",
    glyph="g-verhaal",
    what="Wat u samen meemaakte, verteld door meer stemmen, en wat u ervan leerde.",
    minutes=15,
    model_label="library.Praktijkverhaal",
    steps=(
        title_step(
            "Vertel het zo dat niemand te herkennen is: geen namen, geen school met klas.",
            "Waar gaat het verhaal over? Hoogstens tien woorden.",
            "Eén of twee zinnen. Zij staan ook in de zoekresultaten.",
        ),
        Step(
            "verhaal",
            "Het verhaal",
            "Wat gebeurde er?",
            "Begin met de situatie. Vertel daarna moment voor moment, in de woorden van wie erbij "
            "was.",
            (
                Section((rich("situation", "De situatie"),), "Het begin"),
                Section(
                    (
                        Group(
                            name="moments",
                            label="Momenten",
                            item="Moment",
                            hint="Meer stemmen bij één moment laten zien hoe ieder het beleefde.",
                            fields=(
                                Line(
                                    name="title",
                                    label="Welk moment?",
                                    hint="Bijvoorbeeld: week 3, het gesprek.",
                                    longest=100,
                                ),
                                _VOICES,
                            ),
                            block="moment",
                            least=1,
                        ),
                    ),
                    "Moment voor moment",
                ),
                Section(
                    (
                        rich("approach", "Wat u deed"),
                        rich("outcome", "Wat het opleverde"),
                    ),
                    "De aanpak",
                ),
            ),
        ),
        Step(
            "lessen",
            "De lessen",
            "Wat leerde u ervan?",
            "Minstens één les. Dit is waar een collega het voor leest.",
            (
                Section(
                    (
                        Group(
                            name="lessons",
                            label="Lessen",
                            item="Les",
                            fields=(
                                Line(name="title", label="De les", longest=120),
                                rich("text", "Uitleg", rows=3),
                            ),
                            block="lesson",
                            least=1,
                        ),
                        rich("aftermath", "Hoe het verder ging"),
                        Number(
                            name="reading_minutes",
                            label="Hoeveel minuten lezen?",
                            hint="Laat u dit leeg? Dan tellen wij het zelf.",
                            most=60,
                        ),
                    )
                ),
            ),
        ),
        Step(
            "toestemming",
            "Toestemming",
            "Wie gaf toestemming?",
            "Vraag het aan iedereen over wie dit gaat, voordat u instuurt. Bij een kind: de "
            "ouders, en vanaf 16 jaar de jongere zelf. Laat hun de tekst lezen. Daarna leest een "
            "tweede lezer of niemand te herkennen is. Zonder die twee komt het verhaal niet "
            "online.",
            (
                Section(
                    (
                        Flag(
                            name="consent_given",
                            label="Iedereen over wie dit gaat, las het en gaf toestemming",
                        ),
                        Line(
                            name="consent_note",
                            label="Zo staat het onder het verhaal",
                            hint="Zonder namen. Bijvoorbeeld: ouders en school lazen dit vooraf.",
                        ),
                    )
                ),
            ),
        ),
        audience_step(),
        origin_step(),
    ),
    elsewhere={"not_traceable": "consent_given"},
)
