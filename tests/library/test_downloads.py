"""The files of a toolkit in a reader's words."""

import pytest
from django.core.files.base import ContentFile

from academie.core.models import AcademieDocument
from academie.library.downloads import downloads_of, kind_words, size_words
from academie.library.models import ToolkitDownload
from tests import factories
from tests.pages import few_queries


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        (None, ""),
        (0, ""),
        (300, "1 kB"),
        (84_000, "84 kB"),
        (999_499, "999 kB"),
        (1_250_000, "1,2 MB"),
        (15_000_000, "15,0 MB"),
    ],
)
def test_size_in_words(size, expected):
    assert size_words(size) == expected


@pytest.mark.parametrize(("ending", "expected"), [("docx", "Word"), ("PDF", "PDF"), ("x", "X")])
def test_kind_in_words(ending, expected):
    assert kind_words(ending) == expected


@pytest.mark.django_db
def test_downloads_come_in_one_query_in_the_editors_order(site):
    page = factories.make_toolkit(site)
    for number in range(4):
        document = AcademieDocument.objects.create(
            title="Blad", file=ContentFile(b"tekst", name=f"blad-{number}.txt"), file_size=5_000
        )
        ToolkitDownload.objects.create(
            page=page, title=f"Blad {number}", document=document, sort_order=number
        )
    with few_queries(1):
        found = downloads_of(page)
    assert [row.title for row in found] == ["Blad 0", "Blad 1", "Blad 2", "Blad 3"]
    assert (found[0].kind, found[0].size) == ("Tekst", "5 kB")
    assert found[0].url.startswith("/documenten/")
