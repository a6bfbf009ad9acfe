"""Demo accounts: one per group, with a password that everybody may know."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db import transaction

from academie.accounts.backends import demo_allowed
from academie.accounts.models import User
from academie.taxonomy.models import Region

DEMO_PASSWORD = "samen-naar-school"  # noqa: S105 - printed on purpose; refused outside the demo


class DemoRefusedError(Exception):
    """Demo accounts were asked for where a published password would be a way in."""


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """A plainly fictional person, in one group; `region` is the slug of a region to care for."""

    username: str
    group: str
    is_staff: bool = False
    region: str = ""


DEMO_PEOPLE = (
    DemoPerson("demo-deelnemer", "Deelnemer"),
    DemoPerson("demo-specialist", "Specialist"),
    DemoPerson("demo-redacteur", "Redacteur"),
    DemoPerson("demo-regioredacteur", "Regioredacteur", region="rotterdam"),
    DemoPerson("demo-beheerder", "Beheerder", is_staff=True),
)


@transaction.atomic
def ensure_demo_accounts() -> Mapping[str, User]:
    """Return username -> account, made when absent; an account that exists stays as it is.

    Raises ``DemoRefusedError`` where neither DEBUG nor DEMO is on.
    """
    if not demo_allowed():
        raise DemoRefusedError(
            "Demo-accounts hebben een bekend wachtwoord. Ze mogen alleen bestaan in de demo "
            "en bij ontwikkeling."
        )
    usernames = [person.username for person in DEMO_PEOPLE]
    accounts = {user.username: user for user in User.objects.filter(username__in=usernames)}
    new = [person for person in DEMO_PEOPLE if person.username not in accounts]
    if not new:
        return accounts
    # Hashing is slow on purpose; the same password needs it once.
    password = make_password(DEMO_PASSWORD)
    groups = {group.name: group for group in Group.objects.all()}
    for person in new:
        user = User.objects.create(
            username=person.username,
            password=password,
            first_name="Demo",
            last_name=person.group,
            email=f"{person.username}@voorbeeld.invalid",
            is_staff=person.is_staff,
            is_demo=True,
        )
        user.groups.add(groups[person.group])
        if person.region:
            # The vocabulary is loaded first; a database without it has no regions to give.
            user.regions.set(Region.objects.filter(slug=person.region))
        accounts[person.username] = user
    return accounts
