"""What is followed, as one line: always the same one, and safe to read back years later."""

import pytest
from django.http import QueryDict

from academie.alerts.followed import Followed, followed_by, from_query, from_request
from academie.taxonomy import selectors
from academie.taxonomy.models import Level
from search.params import parse_params

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("asked", "line"),
    [
        ("", ""),
        ("q=TOS+groep+3", "q=TOS+groep+3"),
        ("pagina=3&sorteer=kort&q=TOS", "q=TOS"),
        ("niveau=buurt&niveau=school&q=x", "q=x&niveau=school&niveau=buurt"),
        ("rol=ib&cluster=2", "cluster=cluster-2&rol=ib"),
        ("niveau=bestaat-niet&van=alles", ""),
        ("q=%22warme+overdracht%22+-ouders", "q=%22warme+overdracht%22+-ouders"),
    ],
)
def test_one_search_is_one_line(vocabulary, asked, line):
    followed = from_request(QueryDict(asked))

    assert followed.query == line
    assert from_query(line) == followed or from_query(line).query == line


def test_what_a_shelf_is_about_is_followed_too(vocabulary):
    params = parse_params(
        QueryDict("q=TOS"), path="/toolkits/", fixed={"type": ["toolkit"], "rol": ["ib"]}
    )

    assert followed_by(params).query == "q=TOS&type=toolkit&rol=ib"
    assert followed_by(params).follow_url == "/op-de-hoogte/?q=TOS&type=toolkit&rol=ib"


def test_a_term_that_was_taken_away_still_filters(vocabulary):
    followed = from_query("niveau=buurt")
    Level.objects.filter(slug="buurt").delete()
    selectors.forget()

    assert followed.filters == {"niveau": ("buurt",)}
    assert from_query("niveau=buurt").filters == {"niveau": ("buurt",)}
    assert from_query("niveau=buurt").words == "Niveau: buurt"


def test_words_say_what_is_followed(vocabulary):
    assert from_query("q=TOS+groep+3&niveau=school&niveau=buurt&rol=ib").words == (
        "‘TOS groep 3’, Niveau: School of Buurt, Voor wie: Intern begeleider (IB'er)"
    )
    assert Followed().words == "Alle nieuwe kaarten"
