import pytest

from academie.core.stream_words import stream_words
from tests import factories

pytestmark = pytest.mark.django_db


def test_words_of_steps_without_codes(site):
    steps = [
        (
            "step",
            {
                "title": "Bel de ouders",
                "text": "<p>Vraag <b>eerst</b>.</p>",
                "role": "ib",
                "term_days": 5,
                "done_when": "het op papier staat",
                "variants": [{"key": "vo", "role": "smw", "title": "Bel de leerling"}],
            },
        )
    ]
    page = factories.make_werkinstructie(
        site,
        steps=steps,
        variants=[("variant", {"key": "vo", "label": "VO", "note": ""})],
    )
    words = list(stream_words(page.steps))
    assert "Bel de ouders" in words
    assert "Vraag eerst." in words
    assert "het op papier staat" in words
    assert "Bel de leerling" in words
    assert not {"ib", "smw", "vo"} & set(words)


def test_words_of_running_text(site):
    page = factories.make_nieuws(
        site,
        body=[
            ("heading", "Kop"),
            ("paragraph", "<p>Tekst</p>"),
            ("quote", {"text": "Citaat", "who": "Leerkracht"}),
        ],
    )
    assert list(stream_words(page.body)) == ["Kop", "Tekst", "Citaat", "Leerkracht"]
