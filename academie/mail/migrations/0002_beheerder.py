"""Who looks after outgoing mail: the beheerder sees the report and may have mails tried again."""

from django.db import migrations

GROUP = "Beheerder"
ACTIONS = ("change", "view")


def _permissions(apps):
    """Django makes permissions after all migrations; a fresh database does not have them yet."""
    content_type, _ = apps.get_model("contenttypes.ContentType").objects.get_or_create(
        app_label="mail", model="outgoingmail"
    )
    return [
        apps.get_model("auth.Permission").objects.get_or_create(
            content_type=content_type,
            codename=f"{action}_outgoingmail",
            defaults={"name": f"Can {action} uitgaande mail"},
        )[0]
        for action in ACTIONS
    ]


def give(apps, schema_editor):
    """Give the group its two permissions."""
    group = apps.get_model("auth.Group").objects.get(name=GROUP)
    group.permissions.add(*_permissions(apps))


def take(apps, schema_editor):
    """Take them away again."""
    for group in apps.get_model("auth.Group").objects.filter(name=GROUP):
        group.permissions.remove(*_permissions(apps))


class Migration(migrations.Migration):
    dependencies = [
        ("mail", "0001_initial"),
        ("accounts", "0002_groups"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(give, take)]
