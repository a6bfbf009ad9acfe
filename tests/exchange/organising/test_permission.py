"""Who manages which sessions: two owners, two regions, and those who look after everything."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from academie.exchange.models import TrainingEventPage
from academie.exchange.organising.permission import may_organise, organised_sessions
from academie.taxonomy.models import Region
from tests import factories
from tests.exchange.events import make_event, session
from tests.exchange.organising.people import account

pytestmark = pytest.mark.django_db


@pytest.fixture
def events(site):
    """Three sessions by name: in Carnisse (inside Rotterdam), in Utrecht, and without a region."""
    factories.make_region("utrecht", "Utrecht", Region.Kind.MUNICIPALITY)
    made = {}
    for slug in ("carnisse", "utrecht", ""):
        page = make_event(
            site,
            session(timezone.now() + timedelta(days=20), capacity=4),
            title=f"Bezoek {slug}",
            region=Region.objects.get(slug=slug or "utrecht"),
            owner=factories.make_user(f"eigenaar-{slug or 'niets'}"),
        )
        made[slug] = page.sessions.get()
    # Nobody can publish without a region; imported pages may have none.
    TrainingEventPage.objects.filter(pk=made[""].page_id).update(region=None)
    return made


def seen(user, events):
    return {slug for slug, one in events.items() if may_organise(user, one)}


@pytest.mark.parametrize("group", ["Redacteur", "Beheerder"])
def test_who_looks_after_everything(events, group):
    assert seen(account("iemand", group), events) == {"carnisse", "utrecht", ""}


def test_regional_editor_has_her_region_and_what_lies_inside(events):
    user = account("regio", "Regioredacteur")
    assert seen(user, events) == set()
    user.regions.set(Region.objects.filter(slug="rotterdam"))
    assert seen(user, events) == {"carnisse"}
    user.regions.add(Region.objects.get(slug="utrecht"))
    assert seen(user, events) == {"carnisse", "utrecht"}


def test_a_small_region_does_not_reach_up(events):
    page = events["utrecht"].page
    page.region = Region.objects.get(slug="rotterdam")
    page.save()
    user = account("regio", "Regioredacteur")
    user.regions.set(Region.objects.filter(slug="carnisse"))
    assert seen(user, events) == {"carnisse"}


def test_regions_in_a_ring_end(events):
    rotterdam, carnisse = (Region.objects.get(slug=slug) for slug in ("rotterdam", "carnisse"))
    Region.objects.filter(pk=rotterdam.pk).update(parent=carnisse)
    user = account("regio", "Regioredacteur")
    user.regions.set([rotterdam])
    assert seen(user, events) == {"carnisse"}


def test_regions_of_an_account_without_the_permission_mean_nothing(events):
    user = account("schrijver", "Specialist")
    user.regions.set(Region.objects.all())
    assert seen(user, events) == set()


def test_owner_has_her_own(events):
    owner = account("eigenaar-utrecht", "Specialist")
    assert seen(owner, events) == {"utrecht"}
    assert [one.pk for one in organised_sessions(owner)] == [events["utrecht"].pk]


def test_owner_who_may_not_enter_the_admin_has_nothing(events):
    assert seen(account("eigenaar-utrecht", "Deelnemer"), events) == set()


def test_nobody_and_who_is_switched_off_have_nothing(events):
    user = account("weg", "Beheerder")
    user.is_active = False
    user.save()
    assert seen(user, events) == set()
    assert seen(AnonymousUser(), events) == set()


def test_superuser_has_all(events):
    user = factories.make_user("baas", is_superuser=True)
    assert seen(user, events) == {"carnisse", "utrecht", ""}
