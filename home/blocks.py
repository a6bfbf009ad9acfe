"""StreamField blocks of the front door."""

from wagtail import blocks


class PlanBlock(blocks.StructBlock):
    """One plan of the taskforce and how far it is."""

    STAGES = [
        (1, "Verkenning"),
        (2, "Gestart"),
        (3, "Loopt"),
        (4, "Gelukt"),
    ]

    title = blocks.CharBlock(label="Plan", max_length=80)
    text = blocks.TextBlock(label="Hoe staat het ervoor?", rows=2)
    stage = blocks.ChoiceBlock(choices=[(str(n), label) for n, label in STAGES], label="Stap")
    owner = blocks.CharBlock(label="Eigenaar", max_length=80)
    next_step = blocks.CharBlock(label="Volgende stap", max_length=120, required=False)

    class Meta:
        icon = "tasks"
        label = "Plan"
        label_format = "{title}"


class TryBlock(blocks.CharBlock):
    """A search that readers often do."""

    class Meta:
        icon = "search"
        label = "Zoekwoord"
