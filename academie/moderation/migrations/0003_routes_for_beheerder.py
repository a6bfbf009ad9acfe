"""Who reads what, where it differs from the rule, is for a beheerder to say."""

from django.db import migrations

ACTIONS = ("add", "change", "delete", "view")


def _permissions(apps):
    """Django makes permissions after all migrations; a fresh database does not have them yet."""
    content_type, _ = apps.get_model("contenttypes.ContentType").objects.get_or_create(
        app_label="moderation", model="reviewroute"
    )
    permissions = apps.get_model("auth.Permission").objects
    return [
        permissions.get_or_create(
            content_type=content_type,
            codename=f"{action}_reviewroute",
            defaults={"name": f"Can {action} leesroute"},
        )[0]
        for action in ACTIONS
    ]


def give(apps, schema_editor):
    """Let beheerders keep the routes."""
    for group in apps.get_model("auth.Group").objects.filter(name="Beheerder"):
        group.permissions.add(*_permissions(apps))


def take(apps, schema_editor):
    """Take that away again."""
    for group in apps.get_model("auth.Group").objects.filter(name="Beheerder"):
        group.permissions.remove(*_permissions(apps))


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_groups"),
        ("moderation", "0002_four_eyes_in_the_workflow"),
    ]

    operations = [migrations.RunPython(give, take)]
