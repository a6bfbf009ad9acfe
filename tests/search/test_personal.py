"""Questions that may be about somebody are recognised, ordinary ones are not."""

import pytest

from search.questions.personal import is_bsn, looks_personal


@pytest.mark.parametrize(
    "text",
    [
        "j.jansen@school.nl",
        "@juf_anna",
        "https://school.nl/dossier",
        "www.school.nl",
        "06-12345678",
        "06 12 34 56 78",
        "bel 010 123 45 67",
        "+31 (0)6 1234 5678",
        "111222333",
        "bsn 1112.22.333",
        "11122 2333 leerling",
        "leerlingnummer 203451",
        "dossier 2024/001234",
        "geboren 12-03-2014",
        "12/3/14",
        "12.03.2014 tos",
        "12 03 2014",
        "2014-03-12",
        "12 maart 2014",
        "3e mei 2012",
        "1 okt. '13",
        "3011 ab 12",
        "kerkstraat 3011AB",
    ],
)
def test_personal(text):
    assert looks_personal(text)


@pytest.mark.parametrize(
    "text",
    [
        "tos groep 3",
        "groep 1 2 3",
        "T2S 041",
        "cluster 4",
        "schooljaar 2024-2025",
        "2025/2026 kalender",
        "beleid 2024 en 2025",
        "wet 2014 is nu passend onderwijs",
        "1 gezin 1 plan 1 regisseur",
        "nt2",
        "40 tot 90 procent",
        "12 maart open dag",
        "po-vo overstap",
        "1g1p1r",
        "112 bellen",
        "mei vakantie",
        "",
    ],
)
def test_not_personal(text):
    assert not looks_personal(text)


@pytest.mark.parametrize(
    ("digits", "expected"),
    [
        ("111222333", True),
        ("123456782", True),
        ("12345672", True),
        ("12345673", False),
        ("123456789", False),
        ("000000000", False),
        ("1112223", False),
        ("", False),
    ],
)
def test_bsn_check(digits, expected):
    assert is_bsn(digits) is expected
