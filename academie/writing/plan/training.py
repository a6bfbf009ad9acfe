"""How a training, a visit or an exchange is written."""

from typing import Any

from academie.core.enums import ContentType
from academie.exchange.enums import Kind as Form
from academie.writing.plan.children import Children
from academie.writing.plan.choices import Choice, Flag
from academie.writing.plan.common import audience_step, origin_step, rich, title_step
from academie.writing.plan.days import Moment
from academie.writing.plan.parts import Line, Number, Text
from academie.writing.plan.steps import Kind, Section, Step


def _forms(page: Any) -> list[tuple[str, str]]:
    return list(Form.choices)


def _count(name: str, label: str, hint: str = "", most: int = 5000, empty: int = 0) -> Number:
    return Number(name=name, label=label, hint=hint, most=most, empty=empty)


SESSION_FIELDS: tuple[Any, ...] = (
    Moment(name="start", label="Begint", missing="Vul in wanneer het begint."),
    Moment(name="end", label="Eindigt", missing="Vul in wanneer het eindigt."),
    Line(name="location", label="Plaats", longest=160),
    Flag(name="online", label="Het is online"),
    _count(
        "capacity",
        "Hoeveel plaatsen?",
        "Vul 0 in, of laat dit leeg: dan hoeft niemand zich aan te melden.",
    ),
    _count("kept_education", "Daarvan bewaard voor onderwijs"),
    _count("kept_care", "Daarvan bewaard voor zorg"),
    _count(
        "release_days",
        "Vrij voor iedereen vanaf (dagen vooraf)",
        "Laat u dit leeg? Dan 10 dagen vooraf.",
        365,
        10,
    ),
    Flag(name="approval", label="De gastheer kijkt eerst of het past"),
    _count(
        "minimum",
        "Gaat door vanaf (mensen)",
        "Vul 0 in, of laat dit leeg: dan gaat het altijd door.",
    ),
    _count(
        "decide_days",
        "Beslissen of het doorgaat (dagen vooraf)",
        "Laat u dit leeg? Dan 7 dagen vooraf.",
        365,
        7,
    ),
)

TRAINING = Kind(
    slug="training",
    page_type=ContentType.TRAINING,
    word="training of uitwisseling",
    css="is-uit",
    glyph="g-uit",
    what="Een moment waarop mensen elkaar zien: training, werkbezoek, meeloopdag of intervisie.",
    minutes=10,
    model_label="exchange.TrainingEventPage",
    steps=(
        title_step(
            "Schrijf zoals u een collega uitnodigt.",
            "Wat kan de lezer daarna, of wat ziet hij? Hoogstens tien woorden.",
            "Eén of twee zinnen. Zij staan ook in de agenda.",
            Choice(name="kind", label="Welke vorm?", options=_forms),
            rich("about", "Waar gaat het over?"),
        ),
        Step(
            "momenten",
            "Momenten",
            "Wanneer, waar en voor hoeveel mensen?",
            "U kunt plaatsen bewaren voor onderwijs en voor zorg. De rest is voor iedereen.",
            (
                Section(
                    (
                        Children(
                            name="sessions",
                            label="Momenten",
                            item="Moment",
                            fields=SESSION_FIELDS,
                            least=1,
                        ),
                    )
                ),
            ),
        ),
        Step(
            "programma",
            "Programma",
            "Wat kan de bezoeker verwachten?",
            "Vertel genoeg om ja te durven zeggen.",
            (
                Section(
                    (
                        rich("program", "Programma"),
                        Text(name="host_text", label="Wie ontvangt u?", rows=3),
                        Text(name="bring", label="Wat neemt u mee?", rows=2),
                        Line(name="costs_text", label="Kosten", longest=120),
                        Line(name="return_visit", label="Tegenbezoek", longest=120),
                        Line(
                            name="contact_email",
                            label="Mail over aanmeldingen gaat naar",
                            hint="Laat u dit leeg? Dan gaat zij naar u. Lezers zien dit niet.",
                            longest=254,
                            kind="email",
                        ),
                    ),
                    "Goed om te weten",
                ),
                Section(
                    (
                        Text(
                            name="preparation",
                            label="Hoe bereidt de bezoeker zich voor?",
                            longest=2_000,
                        ),
                        Text(
                            name="confidentiality",
                            label="Wat belooft de bezoeker over geheimhouding?",
                            longest=1_000,
                        ),
                    ),
                    "Voor wie op bezoek komt",
                    "Bij een werkbezoek of een meeloopdag zijn deze twee nodig.",
                ),
            ),
        ),
        audience_step(),
        origin_step(),
    ),
)
