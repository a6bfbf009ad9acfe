"""Demo accounts: known password, so only where that can do no harm."""

import pytest
from django.contrib.auth import authenticate

from academie.accounts.demo import (
    DEMO_PASSWORD,
    DEMO_PEOPLE,
    DemoRefusedError,
    ensure_demo_accounts,
)
from academie.accounts.models import User

pytestmark = pytest.mark.django_db


def test_refused_outside_the_demo(settings):
    settings.DEMO = settings.DEBUG = False
    with pytest.raises(DemoRefusedError, match="alleen bestaan in de demo"):
        ensure_demo_accounts()
    assert not User.objects.exists()


@pytest.mark.parametrize("flag", ["DEMO", "DEBUG"])
def test_an_account_for_every_group_and_two_where_two_have_to_read(settings, flag):
    setattr(settings, flag, True)
    accounts = ensure_demo_accounts()
    groups = [account.groups.get().name for account in accounts.values()]
    assert sorted(groups) == [
        "Beheerder",
        "Deelnemer",
        "Redacteur",
        "Redacteur",
        "Regioredacteur",
        "Specialist",
        "Specialist",
    ]
    assert all(account.is_demo and not account.is_superuser for account in accounts.values())
    assert [name for name, account in accounts.items() if account.is_staff] == ["demo-beheerder"]


def test_names_are_plainly_fictional(settings):
    settings.DEMO = True
    for account in ensure_demo_accounts().values():
        assert account.first_name == "Demo"
        assert account.email.endswith("@voorbeeld.invalid")


def test_two_of_a_group_work_for_different_organisations(settings, site):
    settings.DEMO = True
    for group in ("Specialist", "Redacteur"):
        people = [one for one in ensure_demo_accounts().values() if one.groups.get().name == group]
        assert len({one.organisation for one in people}) == len(people) == 2
        assert {one.side for one in people} == {"onderwijs", "zorg"}
        assert all(one.organisation.startswith("Demo") for one in people)


def test_they_log_in_in_the_demo_and_nowhere_else(settings):
    settings.DEMO = True
    ensure_demo_accounts()
    who = {"username": "demo-redacteur", "password": DEMO_PASSWORD}
    assert authenticate(None, **who)
    settings.DEMO = False
    assert authenticate(None, **who) is None


def test_second_time_leaves_them_as_they_are(settings, django_assert_num_queries):
    settings.DEMO = True
    ensure_demo_accounts()
    user = User.objects.get(username="demo-specialist")
    user.set_password("een-eigen-wachtwoord")
    user.save()
    # A savepoint around one look.
    with django_assert_num_queries(3):
        ensure_demo_accounts()
    assert User.objects.count() == len(DEMO_PEOPLE)
    assert authenticate(None, username="demo-specialist", password="een-eigen-wachtwoord")
