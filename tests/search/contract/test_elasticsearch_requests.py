"""What is sent to Elasticsearch, word for word, and how its answers are read. No server needed."""

from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from elasticsearch import ApiError, ConnectionError, ConnectionTimeout

from search.documents import Document
from search.engines.base import (
    Delete,
    EngineTimeout,
    EngineUnavailable,
    OpStatus,
    QueryRejected,
    Upsert,
)
from search.engines.compiler import compile_tree
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.elasticsearch_bulk import write_bulk
from search.engines.elasticsearch_index import mappings
from search.engines.elasticsearch_indices import guard
from search.engines.elasticsearch_queries import Builder, page_body, read_counts
from search.facets import FACETS
from search.params import NEWEST, RELEVANCE, SearchParams
from search.query import build_query
from search.ranking import FIELD_WEIGHTS, GRAM_BONUS, GRAM_WEIGHTS, TIE

NOW = datetime(2026, 9, 1, tzinfo=UTC)
ALL = {"terms": {"field": "facets", "size": 2000}}


def _body(**params):
    query = build_query(SearchParams(**params), NOW)
    return page_body(query, compile_tree(query.tree, Builder()), 0, 40)


def _values(facet):
    return {"terms": {"field": facet, "size": 2000}}


def _document(number, **fields):
    key = f"page:{number}"
    return Document(key=key, type="toolkit", title="Kaart", url="/x/", published=NOW, **fields)


def test_a_search_without_filters_is_one_request_word_for_word():
    best = [{"term": {f: {"value": "klas", "boost": w}}} for f, w in FIELD_WEIGHTS.items()]
    letters = [
        {"term": {f: {"value": "klas", "boost": w * GRAM_BONUS}}} for f, w in GRAM_WEIGHTS.items()
    ]
    bonus = {
        "bool": {
            "should": [{"dis_max": {"queries": letters, "tie_breaker": TIE}}],
            "minimum_should_match": 1,
        }
    }
    words = {
        "bool": {
            "must": [{"dis_max": {"queries": best, "tie_breaker": TIE}}],
            "should": [bonus],
        }
    }

    over = {"range": {"expires": {"lt": 20260901}}}
    missed = {"filter": {"bool": {"filter": [words, over]}}}
    assert _body(q="klas", sort=RELEVANCE) == {
        "query": {
            "bool": {
                "must": [words],
                "must_not": [{"range": {"expires": {"lt": 20260901}}}],
            }
        },
        "sort": [{"_score": "desc"}, {"newest": "desc"}, {"traits": "desc"}],
        "from": 0,
        "size": 40,
        "stored_fields": "_none_",
        "docvalue_fields": ["key"],
        "track_total_hits": True,
        "aggs": {"facets": ALL, "expired": {"global": {}, "aggs": {"expired": missed}}},
    }


def test_what_expired_can_be_asked_for_and_is_not_counted_then():
    body = _body(q="klas", sort=RELEVANCE, expired=True)
    assert "must_not" not in body["query"]["bool"]
    assert set(body["aggs"]) == {"facets"}


def test_a_facet_is_counted_without_its_own_filter():
    body = _body(facets={"cluster": ("cluster-1", "cluster-2"), "rol": ("ib",)}, sort=NEWEST)
    cluster = {"terms": {"cluster": ["cluster-1", "cluster-2"]}}
    role = {"terms": {"rol": ["ib"]}}

    assert body["post_filter"] == {"bool": {"filter": [cluster, role]}}
    assert body["sort"] == [{"newest": "desc"}]
    assert body["aggs"]["cluster"] == {
        "filter": {"bool": {"filter": [role]}},
        "aggs": {"cluster": _values("cluster")},
    }
    assert body["aggs"]["facets"] == {
        "filter": {"bool": {"filter": [cluster, role]}},
        "aggs": {"facets": ALL},
    }
    assert set(body["aggs"]) == {"facets", "cluster", "rol", "expired"}
    missed = body["aggs"]["expired"]["aggs"]["expired"]["filter"]["bool"]["filter"]
    assert missed[1:] == [{"range": {"expires": {"lt": 20260901}}}, cluster, role]


def test_counts_of_filtered_facets_are_their_own():
    def buckets(**counts):
        return {"buckets": [{"key": key, "doc_count": n} for key, n in counts.items()]}

    together = {"facets": buckets(**{"rol:ib": 3, "rol:zoco": 1, "cluster:cluster-1": 2})}
    answer = {"facets": {"doc_count": 3, **together}, "rol": {"rol": buckets(ib=9)}}

    counts = read_counts(answer)
    assert counts["rol"] == {"ib": 9}
    assert counts["cluster"] == {"cluster-1": 2}
    assert counts["regio"] == {}
    assert read_counts(together)["rol"] == {"ib": 3, "zoco": 1}


