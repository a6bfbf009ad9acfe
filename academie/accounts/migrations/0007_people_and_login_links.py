"""Who somebody is, and the links by which people log in."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


def give_keys(apps, schema_editor):
    """Give every account the key of its address; of two with one address only one gets it.

    That is the account that may do most and was used last. The other keeps its address, and gets
    no mail to log in until somebody gives it an address of its own.
    """
    User = apps.get_model("accounts.User")
    taken = set()
    newest = User.objects.exclude(email="").order_by(
        "-is_active", "-is_superuser", models.F("last_login").desc(nulls_last=True), "pk"
    )
    for user in newest.only("pk", "email"):
        key = user.email.strip().lower()
        if key not in taken:
            taken.add(key)
            User.objects.filter(pk=user.pk).update(email_key=key)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_regions_and_organisers"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("taxonomy", "0003_best_bets"),
    ]

    operations = [
        migrations.CreateModel(
            name="Attempt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=20, verbose_name="soort")),
                ("who", models.CharField(max_length=64, verbose_name="wie")),
                (
                    "at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="wanneer"),
                ),
            ],
            options={
                "verbose_name": "poging",
                "verbose_name_plural": "pogingen",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="LoginLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token_hash", models.CharField(max_length=64, unique=True, verbose_name="hash")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                (
                    "email_key",
                    models.CharField(max_length=254, verbose_name="adres om te vergelijken"),
                ),
                ("next", models.CharField(blank=True, max_length=500, verbose_name="daarna naar")),
                (
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="gemaakt"),
                ),
                ("ends_at", models.DateTimeField(verbose_name="loopt af")),
            ],
            options={
                "verbose_name": "inloglink",
                "verbose_name_plural": "inloglinks",
                "default_permissions": (),
            },
        ),
        migrations.AddField(
            model_name="user",
            name="agreed_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="akkoord met de voorwaarden"
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="clusters",
            field=models.ManyToManyField(
                blank=True,
                help_text="Waar iemand verstand van heeft.",
                related_name="+",
                to="taxonomy.cluster",
                verbose_name="clusters",
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="email_key",
            field=models.CharField(
                blank=True, editable=False, max_length=254, verbose_name="adres om te vergelijken"
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="organisation",
            field=models.CharField(blank=True, max_length=200, verbose_name="organisatie"),
        ),
        migrations.AddField(
            model_name="user",
            name="region",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="taxonomy.region",
                verbose_name="werkt in",
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="roles",
            field=models.ManyToManyField(
                blank=True, related_name="+", to="taxonomy.role", verbose_name="rollen"
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="session_round",
            field=models.PositiveIntegerField(
                default=0, editable=False, verbose_name="ronde van sessies"
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="side",
            field=models.CharField(
                blank=True,
                choices=[
                    ("onderwijs", "Onderwijs"),
                    ("zorg", "Zorg"),
                    ("overig", "Gemeente of overig"),
                ],
                max_length=10,
                verbose_name="kant",
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="warned_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="gewaarschuwd"
            ),
        ),
        migrations.RunPython(give_keys, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.UniqueConstraint(
                condition=models.Q(("email_key", ""), _negated=True),
                fields=("email_key",),
                name="accounts_one_address",
                violation_error_message="Er is al een account met dit e-mailadres.",
            ),
        ),
        migrations.AddIndex(
            model_name="attempt",
            index=models.Index(fields=["kind", "who", "at"], name="accounts_attempts"),
        ),
        migrations.AddIndex(
            model_name="attempt",
            index=models.Index(fields=["at"], name="accounts_attempt_at"),
        ),
        migrations.AddField(
            model_name="loginlink",
            name="user",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="account",
            ),
        ),
        migrations.AddIndex(
            model_name="loginlink",
            index=models.Index(fields=["email_key"], name="accounts_link_of"),
        ),
        migrations.AddIndex(
            model_name="loginlink",
            index=models.Index(fields=["ends_at"], name="accounts_link_ends"),
        ),
    ]
