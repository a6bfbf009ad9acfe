"""The manager of accounts says which regions a regional editor looks after."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from academie.accounts.models import User
from academie.taxonomy.models import Region
from tests import factories

pytestmark = pytest.mark.django_db


def test_regions_are_on_the_form_and_are_kept(client, site):
    manager = factories.make_user("beheerder")
    manager.groups.add(Group.objects.get(name="Beheerder"))
    client.force_login(manager)
    editor = factories.make_user("regio", email="regio@voorbeeld.nl")
    region = Region.objects.get(slug="charlois")
    url = reverse("wagtailusers_users:edit", args=[editor.pk])

    assert "Charlois" in client.get(url).text
    data = {
        "username": "regio",
        "email": "regio@voorbeeld.nl",
        "first_name": "Regio",
        "last_name": "Redacteur",
        "is_active": "on",
        "regions": [region.pk],
    }
    client.post(url, data)

    assert list(User.objects.get(pk=editor.pk).regions.all()) == [region]
    assert "Charlois" in client.get(reverse("wagtailusers_users:add")).text
