"""Demo accounts: one per group, with a password that everybody may know."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db import transaction

from academie.accounts.backends import demo_allowed
from academie.accounts.models import User
from academie.core.enums import World
from academie.taxonomy.models import Cluster, Region, Role

DEMO_PASSWORD = "samen-naar-school"  # noqa: S105 - printed on purpose; refused outside the demo


class DemoRefusedError(Exception):
    """Demo accounts were asked for where a published password would be a way in."""


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """A plainly fictional person, in one group.

    `place` is the slug of the region where she works; `cares_for` that of one to look after.
    `roles` and `clusters` are slugs too. What the vocabulary does not have is left out.
    """

    username: str
    group: str
    organisation: str
    side: World
    name: str = ""
    roles: tuple[str, ...] = ()
    clusters: tuple[str, ...] = ()
    place: str = ""
    cares_for: str = ""
    is_staff: bool = False


SCHOOL, CARE = "Demoschool De Wissel", "Demo Jeugdhulp Rijnmond"
CITY = "Demo Gemeente aan de Maas"
_EDUCATION, _CARE, _OTHER = World.EDUCATION, World.CARE, World.OTHER

DEMO_PEOPLE = (
    DemoPerson(
        "demo-deelnemer", "Deelnemer", SCHOOL, _EDUCATION, roles=("leerkracht",), place="charlois"
    ),
    DemoPerson(
        "demo-specialist",
        "Specialist",
        SCHOOL,
        _EDUCATION,
        roles=("ib",),
        clusters=("cluster-4",),
        place="charlois",
    ),
    DemoPerson(
        "demo-specialist-zorg",
        "Specialist",
        CARE,
        _CARE,
        name="Specialist zorg",
        roles=("jeugdhulp",),
        clusters=("cluster-2",),
        place="feijenoord",
    ),
    DemoPerson(
        "demo-redacteur",
        "Redacteur",
        SCHOOL,
        _EDUCATION,
        roles=("redactie",),
        place="rotterdam",
    ),
    DemoPerson(
        "demo-redacteur-zorg",
        "Redacteur",
        CARE,
        _CARE,
        name="Redacteur zorg",
        roles=("redactie",),
        place="rotterdam",
    ),
    DemoPerson(
        "demo-regioredacteur",
        "Regioredacteur",
        CITY,
        _OTHER,
        place="rotterdam",
        cares_for="rotterdam",
    ),
    DemoPerson("demo-beheerder", "Beheerder", CITY, _OTHER, place="rotterdam", is_staff=True),
)


def demo_accounts() -> list[User]:
    """Return the demo accounts that can be used, in the order in which they were made."""
    people = User.objects.filter(is_demo=True, is_active=True).prefetch_related("groups")
    return list(people.order_by("pk"))


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
            last_name=person.name or person.group,
            email=f"{person.username}@voorbeeld.invalid",
            organisation=person.organisation,
            side=person.side,
            is_staff=person.is_staff,
            is_demo=True,
        )
        user.groups.add(groups[person.group])
        _describe(user, person)
        accounts[person.username] = user
    return accounts


def _describe(user: User, person: DemoPerson) -> None:
    """Add what comes from the vocabulary: it is loaded first, and may hold other words."""
    user.roles.set(Role.objects.filter(slug__in=person.roles))
    user.clusters.set(Cluster.objects.filter(slug__in=person.clusters))
    user.regions.set(Region.objects.filter(slug=person.cares_for))
    user.region = Region.objects.filter(slug=person.place).first()
    user.save(update_fields=["region"])
