"""The engines under contract: each test runs on every engine that it names or gets."""

import json
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from search import sources
from search.engines.base import OpStatus, SearchEngine, Upsert
from search.engines.embedded import EmbeddedEngine
from search.sources import FacetLabel, SynonymRule, Vocabulary
from tests.search.contract import corpus
from tests.search.patience import PatientEngine

ENGINES = ["embedded", pytest.param("elasticsearch", marks=pytest.mark.live)]

RULES = (
    SynonymRule(("TOS",), ("taalontwikkelingsstoornis",), two_way=True, weight=0.6),
    SynonymRule(("ib'er", "ib"), ("intern begeleider",), two_way=True, weight=0.7),
    SynonymRule(("thuiszitter",), ("verzuim",), two_way=False, weight=0.4),
)

LABELS: dict[str, Vocabulary] = {
    "cluster": {
        "cluster-2": FacetLabel("cluster-2", "Cluster 2", words=("cluster 2", "doof")),
        "cluster-4": FacetLabel("cluster-4", "Cluster 4", words=("cluster 4", "zmok")),
    },
    "niveau": {slug: FacetLabel(slug, slug) for slug in corpus.VALUES["niveau"]},
    "rol": {slug: FacetLabel(slug, slug) for slug in corpus.VALUES["rol"]},
}


def own_registry() -> sources.Registry:
    """Return the words that the contract is about: synonyms, and names of filters."""
    registry = sources.Registry()
    registry.synonyms.append(lambda: RULES)
    for facet in LABELS:
        registry.vocabularies[facet] = partial(LABELS.__getitem__, facet)
    return registry


@pytest.fixture(autouse=True)
def _rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """The contract has words of its own."""
    monkeypatch.setattr(sources, "_registry", own_registry())


@pytest.fixture(scope="session")
def make_engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], SearchEngine]]:
    """Make an empty engine of a kind; all are removed at the end."""
    made: list[tuple[SearchEngine, str, str]] = []

    def make(kind: str) -> SearchEngine:
        if kind == "embedded":
            engine: SearchEngine = EmbeddedEngine(Path(tmp_path_factory.mktemp("index")))
            made.append((engine, "", ""))
        else:
            url = request.getfixturevalue("elasticsearch_url")
            prefix = f"ozacontract-{uuid.uuid4().hex[:8]}"
            engine = PatientEngine(url, prefix)
            made.append((engine, url.split(",")[0], prefix))
        return engine

    yield make
    for engine, url, prefix in made:
        engine.close()
        if url:
            _remove_indices(url, prefix)


@pytest.fixture(scope="session")
def filled(make_engine: Callable[[str], SearchEngine]) -> Callable[[str], SearchEngine]:
    """Give an engine of a kind with the whole corpus, made once for all tests that only read."""
    known: dict[str, SearchEngine] = {}

    def get(kind: str) -> SearchEngine:
        if kind not in known:
            engine = known[kind] = make_engine(kind)
            generation = engine.begin_rebuild()
            ops = [Upsert(document, 1) for document in corpus.documents()]
            results = engine.apply(ops, generation=generation)
            assert {result.status for result in results} == {OpStatus.OK}
            engine.promote(generation)
        return known[kind]

    return get


@pytest.fixture(params=ENGINES)
def kind(request: pytest.FixtureRequest) -> str:
    """The name of each engine in turn."""
    return str(request.param)


@pytest.fixture
def engine(kind: str, make_engine: Callable[[str], SearchEngine]) -> SearchEngine:
    """An empty engine for a test that writes."""
    return make_engine(kind)


@pytest.fixture
def library(kind: str, filled: Callable[[str], SearchEngine]) -> SearchEngine:
    """An engine with the corpus, for a test that only reads."""
    return filled(kind)


def _remove_indices(url: str, prefix: str) -> None:
    with urllib.request.urlopen(f"{url}/{prefix}-*/_alias", timeout=10) as answer:
        names = list(json.load(answer))
    for name in names:
        request = urllib.request.Request(f"{url}/{name}", method="DELETE")
        urllib.request.urlopen(request, timeout=10).close()
