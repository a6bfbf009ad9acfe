"""Measures the time from the commit of a publication until a search finds it, with a real worker.

make test ARGS='tests/search/processes/test_findable.py -m bench -s'
"""

import random
import time

import pytest
from django.utils import timezone

from search import engines
from search.engines.base import SearchEngine
from search.params import parse_params
from search.query import build_query
from tests.search.processes.place import Editor, Place

pytestmark = [pytest.mark.bench, pytest.mark.live, pytest.mark.django_db]

ROUNDS = 100
PATIENCE = 20.0
LETTERS = "bcdfghjklmnpqrstvwxz"


def test_publication_until_it_is_found(
    place_on_elasticsearch: Place, elasticsearch_url: str, settings
) -> None:
    place = place_on_elasticsearch
    settings.SEARCH_INDEX_DIR = place.folder / "index"
    settings.ELASTICSEARCH_URL = elasticsearch_url
    settings.ELASTICSEARCH_INDEX_PREFIX = place.environment["ELASTICSEARCH_INDEX_PREFIX"]
    engines.close_engines()
    editor = Editor(place)
    editor.do("retry")
    place.manage("worker", log="worker")
    editor.do("publish eerste")
    asked = {name: engines.get_engine(name) for name in ("embedded", "elasticsearch")}
    took: dict[str, list[float]] = {name: [] for name in asked}
    dice = random.Random(1)
    time.sleep(8)

    for _ in range(ROUNDS):
        word = "".join(dice.choices(LETTERS, k=12))
        committed = float(editor.do(f"publish {word}"))
        for name, moment in _moments(asked, word).items():
            took[name].append(moment - committed)
        time.sleep(dice.random())
    engines.close_engines()

    for name, seconds in took.items():
        ordered = sorted(seconds)
        p50, p99 = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.99) - 1]
        print(f"{name}: p50 {p50:.2f} s, p99 {p99:.2f} s, most {ordered[-1]:.2f} s")  # noqa: T201 - a figure
        assert len(seconds) == ROUNDS


def _moments(asked: dict[str, SearchEngine], word: str) -> dict[str, float]:
    """Return when each engine found the word."""
    query = build_query(parse_params({"q": word}, path="/zoeken/"), timezone.localtime())
    found: dict[str, float] = {}
    end = time.time() + PATIENCE
    while len(found) < len(asked) and time.time() < end:
        for name, engine in asked.items():
            if name not in found and engine.search(query).total:
                found[name] = time.time()
        time.sleep(0.01)
    return found
