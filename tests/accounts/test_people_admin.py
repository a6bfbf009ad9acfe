"""Who manages accounts cannot give herself more, nor come in as somebody else unseen."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from academie.accounts.models import User
from academie.taxonomy.models import Cluster, Region, Role
from tests import factories
from tests.accounts.mails import sent_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(site):
    user = factories.make_user("beheerder", email="beheer@gemeente.nl")
    user.groups.add(Group.objects.get(name="Beheerder"))
    return user


@pytest.fixture
def admin(client, manager):
    client.force_login(manager)
    return client


@pytest.fixture
def editor(site):
    return factories.make_user(
        "redacteur", email="red@school.nl", first_name="Red", last_name="Acteur"
    )


def post(client, user, **changes):
    data = {
        "username": user.username,
        "email": user.email,
        "first_name": user.first_name or "X",
        "last_name": user.last_name or "Y",
        "is_active": "on",
    }
    return client.post(reverse("wagtailusers_users:edit", args=[user.pk]), data | changes)


def test_the_form_keeps_who_somebody_is(admin, editor):
    role, cluster = Role.objects.first(), Cluster.objects.first()
    region = Region.objects.get(slug="charlois")
    answer = post(
        admin,
        editor,
        organisation="Wijkteam Zuid",
        side="zorg",
        roles=[role.pk],
        clusters=[cluster.pk],
        region=region.pk,
    )
    assert answer.status_code == 302
    kept = User.objects.get(pk=editor.pk)
    assert (kept.organisation, kept.side, kept.region) == ("Wijkteam Zuid", "zorg", region)
    assert [*kept.roles.all(), *kept.clusters.all()] == [role, cluster]


def test_a_new_account_has_no_password(admin):
    answer = admin.post(
        reverse("wagtailusers_users:add"),
        {
            "username": "nieuw",
            "email": "nieuw@school.nl",
            "first_name": "Nieuw",
            "last_name": "Hier",
            "password1": "een-lang-wachtwoord",
            "password2": "een-lang-wachtwoord",
        },
    )
    assert answer.status_code == 302
    assert not User.objects.get(username="nieuw").has_usable_password()


def test_two_accounts_cannot_share_an_address(admin, editor):
    answer = admin.post(
        reverse("wagtailusers_users:add"),
        {"username": "nieuw", "email": "RED@school.nl", "first_name": "N", "last_name": "H"},
    )
    assert answer.status_code == 200
    assert "al een account met dit e-mailadres" in answer.text


def test_nobody_gives_herself_more(admin, manager):
    redacteur = Group.objects.get(name="Redacteur")
    region = Region.objects.get(slug="charlois")
    post(
        admin,
        manager,
        groups=[redacteur.pk],
        regions=[region.pk],
        is_superuser="on",
        email="x@y.nl",
    )
    kept = User.objects.get(pk=manager.pk)
    assert [group.name for group in kept.groups.all()] == ["Beheerder"]
    assert not kept.regions.exists()
    assert not kept.is_superuser
    assert kept.email == "beheer@gemeente.nl"


def test_nobody_gives_herself_a_role_in_bulk(admin, manager, editor):
    redacteur = Group.objects.get(name="Redacteur")
    url = reverse("wagtail_bulk_action", args=["accounts", "user", "assign_role"])
    admin.post(f"{url}?id={manager.pk}&id={editor.pk}", {"role": redacteur.pk})
    assert not manager.groups.filter(name="Redacteur").exists()
    admin.post(f"{url}?id={editor.pk}", {"role": redacteur.pk})
    assert editor.groups.filter(name="Redacteur").exists()


def test_a_superuser_cannot_be_stopped_by_others(admin):
    boss = factories.make_user("baas", is_superuser=True)
    url = reverse("wagtail_bulk_action", args=["accounts", "user", "set_active_state"])
    admin.post(f"{url}?id={boss.pk}", {"mark_as_active": "False"})
    assert User.objects.get(pk=boss.pk).is_active


def test_no_password_for_somebody_else(admin, editor):
    url = reverse("wagtailusers_users:edit", args=[editor.pk])
    assert 'type="password"' not in admin.get(url).text
    post(admin, editor, password1="een-lang-wachtwoord", password2="een-lang-wachtwoord")
    assert not User.objects.get(pk=editor.pk).check_password("een-lang-wachtwoord")


def test_another_address_is_told_to_the_former_one_and_ends_sessions(admin, editor):
    own = Client()
    own.force_login(editor)
    post(admin, editor, email="anders@school.nl")
    assert User.objects.get(pk=editor.pk).email_key == "anders@school.nl"
    assert [mail.subject for mail in sent_to("red@school.nl")] == [
        "Uw account heeft een ander adres"
    ]
    assert own.get("/mijn-academie/gegevens/").status_code == 302


def test_a_lost_second_step_can_be_taken_away_and_is_told(admin, editor):
    Authenticator.objects.create(user=editor, type="totp", data={"secret": "x"})
    post(admin, editor, remove_second_step="on")
    assert not Authenticator.objects.filter(user=editor).exists()
    assert "tweede stap weggehaald" in sent_to("red@school.nl")[0].text


@pytest.mark.parametrize("way", ["form", "bulk"])
def test_stopping_an_account_ends_its_sessions_for_good(admin, editor, way):
    own = Client()
    own.force_login(editor)
    assert own.get("/mijn-academie/gegevens/").status_code == 200
    url = reverse("wagtail_bulk_action", args=["accounts", "user", "set_active_state"])
    if way == "form":
        post(admin, editor, is_active="")
    else:
        admin.post(f"{url}?id={editor.pk}", {"mark_as_active": "False"})
    assert own.get("/mijn-academie/gegevens/").status_code == 302
    admin.post(f"{url}?id={editor.pk}", {"mark_as_active": "True"})
    assert User.objects.get(pk=editor.pk).is_active
    assert own.get("/mijn-academie/gegevens/").status_code == 302


def test_ones_own_address_is_not_changed_in_wagtail(admin, manager):
    assert 'name="name_email-email"' not in admin.get("/beheer/account/").text
