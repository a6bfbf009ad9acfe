"""Hostile and odd URLs become a safe `SearchParams`; a search has one address."""

from types import MappingProxyType

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search import sources
from search.facets import FACETS
from search.params import (
    DATE,
    LITERAL,
    MAX_PAGE,
    MAX_PER_PAGE,
    MAX_QUERY,
    NEWEST,
    OWN,
    PER_PAGE,
    RELEVANCE,
    SHORTEST,
    SORTS,
    SearchParams,
    parse_params,
)
from search.sources import FacetLabel

SLUGS = {
    "cluster": ("cluster-1", "cluster-2", "cluster-x"),
    "niveau": ("school", "buurt"),
    "rol": ("leerkracht", "ib"),
}
KEYS = (
    *FACETS,
    *OWN,
    LITERAL,
    "q",
    "sorteer",
    "pagina",
    "per_pagina",
    "onbekend",
    "cluster[]",
    "q[]",
)


@pytest.fixture(autouse=True)
def _registry(monkeypatch):
    registry = sources.Registry()
    for facet, slugs in SLUGS.items():
        labels = {slug: FacetLabel(slug, slug.title()) for slug in slugs}
        registry.vocabularies[facet] = lambda labels=labels: labels
    monkeypatch.setattr(sources, "_registry", registry)


def _parse(query, **options):
    return parse_params(QueryDict(query), **options)


def test_an_empty_query_string_is_everything_newest_first():
    assert _parse("") == SearchParams(q="", facets={}, sort=NEWEST, page=1, per_page=PER_PAGE)


def test_every_parameter_is_read():
    params = _parse("q=TOS+groep+3&cluster=cluster-2&rol=ib&rol=leerkracht&sorteer=kort&pagina=3")

    assert params.q == "TOS groep 3"
    assert params.facets == {"cluster": ("cluster-2",), "rol": ("leerkracht", "ib")}
    assert params.sort == SHORTEST
    assert params.page == 3
    assert params.offset == 2 * PER_PAGE


@pytest.mark.parametrize(
    ("query", "facets"),
    [
        ("cluster=2", {"cluster": ("cluster-2",)}),
        ("cluster=X", {"cluster": ("cluster-x",)}),
        ("cluster=Cluster-1&cluster=1", {"cluster": ("cluster-1",)}),
        ("cluster=9", {}),
        ("cluster=cluster-2&cluster=bestaatniet", {"cluster": ("cluster-2",)}),
        ("kleur=rood", {}),
        ("thema=geen-woordenlijst", {}),
        ("cluster=", {}),
        ("cluster[]=cluster-2", {}),
        ("type=toolkit&type=nieuws", {"type": ("toolkit", "nieuws")}),
        ("rol=ib&rol=leerkracht&rol=ib", {"rol": ("leerkracht", "ib")}),
    ],
)
def test_unknown_facets_and_values_are_dropped(query, facets):
    assert _parse(query).facets == facets


@pytest.mark.parametrize(
    ("raw", "page"),
    [
        ("1", 1),
        ("7", 7),
        ("50", 50),
        ("51", MAX_PAGE),
        ("99999999999999999999", MAX_PAGE),
        ("9" * 5000, MAX_PAGE),
        ("0", 1),
        ("-1", 1),
        ("abc", 1),
        ("", 1),
        ("2.5", 1),
        ("²", 1),
        ("٣", 1),
        ("+2", 1),
        (" 2 ", 2),
    ],
)
def test_the_page_is_always_between_one_and_fifty(raw, page):
    query = QueryDict(mutable=True)
    query["pagina"] = raw

    assert parse_params(query).page == page


def test_words_are_cut_and_cleaned():
    assert _parse("q=%00%01tos%00++groep%0a3%c2%ad").q == "tos groep 3"
    assert len(_parse("q=" + "a" * 10_000).q) == MAX_QUERY
    assert _parse("q=+++").q == ""


@pytest.mark.parametrize(
    ("query", "sort"),
    [
        ("q=tos", RELEVANCE),
        ("q=tos&sorteer=relevantie", RELEVANCE),
        ("q=tos&sorteer=datum", DATE),
        ("q=tos&sorteer=bestaatniet", RELEVANCE),
        ("sorteer=relevantie", NEWEST),
        ("sorteer=kort", SHORTEST),
        ("sorteer=%00", NEWEST),
    ],
)
def test_relevance_is_the_default_only_with_words(query, sort):
    assert _parse(query).sort == sort


@pytest.mark.parametrize(
    ("raw", "per_page"), [("100", 100), ("101", MAX_PER_PAGE), ("0", 1), ("x", 20), ("5", 5)]
)
def test_the_page_size_is_for_the_api_only(raw, per_page):
    assert _parse(f"per_pagina={raw}", api=True).per_page == per_page
    assert _parse(f"per_pagina={raw}").per_page == PER_PAGE


