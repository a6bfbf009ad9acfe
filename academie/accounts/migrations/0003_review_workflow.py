"""What a specialist hands in goes to our own editors, not to Wagtail's unused groups."""

from django.db import migrations

OURS = "Nakijken door de redactie"
WAGTAILS = "Moderators approval"
UNUSED_GROUPS = ("Editors", "Moderators")
REVIEWERS = ("Redacteur", "Regioredacteur", "Beheerder")


def _point_workflow(apps, *, from_name, to_name, groups):
    apps.get_model("wagtailcore.Workflow").objects.filter(name=from_name).update(name=to_name)
    for task in apps.get_model("wagtailcore.GroupApprovalTask").objects.filter(name=from_name):
        task.name = to_name
        task.save()
        task.groups.set(apps.get_model("auth.Group").objects.filter(name__in=groups))


def use_our_groups(apps, schema_editor):
    """Give the review step to our editors; drop Wagtail's groups where nobody is in them."""
    _point_workflow(apps, from_name=WAGTAILS, to_name=OURS, groups=REVIEWERS)
    groups = apps.get_model("auth.Group").objects.filter(name__in=UNUSED_GROUPS, user=None)
    groups.delete()


def use_wagtails_groups(apps, schema_editor):
    """Make Wagtail's groups again, without what they could do, and give them the review step."""
    for name in UNUSED_GROUPS:
        apps.get_model("auth.Group").objects.get_or_create(name=name)
    _point_workflow(apps, from_name=OURS, to_name=WAGTAILS, groups=("Moderators",))


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_groups"),
        ("wagtailcore", "0048_add_default_workflows"),
    ]

    operations = [migrations.RunPython(use_our_groups, use_wagtails_groups)]
