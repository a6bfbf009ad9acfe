"""The number on a card."""

import pytest

from academie.core.card_number import card_number
from search.query import card_number as as_searched


@pytest.mark.parametrize(
    ("clusters", "levels", "expected"),
    [
        (["cluster-2"], ["school"], "T2S 041"),
        (["cluster-x"], ["buurt"], "TXB 041"),
        (["cluster-2", "cluster-4"], ["school", "gebied"], "T2S 041"),
        (["cluster-x", "cluster-3"], ["gebied"], "T3G 041"),
        ([], [], "TXX 041"),
    ],
)
def test_number_names_the_first_cluster_and_level(clusters, levels, expected):
    assert card_number("T", "041", clusters=clusters, levels=levels) == expected


def test_search_understands_every_number():
    assert as_searched(card_number("T", "041", clusters=[], levels=[])) == "txx041"