def test_a_landing_page_filters_without_showing_it_in_the_address():
    params = _parse("q=tos&rol=ib", path="/cluster/cluster-2/", fixed={"cluster": ["cluster-2"]})

    assert params.facets == {"cluster": ("cluster-2",), "rol": ("ib",)}
    assert params.chosen("cluster") == ()
    assert params.url() == "/cluster/cluster-2/?q=tos&rol=ib"
    assert params.cleared() == "/cluster/cluster-2/?q=tos"


def test_a_search_has_one_address():
    params = _parse("pagina=2&rol=ib&q=t%26o&rol=leerkracht&sorteer=kort", path="/zoeken/")

    assert params.url(page=2) == "/zoeken/?q=t%26o&rol=leerkracht&rol=ib&sorteer=kort&pagina=2"
    assert _parse(params.url(page=2).partition("?")[2], path="/zoeken/") == params
    assert _parse("", path="/zoeken/").url() == "/zoeken/"
    assert _parse("").url() == "?"


def test_a_changed_filter_starts_at_the_first_page():
    params = _parse("q=tos&rol=ib&pagina=4")

    assert params.url() == "?q=tos&rol=ib"
    assert params.url(page=5) == "?q=tos&rol=ib&pagina=5"
    assert params.without("rol", "ib") == "?q=tos"
    assert params.url(sort=DATE) == "?q=tos&rol=ib&sorteer=datum"
    assert params.url(q="") == "?rol=ib"


def test_the_default_order_follows_the_words():
    assert _parse("q=tos").url(q="") == "?"
    assert _parse("rol=ib").url(q="tos") == "?q=tos&rol=ib"
    assert _parse("q=tos&sorteer=nieuw").url() == "?q=tos&sorteer=nieuw"


def test_the_page_size_of_the_api_stays_in_the_address():
    assert _parse("per_pagina=50", api=True).url(page=2) == "?pagina=2&per_pagina=50"


def test_params_cannot_be_changed():
    with pytest.raises(AttributeError):
        _parse("q=tos").q = "anders"


@pytest.mark.parametrize("data", [{}, {"q": None}, {"q": 5, "cluster": 7}, {"cluster": "2"}])
def test_a_plain_mapping_is_accepted(data):
    parse_params(MappingProxyType(data))


@settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.tuples(st.sampled_from(KEYS), st.text(max_size=300)), max_size=30))
def test_whatever_is_sent_gives_safe_params(pairs):
    query = QueryDict(mutable=True)
    for key, value in pairs:
        query.appendlist(key, value)
    params = parse_params(query, api=True)

    assert len(params.q) <= MAX_QUERY
    assert "\x00" not in params.q
    assert params.sort in SORTS
    assert 1 <= params.page <= MAX_PAGE
    assert 1 <= params.per_page <= MAX_PER_PAGE
    for facet, values in params.facets.items():
        assert len(set(values)) == len(values)
        assert set(values) <= set(sources.vocabulary(facet))
    assert parse_params(QueryDict(params.url(page=params.page)[1:]), api=True) == params


@settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.binary(max_size=500))
def test_raw_bytes_never_fail(raw):
    parse_params(QueryDict(raw))


@pytest.mark.parametrize(
    ("query", "own"),
    [
        ("mijn_rol=ib&mijn_niveau=buurt", {"rol": ("ib",), "niveau": ("buurt",)}),
        ("mijn_rol=ib&mijn_rol=leerkracht", {"rol": ("leerkracht",)}),
        ("mijn_rol=directeur&mijn_niveau=", {}),
        ("rol=ib", {}),
    ],
)
def test_own_role_and_level_are_one_known_value_each(query, own):
    assert _parse(query).own == own


def test_own_role_stays_in_every_address_and_words_taken_literally_do_not():
    params = _parse("q=tos&letterlijk=1&mijn_rol=ib&cluster=2&pagina=2", path="/zoeken/")

    assert params.literal
    assert params.url(page=3) == (
        "/zoeken/?q=tos&cluster=cluster-2&letterlijk=1&mijn_rol=ib&pagina=3"
    )
    assert params.url(q="ass") == "/zoeken/?q=ass&cluster=cluster-2&mijn_rol=ib"
    assert params.without("cluster", "cluster-2") == "/zoeken/?q=tos&letterlijk=1&mijn_rol=ib"
    assert params.cleared() == "/zoeken/?q=tos&letterlijk=1&mijn_rol=ib"
    assert params.url(literal=False) == "/zoeken/?q=tos&cluster=cluster-2&mijn_rol=ib"


def test_only_a_one_is_literal_and_only_with_words():
    assert not _parse("q=tos&letterlijk=ja").literal
    assert not _parse("letterlijk=1").literal


def test_each_form_sends_along_what_the_others_asked():
    params = _parse(
        "q=tos&letterlijk=1&mijn_rol=ib&cluster=2&sorteer=kort&pagina=2",
        path="/rol/ib/",
        fixed={"rol": ["ib"]},
    )

    own, words = ("mijn_rol", "ib"), ("q", "tos")
    literal, sort = ("letterlijk", "1"), ("sorteer", "kort")
    assert params.beside_filters == [words, sort, literal, own]
    assert params.beside_own == [words, ("cluster", "cluster-2"), sort, literal]
    assert params.beside_words == [own]
