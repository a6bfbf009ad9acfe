"""Demo accounts work in the demo only."""

import pytest

from academie.accounts.backends import AcademieBackend
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo_user():
    user = factories.make_user("demo-redacteur", is_demo=True)
    user.set_password("een-lang-wachtwoord")
    user.save()
    return user


def test_demo_account_is_refused_outside_the_demo(client, demo_user, settings):
    settings.DEBUG, settings.DEMO = False, False
    assert not client.login(username="demo-redacteur", password="een-lang-wachtwoord")


@pytest.mark.parametrize("name", ["DEBUG", "DEMO"])
def test_demo_account_works_in_demo_and_development(client, demo_user, settings, name):
    setattr(settings, name, True)
    assert client.login(username="demo-redacteur", password="een-lang-wachtwoord")


def test_running_session_of_a_demo_account_ends_outside_the_demo(demo_user, settings):
    settings.DEBUG, settings.DEMO = False, False
    assert AcademieBackend().get_user(demo_user.pk) is None


def test_other_accounts_are_not_touched(client, settings):
    user = factories.make_user("echt")
    user.set_password("een-lang-wachtwoord")
    user.save()
    assert client.login(username="echt", password="een-lang-wachtwoord")
