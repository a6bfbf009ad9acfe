"""What people write -> the term they mean."""

import pytest

from academie.taxonomy.matching import TermMatcher, fold
from academie.taxonomy.models import Role, Sector


@pytest.fixture
def roles(db):
    Role.objects.create(
        slug="ib",
        label="Intern begeleider (IB'er)",
        short_label="IB",
        synonyms="kc\nkwaliteitscoördinator",
    )
    Role.objects.create(slug="kc", label="Andere rol", order=5)
    return TermMatcher("rol")


@pytest.mark.parametrize(
    "said",
    ["ib", "IB", " Intern begeleider (IB'er) ", "intern-begeleider IB'ER", "Kwaliteitscoordinator"],
)
def test_term_is_found_by_every_name(roles, said):
    assert roles.match(said).slug == "ib"


def test_slug_goes_before_another_word(roles):
    assert roles.match("KC").slug == "kc"


@pytest.mark.parametrize("said", ["", "  ", "!!!", "juf", "i b"])
def test_unknown_word_finds_nothing(roles, said):
    assert roles.match(said) is None


def test_first_term_has_a_shared_word(db):
    Sector.objects.create(slug="vo", label="VO", synonyms="middelbaar", order=1)
    Sector.objects.create(slug="mbo", label="MBO", synonyms="middelbaar", order=2)
    assert TermMatcher("sector").match("middelbaar").slug == "vo"


def test_fold_drops_case_accents_and_punctuation():
    assert fold("  Één-plan: (IB'er) ") == "een plan ib er"
