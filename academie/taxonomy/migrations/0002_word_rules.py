"""Words that the analyser of the search gets wrong, put right by editors."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("taxonomy", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="WordRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "word",
                    models.CharField(
                        help_text="Eén woord, zoals iemand het schrijft. Bijvoorbeeld: leerplichtambtenaar.",
                        max_length=60,
                        unique=True,
                        verbose_name="woord",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            (
                                "inflect",
                                "Anders verbuigen: dit woord hoort bij een ander grondwoord",
                            ),
                            ("split", "Zo splitsen: dit is een samenstelling van deze woorden"),
                            ("whole", "Nooit splitsen: dit is één woord"),
                        ],
                        default="split",
                        max_length=8,
                        verbose_name="wat moet er gebeuren",
                    ),
                ),
                (
                    "lemma",
                    models.CharField(
                        blank=True,
                        help_text="De vorm uit het woordenboek: enkelvoud, of het hele werkwoord. Bijvoorbeeld: klas bij ‘klassen’. Mag leeg blijven als u alleen splitst.",
                        max_length=60,
                        verbose_name="grondwoord",
                    ),
                ),
                (
                    "parts",
                    models.CharField(
                        blank=True,
                        help_text="De woorden waaruit het bestaat, met een streep ertussen. Bijvoorbeeld: leerplicht | ambtenaar. Wie één van de delen zoekt, vindt ook het hele woord.",
                        max_length=120,
                        verbose_name="delen",
                    ),
                ),
                (
                    "forms",
                    models.TextField(
                        blank=True,
                        help_text="Meervoud en verkleinvorm waarvoor dezelfde regel geldt, één per regel. Bijvoorbeeld: leerplichtambtenaren.",
                        verbose_name="andere vormen",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        help_text="Waarom deze regel nodig is, voor uw collega's.",
                        verbose_name="toelichting",
                    ),
                ),
            ],
            options={
                "verbose_name": "woordregel",
                "verbose_name_plural": "woordregels",
                "ordering": ["word"],
            },
        ),
    ]
