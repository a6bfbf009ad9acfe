"""The copy of the vocabularies in memory."""

import pytest

from academie.taxonomy import selectors
from academie.taxonomy.models import Role, Synonym
from academie.taxonomy.search_vocabulary import synonym_rules

pytestmark = pytest.mark.django_db


def test_terms_come_in_the_editors_order(vocabulary):
    assert list(selectors.terms("niveau")) == ["school", "buurt", "gebied"]


def test_second_read_asks_the_database_nothing(vocabulary, django_assert_num_queries):
    selectors.terms("rol")
    with django_assert_num_queries(0):
        selectors.labels("thema")
        selectors.synonyms()


def test_a_change_is_seen_at_once(vocabulary):
    assert selectors.labels("rol")["ib"] == "Intern begeleider (IB'er)"
    role = Role.objects.get(slug="ib")
    role.label = "Kwaliteitscoördinator"
    role.save()
    assert selectors.labels("rol")["ib"] == "Kwaliteitscoördinator"


def test_region_path_goes_up_to_the_city(vocabulary):
    assert selectors.region_path("carnisse") == ("carnisse", "charlois", "rotterdam")
    assert selectors.region_path("onbekend") == ()


def test_one_way_synonym_leads_to_the_preferred_term_only(vocabulary):
    Synonym.objects.create(term="wijkteam", words="buurtteam\nOKT", direction="one-way")
    rule = next(rule for rule in synonym_rules() if "buurtteam" in rule.terms)
    assert rule.words == ("wijkteam",)
    assert not rule.two_way
