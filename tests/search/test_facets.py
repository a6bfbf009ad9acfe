"""What the page shows of facets: labels, counts, choices, and an address behind each."""

import pytest
from django.http import QueryDict

from search import sources
from search.facets import FACET_TITLES, FACETS, chips, facet_groups
from search.params import parse_params
from search.sources import FacetLabel, register_source, register_vocabulary, vocabulary

ROLES = {
    "ib": FacetLabel("ib", "Intern begeleider", "IB'er", order=2),
    "leerkracht": FacetLabel("leerkracht", "Leerkracht", order=1),
    "zoco": FacetLabel("zoco", "Zorgcoördinator", order=3),
}
REGIONS = {
    "noord": FacetLabel("noord", "Noord", order=2, parent="rotterdam"),
    "twente": FacetLabel("twente", "Twente", order=2),
    "centrum": FacetLabel("centrum", "Centrum", order=1, parent="rotterdam"),
    "rotterdam": FacetLabel("rotterdam", "Rotterdam", order=1),
    "wees": FacetLabel("wees", "Wees", order=9, parent="bestaatniet"),
    "kip": FacetLabel("kip", "Kip", parent="ei"),
    "ei": FacetLabel("ei", "Ei", parent="kip"),
}


@pytest.fixture(autouse=True)
def _registry(monkeypatch):
    monkeypatch.setattr(sources, "_registry", sources.Registry())
    register_vocabulary("rol", lambda: ROLES)
    register_vocabulary("regio", lambda: REGIONS)


def _params(query, **options):
    return parse_params(QueryDict(query), path="/zoeken/", **options)


def _options(query, counts, **options):
    (group,) = facet_groups(_params(query), counts, **options)
    return [(option.value, option.count, option.selected) for option in group.options]


def test_every_facet_has_a_title():
    assert set(FACET_TITLES) == set(FACETS)


def test_values_come_in_the_order_of_the_editors():
    assert _options("", {"rol": {"ib": 5, "leerkracht": 2}}) == [
        ("leerkracht", 2, False),
        ("ib", 5, False),
    ]


def test_a_selected_value_stays_at_zero_and_others_go():
    assert _options("rol=zoco", {"rol": {"ib": 1}}) == [("ib", 1, False), ("zoco", 0, True)]


def test_for_the_api_every_value_is_listed():
    groups = facet_groups(_params(""), {}, keep_empty=True)
    by_name = {group.name: group for group in groups}

    assert [option.count for option in by_name["rol"].options] == [0, 0, 0]
    assert len(by_name["type"].options) == 6


def test_a_value_the_vocabulary_does_not_know_is_not_shown():
    assert _options("", {"rol": {"ib": 1, "verdwenen": 3}}) == [("ib", 1, False)]


def test_children_stand_below_their_parent_and_nobody_is_lost():
    (group,) = facet_groups(_params(""), {"regio": dict.fromkeys(REGIONS, 1)})

    assert [(option.value, option.depth) for option in group.options] == [
        ("rotterdam", 0),
        ("centrum", 1),
        ("noord", 1),
        ("twente", 0),
        ("wees", 0),
        ("kip", 0),
        ("ei", 0),
    ]


def test_chosen_options_are_selected():
    (group,) = facet_groups(_params("q=tos&rol=ib&pagina=2"), {"rol": {"ib": 1, "zoco": 1}})

    assert [option.value for option in group.selected] == ["ib"]
    assert group.options[0].short_label == "IB'er"


def test_the_value_of_a_landing_page_is_locked_and_no_chip():
    params = _params("rol=zoco", fixed={"rol": ("ib",)})
    (group,) = facet_groups(params, {"rol": {"ib": 3}})

    assert [(option.value, option.locked) for option in group.options] == [
        ("ib", True),
        ("zoco", False),
    ]
    assert [chip.value for chip in chips(params)] == ["zoco"]


def test_chips_name_each_choice_and_its_way_off():
    (first, second) = chips(_params("q=tos&rol=ib&regio=noord"))

    assert (first.facet, first.facet_title, first.label) == ("rol", "Voor wie", "Intern begeleider")
    assert first.url == "/zoeken/?q=tos&regio=noord"
    assert (second.label, second.url) == ("Noord", "/zoeken/?q=tos&rol=ib")


def test_types_are_known_without_registering():
    assert list(vocabulary("type")) == [
        "toolkit",
        "praktijkverhaal",
        "werkinstructie",
        "training",
        "nieuws",
        "pagina",
    ]
    assert vocabulary("cluster") == {}


def test_two_sources_cannot_share_a_name():
    class Source:
        name = "pages"

    source = Source()
    register_source(source)
    register_source(source)

    assert sources.sources() == (source,)
    with pytest.raises(ValueError, match="already registered"):
        register_source(Source())
