"""Who looks after the words of the search: the editors, and nobody for one region only."""

from django.db import migrations

WORDS = (("taxonomy", "synonym"), ("taxonomy", "wordrule"))
WORD_ACTIONS = ("add", "change", "delete", "view")
WORD_GROUPS = ("Redacteur", "Beheerder")

# The report of what people search for, without persons.
QUESTIONS = ("search", "questioncount")
QUESTION_GROUPS = ("Redacteur", "Regioredacteur", "Beheerder")

# Given to Beheerder by 0002_groups, so not to be taken away with this migration.
EARLIER = {("Beheerder", "synonym")}


def _permission(apps, app_label, model, action):
    """Django makes permissions after all migrations; a fresh database does not have them yet."""
    content_type, _ = apps.get_model("contenttypes.ContentType").objects.get_or_create(
        app_label=app_label, model=model
    )
    permission, _ = apps.get_model("auth.Permission").objects.get_or_create(
        content_type=content_type,
        codename=f"{action}_{model}",
        defaults={"name": f"Can {action} {model}"},
    )
    return permission


def _granted(apps):
    """Yield (group, permission, model) for all that this migration gives."""
    Group = apps.get_model("auth.Group")
    for name in WORD_GROUPS:
        for model in WORDS:
            for action in WORD_ACTIONS:
                yield Group.objects.get(name=name), _permission(apps, *model, action), model[1]
    for name in QUESTION_GROUPS:
        yield Group.objects.get(name=name), _permission(apps, *QUESTIONS, "view"), QUESTIONS[1]


def grant(apps, schema_editor):
    """Give the permissions."""
    for group, permission, _ in _granted(apps):
        group.permissions.add(permission)


def withdraw(apps, schema_editor):
    """Take away what was given here, and nothing else."""
    for group, permission, model in _granted(apps):
        if (group.name, model) not in EARLIER:
            group.permissions.remove(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_review_workflow"),
        ("search", "0002_query_log"),
        ("taxonomy", "0002_word_rules"),
    ]

    operations = [migrations.RunPython(grant, withdraw)]
