"""The vocabularies in the admin."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from academie.taxonomy.models import Cluster, Role
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def beheerder(client, vocabulary):
    user = factories.make_user("beheer")
    user.groups.add(Group.objects.get(name="Beheerder"))
    client.force_login(user)
    return client


def _values(term, **changes):
    return {
        "label": term.label,
        "slug": term.slug,
        "short_label": term.short_label,
        "explanation": term.explanation,
        "synonyms": term.synonyms,
        "order": term.order,
    } | changes


def test_every_list_is_there(beheerder):
    for name in ("cluster", "level", "role", "sector", "supportneed", "theme", "region", "synonym"):
        answer = beheerder.get(reverse(f"wagtailsnippets_taxonomy_{name}:list"))
        assert answer.status_code == 200, name


def test_list_is_searched_by_another_word(beheerder):
    Role.objects.filter(slug="ib").update(synonyms="kwaliteitscoördinator")
    answer = beheerder.get(reverse("wagtailsnippets_taxonomy_role:list"), {"q": "kwaliteits"})
    assert [term.slug for term in answer.context["object_list"]] == ["ib"]


def test_slug_of_a_term_never_changes(beheerder):
    term = Cluster.objects.get(slug="cluster-2")
    address = reverse("wagtailsnippets_taxonomy_cluster:edit", args=[term.pk])
    beheerder.post(address, _values(term, slug="anders", label="Nieuwe naam"))
    term.refresh_from_db()
    assert (term.slug, term.label) == ("cluster-2", "Nieuwe naam")


def test_new_term_gets_the_slug_that_is_typed(beheerder):
    address = reverse("wagtailsnippets_taxonomy_role:add")
    beheerder.post(address, _values(Role(), slug="conrector", label="Conrector"))
    assert Role.objects.get(slug="conrector").label == "Conrector"


def test_region_is_edited_with_its_place(beheerder):
    answer = beheerder.get(reverse("wagtailsnippets_taxonomy_region:add"))
    assert {"kind", "parent"} <= set(answer.context["form"].fields)


def test_redacteur_may_not_change_the_lists(client, vocabulary):
    user = factories.make_user("redactie")
    user.groups.add(Group.objects.get(name="Redacteur"))
    client.force_login(user)
    answer = client.get(reverse("wagtailsnippets_taxonomy_role:list"))
    assert answer.status_code == 302
