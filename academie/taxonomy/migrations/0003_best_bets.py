"""Pages that the editors put first for a question."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("taxonomy", "0002_word_rules"),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BestBet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "expressions",
                    models.TextField(
                        help_text=(
                            "Eén vraag per regel, bijvoorbeeld: thuiszitter. De pagina komt "
                            "bovenaan als iemand precies deze woorden typt, in welke volgorde of "
                            "vorm ook: thuiszitters telt ook. Lidwoorden en andere kleine woorden "
                            "tellen niet mee."
                        ),
                        verbose_name="wat iemand typt",
                    ),
                ),
                (
                    "order",
                    models.PositiveSmallIntegerField(
                        default=10,
                        help_text=(
                            "Staan er meer pagina's bovenaan, dan komt het laagste getal eerst."
                        ),
                        verbose_name="volgorde",
                    ),
                ),
                (
                    "valid_until",
                    models.DateField(
                        blank=True,
                        help_text="Na deze dag geldt de tip niet meer. Leeg: zonder einde.",
                        null=True,
                        verbose_name="geldig tot en met",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        help_text="Waarom u dit koos, voor uw collega's.",
                        verbose_name="toelichting",
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.WAGTAIL_PAGE_MODEL,
                        verbose_name="pagina die bovenaan komt",
                    ),
                ),
            ],
            options={
                "verbose_name": "zoektip",
                "verbose_name_plural": "zoektips",
                "ordering": ["order", "pk"],
            },
        ),
    ]
