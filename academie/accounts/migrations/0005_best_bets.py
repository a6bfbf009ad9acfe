"""Who edits texts also chooses which page comes first for a question."""

from django.db import migrations

EDITORS = ("Redacteur", "Beheerder")
ACTIONS = ("add", "change", "delete", "view")


def _permissions(apps):
    """Django makes permissions after all migrations; a fresh database does not have them yet."""
    content_type, _ = apps.get_model("contenttypes.ContentType").objects.get_or_create(
        app_label="taxonomy", model="bestbet"
    )
    permissions = apps.get_model("auth.Permission").objects
    return [
        permissions.get_or_create(
            content_type=content_type,
            codename=f"{action}_bestbet",
            defaults={"name": f"Can {action} zoektip"},
        )[0]
        for action in ACTIONS
    ]


def give(apps, schema_editor):
    """Let the editors add, change and delete search tips."""
    for group in apps.get_model("auth.Group").objects.filter(name__in=EDITORS):
        group.permissions.add(*_permissions(apps))


def take(apps, schema_editor):
    """Take that away again."""
    for group in apps.get_model("auth.Group").objects.filter(name__in=EDITORS):
        group.permissions.remove(*_permissions(apps))


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_search_words"),
        ("taxonomy", "0003_best_bets"),
    ]

    operations = [migrations.RunPython(give, take)]
