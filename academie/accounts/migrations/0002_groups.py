"""The five groups and what each may do (docs/glossary.md names them)."""

from django.db import migrations

ADMIN_GROUPS = ("Specialist", "Redacteur", "Regioredacteur", "Beheerder")
GROUPS = ("Deelnemer", *ADMIN_GROUPS)

# Everything below the root of the tree. 'add' includes changing and deleting one's own drafts.
PAGE_ACTIONS = {
    "Specialist": ("add",),
    "Redacteur": ("add", "change", "publish"),
    "Regioredacteur": ("add", "change", "publish"),
    "Beheerder": ("add", "change", "publish", "lock", "unlock", "bulk_delete"),
}

# Wagtail asks for the permissions of its own media models, also when a site has models of its own.
MEDIA = (("wagtailimages", "image"), ("wagtaildocs", "document"))
MEDIA_ACTIONS = {
    "Specialist": ("add", "choose"),
    "Redacteur": ("add", "choose"),
    "Regioredacteur": ("add", "choose"),
    "Beheerder": ("add", "choose", "change", "delete"),
}

MANAGED = (
    ("accounts", "user"),
    ("taxonomy", "cluster"),
    ("taxonomy", "level"),
    ("taxonomy", "region"),
    ("taxonomy", "role"),
    ("taxonomy", "sector"),
    ("taxonomy", "supportneed"),
    ("taxonomy", "synonym"),
    ("taxonomy", "theme"),
    ("wagtailredirects", "redirect"),
)
MANAGE_ACTIONS = ("add", "change", "delete", "view")

# The report of changes that the search engines refused, with its button to try again.
WATCHED = ("search", "searchoutbox")
WATCH_ACTIONS = ("change", "view")


def _permission(apps, app_label, model, action):
    """Django makes permissions after all migrations; a fresh database does not have them yet."""
    content_type, _ = apps.get_model("contenttypes.ContentType").objects.get_or_create(
        app_label=app_label, model=model
    )
    permission, _ = apps.get_model("auth.Permission").objects.get_or_create(
        content_type=content_type,
        codename=f"{action}_{model}",
        defaults={"name": f"Can {action.replace('_', ' ')} {model}"},
    )
    return permission


def make_groups(apps, schema_editor):
    """Make the groups and give them their permissions."""
    Group = apps.get_model("auth.Group")
    groups = {name: Group.objects.get_or_create(name=name)[0] for name in GROUPS}
    permission = apps.get_model("auth.Permission").objects.get(
        content_type__app_label="wagtailadmin", codename="access_admin"
    )
    for name in ADMIN_GROUPS:
        groups[name].permissions.add(permission)
    groups["Beheerder"].permissions.add(
        *(_permission(apps, *model, action) for model in MANAGED for action in MANAGE_ACTIONS),
        *(_permission(apps, *WATCHED, action) for action in WATCH_ACTIONS),
    )

    root = apps.get_model("wagtailcore.Page").objects.get(depth=1)
    PagePermission = apps.get_model("wagtailcore.GroupPagePermission")
    for name, actions in PAGE_ACTIONS.items():
        for action in actions:
            PagePermission.objects.get_or_create(
                group=groups[name],
                page=root,
                permission=_permission(apps, "wagtailcore", "page", action),
            )

    collection = apps.get_model("wagtailcore.Collection").objects.get(depth=1)
    CollectionPermission = apps.get_model("wagtailcore.GroupCollectionPermission")
    for name, actions in MEDIA_ACTIONS.items():
        for app_label, model in MEDIA:
            for action in actions:
                CollectionPermission.objects.get_or_create(
                    group=groups[name],
                    collection=collection,
                    permission=_permission(apps, app_label, model, action),
                )


def remove_groups(apps, schema_editor):
    """Remove the groups; what was given to them goes with them, accounts stay."""
    apps.get_model("auth.Group").objects.filter(name__in=GROUPS).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("search", "0001_initial"),
        ("taxonomy", "0001_initial"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0090_remove_grouppagepermission_permission_type"),
        ("wagtaildocs", "0011_add_choose_permissions"),
        ("wagtailimages", "0023_add_choose_permissions"),
        ("wagtailredirects", "0001_initial"),
    ]

    operations = [migrations.RunPython(make_groups, remove_groups)]
