"""GET /api/zoeken/ is what docs/openapi.json says, for any question."""

import pytest
from django.test import Client
from django.urls import reverse

from academie.library.models import Toolkit
from search.answers import DATABASE
from search.documents import TYPES
from search.engines import ELASTICSEARCH, EMBEDDED
from search.facets import FACETS
from search.guidance.ladder import ALIKE, ANY, MENDED, NOTHING, WORDS
from search.guidance.offers import MOST
from search.params import EXPIRED, LITERAL, MAX_PAGE, MAX_PER_PAGE, MAX_QUERY, OWN, PER_PAGE, SORTS
from tests import factories
from tests.search import openapi
from tests.search.support import Index

pytestmark = pytest.mark.django_db

SPEC = openapi.load()
OPERATION = SPEC["paths"]["/api/zoeken/"]["get"]
PARAMETERS = {
    one["name"]: one for one in (openapi.resolve(SPEC, part) for part in OPERATION["parameters"])
}


def schema_of(path: str):
    answer = SPEC["paths"][path]["get"]["responses"]["200"]
    return answer["content"]["application/json"]["schema"]


@pytest.fixture
def library(site, index: Index) -> Index:
    """A toolkit of cluster 2, one of cluster 4, and a training of cluster 2."""
    factories.make_toolkit(
        site, title="Zwemles <b>geven</b> bij TOS", clusters=["cluster-2"], external_id="A-17"
    )
    factories.make_toolkit(site, title="Kaart", slug="kaart", clusters=["cluster-4"])
    factories.make_training(site, title="TOS herkennen", clusters=["cluster-2"])
    index.drain()
    return index


@pytest.fixture
def many(library: Index) -> Index:
    """The same with 23 copies of the second: 26 in all."""
    kaart = Toolkit.objects.get(slug="kaart")
    for number in range(23):
        kaart.copy(update_attrs={"title": f"Kaart {number}", "slug": f"kaart-{number}"})
    library.drain()
    return library


def ask(client: Client, **data):
    """Ask, and hold the answer against the description."""
    response = client.get("/api/zoeken/", data)
    assert response.status_code == 200
    answer = response.json()
    assert openapi.problems(SPEC, schema_of("/api/zoeken/"), answer) == []
    return answer


def test_everything_about_the_answer(client, library):
    answer = ask(client, q="zwemles")
    hit = answer["hits"][0]

    assert (answer["total"], answer["page"], answer["suggestion"]) == (1, 1, None)
    assert (answer["step"], answer["steps"], answer["offers"]) == ("woorden", [], [])
    assert (hit["found_in"], hit["own"], hit["pinned"]) == ("", False, False)
    assert answer["engine"] == library.name
    assert hit["title"] == "Zwemles <b>geven</b> bij TOS"
    assert hit["external_id"] == "A-17"
    assert hit["type"] == "toolkit"
    assert hit["url"].startswith("/toolkits/")
    assert answer["facets"]["cluster"] == [
        {
            "value": "cluster-2",
            "label": "Cluster 2: horen, taal en spraak",
            "count": 1,
            "selected": False,
        }
    ]


def test_answer_tells_what_the_ladder_did_and_offers(client, library):
    mended = ask(client, q="zwemels")
    part = ask(client, q="zwemles kangoeroe")
    offered = ask(client, q="training cluster 2", mijn_rol="leerkracht")

    assert (mended["step"], mended["corrected_from"], mended["total"]) == (
        "verbeterd",
        "zwemels",
        1,
    )
    assert mended["steps"] == ["Geen kaart heeft ‘zwemels’. Wij zochten op ‘zwemles’."]
    assert ask(client, q="zwemels", letterlijk="1")["corrected_from"] == ""
    assert (part["step"], part["total"]) == ("deel", 1)
    assert [(one["facet"], one["value"], one["text"]) for one in offered["offers"]] == [
        ("type", "training", "training"),
        ("cluster", "cluster-2", "cluster 2"),
    ]
    assert offered["offers"][0]["url"] == (
        "/api/zoeken/?q=cluster+2&type=training&mijn_rol=leerkracht"
    )


def test_snippet_marks_and_escapes(client, site, library):
    factories.make_toolkit(site, title="Iets", intro="Pas op voor <script> in een zwemles.")
    library.drain()

    snippets = [hit["snippet"] for hit in ask(client, q="zwemles")["hits"]]

    assert "Pas op voor &lt;script&gt; in een <mark>zwemles</mark>." in snippets


def test_filters_are_or_inside_and_and_across(client, library):
    both = ask(client, cluster=["cluster-2", "4"])
    one = ask(client, cluster=["cluster-2", "cluster-4"], type="training")

    assert both["total"] == 3
    assert one["total"] == 1
    assert {row["value"]: row["count"] for row in one["facets"]["type"]} == {
        "toolkit": 2,
        "training": 1,
    }
    assert [row["selected"] for row in one["facets"]["cluster"]] == [True, True]


