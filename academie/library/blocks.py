"""StreamField blocks of the library's page types."""

from django.db.models import TextChoices
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from academie.core.blocks import RICH_FEATURES, TitledTextBlock


class Voice(TextChoices):
    """Who tells a part of a praktijkverhaal."""

    SCHOOL = "school", "School"
    SMW = "smw", "SMW"
    WIJKTEAM = "wijkteam", "Wijkteam"
    OUDER = "ouder", "Ouder"
    JONGERE = "jongere", "Jongere"
    JEUGDHULP = "jeugdhulp", "Jeugdhulp"


class ActionBlock(TitledTextBlock):
    """One action of the maandagochtend card."""

    class Meta:
        label = "Actie"
        label_format = "{title}"


class StepBlock(TitledTextBlock):
    """One step of a toolkit."""

    class Meta:
        label = "Stap"
        label_format = "{title}"


class LessonBlock(TitledTextBlock):
    """One lesson of a praktijkverhaal."""

    class Meta:
        label = "Les"
        label_format = "{title}"


class VoicePartBlock(blocks.StructBlock):
    """What one voice tells about one moment."""

    voice = blocks.ChoiceBlock(choices=Voice.choices, label="Wie vertelt?")
    text = blocks.TextBlock(label="Wat vertelt deze stem?", rows=4)
    quote = blocks.CharBlock(
        label="Korte zin die op zichzelf staat",
        required=False,
        max_length=120,
        help_text="Kan op de voorpagina komen. Geen namen.",
    )

    class Meta:
        icon = "comment"
        label = "Stem"
        label_format = "{voice}: {text}"


class MomentBlock(blocks.StructBlock):
    """One moment, told by more voices."""

    title = blocks.CharBlock(label="Moment", max_length=100)
    parts = blocks.ListBlock(VoicePartBlock(), label="Stemmen", min_num=1, max_num=6)

    class Meta:
        icon = "group"
        label = "Moment"
        label_format = "{title}"


def role_choices() -> list[tuple[str, str]]:
    """Return the roles for a step, so that a new role needs no restart.

    From the copy in memory: Wagtail asks for every step it reads, not only for a form.
    """
    from academie.taxonomy.selectors import labels

    return list(labels("rol").items())


class StepVariantBlock(blocks.StructBlock):
    """What is different in this step for another sector."""

    key = blocks.CharBlock(label="Code van de variant", max_length=20)
    title = blocks.CharBlock(label="Wat", required=False, max_length=160)
    role = blocks.ChoiceBlock(choices=role_choices, label="Wie", required=False)
    term_days = blocks.IntegerBlock(
        label="Termijn in werkdagen", required=False, min_value=0, max_value=260
    )
    text = blocks.RichTextBlock(label="Uitleg", required=False, features=RICH_FEATURES)

    class Meta:
        icon = "repeat"
        label = "Anders in een andere sector"
        label_format = "{key}"


class WorkStepBlock(blocks.StructBlock):
    """One step of a werkinstructie: what, who, when, and what if it stagnates.

    Role and term may be empty in a draft and in an adopted item; publishing our own needs both
    (``Werkinstructie.completeness_problems``).
    """

    title = blocks.CharBlock(label="Wat gebeurt er?", max_length=160)
    text = blocks.RichTextBlock(label="Uitleg", required=False, features=RICH_FEATURES)
    role = blocks.ChoiceBlock(choices=role_choices, label="Wie doet dit?", required=False)
    term_days = blocks.IntegerBlock(
        label="Termijn in werkdagen", required=False, min_value=0, max_value=260
    )
    form_name = blocks.CharBlock(label="Formulier", required=False, max_length=120)
    form_document = DocumentChooserBlock(label="Bestand van het formulier", required=False)
    done_when = blocks.CharBlock(
        label="Klaar als …", required=False, max_length=200, help_text="Maak de zin af."
    )
    rung = blocks.IntegerBlock(
        label="Loopt het vast? Ga naar trede",
        required=False,
        min_value=0,
        max_value=9,
        help_text="Nummer van de trede hieronder, of leeg.",
    )
    variants = blocks.ListBlock(StepVariantBlock(), label="Varianten", default=[])

    class Meta:
        icon = "list-ol"
        label = "Stap"
        label_format = "{title}"


class VariantBlock(blocks.StructBlock):
    """One sector variant of a werkinstructie; the first is the default."""

    key = blocks.RegexBlock(
        regex=r"^[a-z0-9-]{1,20}$",
        label="Code",
        error_messages={"invalid": "Gebruik alleen kleine letters, cijfers en streepjes."},
    )
    label = blocks.CharBlock(label="Naam", max_length=40)
    note = blocks.TextBlock(label="Wat is hier anders?", required=False, rows=2)

    class Meta:
        icon = "site"
        label = "Variant"
        label_format = "{label}"


class RungBlock(blocks.StructBlock):
    """One rung of the escalation ladder."""

    who = blocks.CharBlock(label="Wie belt u?", max_length=160)
    when = blocks.CharBlock(label="Wanneer?", max_length=200)
    answer_days = blocks.IntegerBlock(label="Antwoord binnen (werkdagen)", min_value=0)

    class Meta:
        icon = "arrow-up"
        label = "Trede"
        label_format = "{who}"