def test_the_own_role_is_a_name_without_a_score():
    query = replace(
        build_query(SearchParams(q="klas", sort=RELEVANCE), NOW), preference={"rol": ("ib",)}
    )
    body = page_body(query, compile_tree(query.tree, Builder()), 0, 9)

    named = {"terms": {"rol": ["ib"], "_name": "rol"}}
    assert body["query"]["bool"]["should"] == [{"constant_score": {"filter": named, "boost": 0.0}}]


def test_no_query_language_of_the_server_is_used():
    assert "query_string" not in str(_body(q='klas AND title:* "x y" -z', sort=RELEVANCE))


def test_the_mapping_is_closed_and_knows_every_facet():
    mapping = mappings({})

    assert mapping["dynamic"] == "strict"
    assert {mapping["properties"][facet]["type"] for facet in FACETS} == {"keyword"}
    assert mapping["_source"] == {"includes": ["stored"]}


class _Bulk:
    """Answers a bulk request per operation; refuses a whole request that holds `poison`."""

    def __init__(self, statuses=(), poison=""):
        self.statuses, self.poison, self.requests = statuses, poison, []

    def bulk(self, *, index, operations, require_alias):
        self.requests.append((index, operations, require_alias))
        heads = [line for line in operations if "index" in line or "delete" in line]
        if self.poison and any(self.poison in str(head) for head in heads):
            raise ApiError("id is too long", SimpleNamespace(status=400), {})
        statuses = self.statuses or [200] * len(heads)
        return {
            "items": [
                {
                    next(iter(head)): {
                        "status": status,
                        **({"error": {"type": "x"}} if status > 299 else {}),
                    }
                }
                for head, status in zip(heads, statuses, strict=True)
            ]
        }


def test_each_operation_has_its_own_outcome():
    client = _Bulk([201, 409, 429, 503, 400, 404])
    ops = [Upsert(_document(n), n) for n in range(1, 7)]

    assert [result.status for result in write_bulk(client, "oza-1", ops)] == [
        OpStatus.OK,
        OpStatus.STALE,
        OpStatus.RETRY,
        OpStatus.RETRY,
        OpStatus.POISON,
        OpStatus.RETRY,
    ]


def test_writes_carry_their_version_and_need_the_alias():
    client = _Bulk()
    write_bulk(client, "oza-1", [Delete("page:1", 7)])

    version = {"version": 7, "version_type": "external_gte"}
    assert client.requests == [("oza-1-only", [{"delete": {"_id": "page:1", **version}}], True)]


def test_a_request_refused_as_a_whole_costs_only_its_culprit():
    ops = [Upsert(_document(n), 1) for n in range(1, 8)]
    results = write_bulk(_Bulk(poison="page:5"), "oza-1", ops)

    assert [result.key for result in results if result.status != OpStatus.OK] == ["page:5"]
    assert results[4].status == OpStatus.POISON


def test_a_full_server_refuses_the_whole_request_as_unavailable():
    client = _Bulk()
    client.bulk = lambda **kwargs: (_ for _ in ()).throw(
        ApiError("too busy", SimpleNamespace(status=429), {})
    )
    with pytest.raises(EngineUnavailable), guard():
        write_bulk(client, "oza-1", [Delete("page:1", 1)])


@pytest.mark.parametrize(
    ("raised", "expected"),
    [
        (ConnectionTimeout("slow"), EngineTimeout),
        (ConnectionError("away"), EngineUnavailable),
        (ApiError("bad", SimpleNamespace(status=400), {}), QueryRejected),
        (ApiError("no index", SimpleNamespace(status=404), {}), EngineUnavailable),
        (ApiError("no entry", SimpleNamespace(status=403), {}), EngineUnavailable),
        (ApiError("broken", SimpleNamespace(status=503), {}), EngineUnavailable),
    ],
)
def test_errors_become_one_of_three(raised, expected):
    with pytest.raises(expected) as caught, guard():
        raise raised
    assert type(caught.value) is expected


def test_credentials_go_to_the_client_and_empty_options_do_not():
    engine = ElasticsearchEngine(
        "https://a.example:9200, https://b.example:9200",
        "oza",
        {"username": "zoek", "password": "geheim", "api_key": "", "ca_certs": ""},
    )
    assert engine._hosts == ["https://a.example:9200", "https://b.example:9200"]
    assert engine._options == {
        "max_retries": 1,
        "retry_on_timeout": False,
        "basic_auth": ("zoek", "geheim"),
    }
