"""Counts of what people search for, per week and without persons."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="QuestionCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("week", models.DateField(help_text="De maandag.", verbose_name="week")),
                ("text", models.CharField(max_length=100, verbose_name="vraag")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("asked", "gesteld"),
                            ("nothing", "niets gevonden"),
                            ("step", "geholpen door een stap van de ladder"),
                            ("next", "anders geprobeerd"),
                        ],
                        max_length=7,
                        verbose_name="wat",
                    ),
                ),
                (
                    "detail",
                    models.CharField(
                        blank=True, default="", max_length=100, verbose_name="stap of nieuwe vraag"
                    ),
                ),
                ("count", models.PositiveIntegerField(verbose_name="aantal")),
            ],
            options={
                "verbose_name": "zoekvraag",
                "verbose_name_plural": "zoekvragen",
                "db_table": "search_questioncount",
                "default_permissions": ("view",),
                "indexes": [models.Index(fields=["week", "kind"], name="search_question_week")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("week", "text", "kind", "detail"), name="search_question_once"
                    )
                ],
            },
        ),
    ]
