"""Who somebody is to the site."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.db import IntegrityError, transaction

from academie.accounts import who
from academie.accounts.models import User
from academie.taxonomy.models import Region
from tests import factories

pytestmark = pytest.mark.django_db


def person(username, *groups, regions=(), **values):
    user = factories.make_user(username, **values)
    user.groups.set(Group.objects.filter(name__in=groups))
    user.regions.set(Region.objects.filter(slug__in=regions))
    return User.objects.get(pk=user.pk)


def test_a_name_and_never_an_address(site):
    named = person("lid-1", first_name="Noor", last_name="van Demo")
    bare = person("noor@school.nl")
    assert who.display_name(named) == "Noor van Demo"
    assert who.display_name(bare) == "noor"
    assert who.display_name(None) == who.display_name(AnonymousUser()) == "iemand die weg is"


@pytest.mark.parametrize(
    ("group", "staff", "reviews"),
    [
        ("Deelnemer", False, False),
        ("Specialist", True, False),
        ("Regioredacteur", True, True),
        ("Redacteur", True, True),
        ("Beheerder", True, True),
    ],
)
def test_who_may_what(site, group, staff, reviews):
    user = person("iemand", group)
    assert (who.is_staff_member(user), who.may_review(user)) == (staff, reviews)
    user.is_active = False
    assert not who.is_staff_member(user)
    assert not who.may_review(user)


def test_nobody_may_nothing():
    assert not who.is_staff_member(AnonymousUser())
    assert not who.may_review(AnonymousUser())


@pytest.fixture
def elsewhere(site):
    """Another part of the same city."""
    city = Region.objects.get(slug="rotterdam")
    return factories.make_region("feijenoord", "Feijenoord", Region.Kind.DISTRICT, city)


def test_the_editors_of_a_place_are_those_whose_region_holds_it(elsewhere):
    near = person("zuid", "Regioredacteur", regions=["charlois"])
    city = person("stad", "Regioredacteur", regions=["rotterdam"])
    person("ver", "Regioredacteur", regions=["feijenoord"])
    person("weg", "Regioredacteur", regions=["charlois"], is_active=False)
    all_over = person("redactie", "Redacteur")
    place = Region.objects.get(slug="carnisse")
    assert list(who.editors_for(place)) == [near, city]
    assert list(who.editors_for(Region.objects.get(slug="rotterdam"))) == [city]
    assert list(who.editors_for(None)) == [all_over]


def test_a_place_without_its_own_editors_falls_to_all_editors(elsewhere):
    person("ver", "Regioredacteur", regions=["feijenoord"])
    all_over = person("redactie", "Redacteur")
    assert list(who.editors_for(Region.objects.get(slug="charlois"))) == [all_over]


def test_administrators(site):
    manager = person("beheer", "Beheerder")
    boss = person("baas", is_superuser=True)
    person("redactie", "Redacteur")
    assert list(who.administrators()) == [manager, boss]


class TestOneAddress:
    def test_of_one_person(self):
        person("a", email="Naam@School.nl")
        with pytest.raises(IntegrityError), transaction.atomic():
            person("b", email=" naam@school.nl")

    def test_none_is_not_one(self):
        person("a")
        person("b")

    def test_the_key_follows_the_address(self):
        user = person("a", email="oud@school.nl")
        user.email = "Nieuw@school.nl"
        user.save(update_fields=["email"])
        assert User.objects.get().email_key == "nieuw@school.nl"

    def test_an_old_double_can_still_be_saved(self):
        """As migration 0007 leaves them: one has the key, the other keeps its address."""
        person("a", email="zelfde@school.nl")
        double = person("b", email="anders@school.nl")
        User.objects.filter(pk=double.pk).update(email="zelfde@school.nl", email_key="")
        double = User.objects.get(pk=double.pk)
        double.first_name = "Nog"
        double.save()
        assert User.objects.get(pk=double.pk).email_key == ""
        double.email = "ZELFDE@school.nl"
        with pytest.raises(IntegrityError), transaction.atomic():
            double.save()
