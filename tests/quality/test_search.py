"""The domain set against its floors, without the other sets and systems of `make quality`."""

import pytest
from django.conf import settings
from django.test import override_settings
from django.utils import timezone

from academie.taxonomy import selectors
from academie.taxonomy.loading import load_vocabulary
from home.demo.loader import load_demo
from tests.quality import domain, floors, ours
from tests.quality.metrics import mean, score

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

FIXTURES = settings.BASE_DIR / "fixtures"


def test_the_domain_set_stays_above_its_floors(tmp_path):
    with override_settings(DEMO=True, MEDIA_ROOT=tmp_path / "media"):
        load_vocabulary(FIXTURES / "vocabulary")
        selectors.forget()
        load_demo(FIXTURES / "demo", today=timezone.localdate())
        found = {}
        with ours.indexed("embedded", domain.load_documents(), tmp_path) as index:
            for half in domain.HALVES:
                judged = [query for query in domain.read_queries(half) if query.grades]
                means = mean([score(index.search(one.text), one.grades) for one in judged])
                found[f"domain_{half}_ndcg"] = means.ndcg
                found[f"domain_{half}_zero"] = means.zero

    wanted = floors.read(fast=True)
    assert list(floors.broken(found, wanted)) == []
    assert set(found) <= {name for limits in wanted.values() for name in limits}