def test_chosen_value_stays_at_zero(client, library):
    answer = ask(client, q="herkennen", cluster="cluster-1")

    assert answer["total"] == 0
    assert {
        row["value"]: (row["count"], row["selected"]) for row in answer["facets"]["cluster"]
    } == {
        "cluster-1": (0, True),
        "cluster-2": (1, False),
    }


def test_pages(client, many):
    for asked, page, hits in (
        ({}, 1, 20),
        ({"pagina": 2}, 2, 6),
        ({"pagina": 9}, 2, 6),
        ({"per_pagina": 100}, 1, 26),
        ({"per_pagina": 5000}, 1, 26),
        ({"per_pagina": 3, "pagina": 2}, 2, 3),
        ({"per_pagina": 0}, 1, 1),
        ({"per_pagina": "veel", "pagina": "-1"}, 1, 20),
    ):
        answer = ask(client, **asked)
        found = (answer["total"], answer["page"], len(answer["hits"]))
        assert found == (26, page, hits), asked


def test_every_sort_gives_all_hits_in_its_own_order(client, library):
    for sort in SORTS:
        assert ask(client, q="tos", sorteer=sort)["total"] == 3, sort


def test_odd_questions_get_an_ordinary_answer(client, library):
    for data in (
        {"q": "a" * 5_000},
        {"q": '"half een -'},
        {"q": "\x00\U0001f600 ؟ <script>"},
        {"cluster": ["x"] * 500, "onbekend": "ja"},
        {"pagina": "9" * 400, "sorteer": "';--"},
    ):
        ask(client, **data)


def test_description_knows_every_parameter_with_its_bounds():
    assert list(PARAMETERS) == [
        "q",
        *FACETS,
        "sorteer",
        LITERAL,
        EXPIRED,
        *OWN,
        "pagina",
        "per_pagina",
    ]
    assert PARAMETERS["q"]["schema"]["maxLength"] == MAX_QUERY
    assert PARAMETERS["sorteer"]["schema"]["enum"] == list(SORTS)
    assert PARAMETERS["pagina"]["schema"]["maximum"] == MAX_PAGE
    assert PARAMETERS["per_pagina"]["schema"]["maximum"] == MAX_PER_PAGE
    assert PARAMETERS["per_pagina"]["schema"]["default"] == PER_PAGE
    for facet in FACETS:
        assert PARAMETERS[facet]["schema"]["type"] == "array"


def test_description_knows_every_type_facet_and_engine():
    schemas = SPEC["components"]["schemas"]

    assert set(schemas["Soort"]["enum"]) == set(TYPES)
    assert list(schemas["Filters"]["properties"]) == list(FACETS)
    engines = schemas["Resultaten"]["properties"]["engine"]["enum"]
    assert engines == [ELASTICSEARCH, EMBEDDED, DATABASE]
    steps = schemas["Resultaten"]["properties"]["step"]["enum"]
    assert steps == [WORDS, MENDED, ANY, ALIKE, NOTHING]
    assert schemas["Resultaten"]["properties"]["offers"]["maxItems"] == MOST


def test_description_names_the_real_addresses():
    assert set(SPEC["paths"]) == {reverse("search:api"), reverse("search:suggestions")}
    assert SPEC["openapi"].startswith("3.1")


def test_schema_check_sees_what_is_wrong():
    """The little validator is no rubber stamp."""
    good = {"value": "a", "label": "A", "count": 1, "selected": False}
    values = {"$ref": "#/components/schemas/Waarden"}

    assert openapi.problems(SPEC, values, [good]) == []
    assert openapi.problems(SPEC, values, [good | {"count": "1"}])
    assert openapi.problems(SPEC, values, [good | {"count": -1}])
    assert openapi.problems(SPEC, values, [good | {"extra": 1}])
    assert openapi.problems(SPEC, values, [{"value": "a"}])
    assert openapi.problems(SPEC, {"$ref": "#/components/schemas/Soort"}, "boek")


def test_suggestions_are_as_described(client, library):
    answer = client.get("/zoeken/suggesties/", {"q": "herk"}).json()

    assert openapi.problems(SPEC, schema_of("/zoeken/suggesties/"), answer) == []
    assert "TOS herkennen" in [one["text"] for one in answer["suggestions"]]


def test_reading_only(client, library):
    assert client.post("/api/zoeken/").status_code == 405
    assert client.head("/api/zoeken/").status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_another_method_is_told_which_ones_there_are(library, method):
    answer = getattr(Client(enforce_csrf_checks=True), method)("/api/zoeken/?q=tos")

    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
