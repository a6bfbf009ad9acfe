"""One person of every role, in two regions and two organisations."""

from typing import Any

from django.contrib.auth.models import Group

from academie.taxonomy.models import Region
from tests import factories


def make(name: str, group: str, region: Region | None = None, **values: Any) -> Any:
    """Make one person, or return her; a region is where a regional editor looks after things."""
    user = factories.make_user(name, email=f"{name}@voorbeeld.nl", **values)
    user.groups.add(Group.objects.get(name=group))
    if region is not None:
        user.regions.add(region)
    return user


def elsewhere() -> Region:
    """Return a region that is not the one of the factories."""
    return factories.make_region("elders", "Elders", Region.Kind.MUNICIPALITY)


def make_all(here: Region) -> dict[str, Any]:
    """Make everybody; return name -> person."""
    there = elsewhere()
    return {
        "deelnemer": make("deelnemer", "Deelnemer"),
        "specialist-van-hier": make("specialist-van-hier", "Specialist"),
        "specialist-van-elders": make("specialist-van-elders", "Specialist"),
        "regioredacteur-hier": make("regioredacteur-hier", "Regioredacteur", here),
        "regioredacteur-elders": make("regioredacteur-elders", "Regioredacteur", there),
        "redacteur": make("redacteur", "Redacteur"),
        "beheerder": make("beheerder", "Beheerder"),
    }
