"""What each group may do."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from wagtail.models import Page
from wagtail.permissions import policy_registry

from academie.core.models import AcademieDocument, AcademieImage
from academie.taxonomy.models import Region
from tests import factories

pytestmark = pytest.mark.django_db
ADMIN = "wagtailadmin.access_admin"


def member(group):
    user = factories.make_user(f"lid-{group.lower()}")
    user.groups.add(Group.objects.get(name=group))
    return user


def test_the_five_groups_exist():
    names = set(Group.objects.values_list("name", flat=True))
    assert {"Deelnemer", "Specialist", "Redacteur", "Regioredacteur", "Beheerder"} <= names


@pytest.mark.parametrize(
    ("group", "enters"),
    [
        ("Deelnemer", False),
        ("Specialist", True),
        ("Redacteur", True),
        ("Regioredacteur", True),
        ("Beheerder", True),
    ],
)
def test_who_enters_the_admin(group, enters):
    assert member(group).has_perm(ADMIN) is enters


def test_specialist_edits_own_pages_and_publishes_none(site):
    user = member("Specialist")
    own = factories.make_toolkit(site, owner=user, publish=False)
    other = factories.make_toolkit(site, title="Van een ander")
    shelf = site.toolkits.permissions_for_user(user)
    assert shelf.can_add_subpage()
    assert not shelf.can_publish_subpage()
    assert own.permissions_for_user(user).can_edit()
    assert not own.permissions_for_user(user).can_publish()
    assert not other.permissions_for_user(user).can_edit()


@pytest.mark.parametrize("group", ["Redacteur", "Regioredacteur"])
def test_redactie_changes_what_it_cares_for_and_publishes_by_approving_only(site, group):
    user = member(group)
    user.regions.set(Region.objects.filter(slug="rotterdam"))
    page = factories.make_toolkit(site).permissions_for_user(user)
    assert page.can_edit()
    assert page.can_unpublish()
    # Wagtail's button would publish a version that nobody read (docs/publishing.md).
    assert not page.can_publish()
    assert not page.can_lock()


def test_a_regional_editor_changes_nothing_of_elsewhere(site):
    page = factories.make_toolkit(site).permissions_for_user(member("Regioredacteur"))
    assert not page.can_edit()
    assert not page.can_unpublish()


def test_beheerder_locks_and_manages(site):
    user = member("Beheerder")
    page = factories.make_toolkit(site).permissions_for_user(user)
    assert page.can_lock()
    assert page.can_unlock()
    for permission in (
        "accounts.add_user",
        "accounts.change_user",
        "taxonomy.change_cluster",
        "taxonomy.add_synonym",
        "wagtailredirects.add_redirect",
        "search.change_searchoutbox",
    ):
        assert user.has_perm(permission), permission


@pytest.mark.parametrize("group", ["Specialist", "Redacteur", "Regioredacteur"])
def test_others_manage_neither_lists_nor_people(group):
    user = member(group)
    assert not user.has_perm("taxonomy.change_cluster")
    assert not user.has_perm("accounts.change_user")


@pytest.mark.parametrize("group", ["Specialist", "Redacteur", "Regioredacteur", "Beheerder"])
@pytest.mark.parametrize("model", [AcademieImage, AcademieDocument])
def test_whoever_enters_adds_and_chooses_files(group, model):
    policy = policy_registry.get_by_type(model)
    user = member(group)
    assert policy.user_has_permission(user, "add")
    assert policy.user_has_permission(user, "choose")


def test_deelnemer_may_nothing(site):
    user = member("Deelnemer")
    assert not user.get_all_permissions()
    assert not Page.objects.get(depth=1).permissions_for_user(user).can_add_subpage()
    assert not policy_registry.get_by_type(AcademieImage).user_has_permission(user, "add")


def test_groups_go_and_come_back():
    migration = import_module("academie.accounts.migrations.0002_groups")
    before = Group.objects.count()
    migration.remove_groups(apps, None)
    assert Group.objects.count() == before - 5
    migration.make_groups(apps, None)
    migration.make_groups(apps, None)
    assert Group.objects.count() == before
    assert member("Specialist").has_perm(ADMIN)
