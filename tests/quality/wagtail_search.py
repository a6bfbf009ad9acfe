"""What Wagtail's own search finds in the same pages.

Its index in the site's database gets the same text as ours, as if every page type had declared
all of it: the title as title, and intro, keywords and body as body.
"""

from collections.abc import Mapping

from django.db import transaction
from modelsearch.utils import get_content_type_pk
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from search.documents import Document
from tests.quality.metrics import DEPTH

BACKEND = "wagtail"


class WagtailSearch:
    """Wagtail's database search over these documents, which have to be pages."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self._keys = {_number(document): key for key, document in documents.items()}
        pages = Page.objects.in_bulk(list(self._keys))
        with transaction.atomic():
            IndexEntry.objects.all().delete()
            IndexEntry.objects.bulk_create(
                IndexEntry(
                    content_type_id=get_content_type_pk(pages[_number(one)].specific_class),
                    object_id=str(_number(one)),
                    title=one.title,
                    body=" ".join((one.intro, *one.keywords, one.body)),
                    autocomplete=one.title,
                )
                for one in documents.values()
            )
            backend = get_search_backend(BACKEND)
            backend.rebuilder_class(backend.get_index_for_model(Page)).finish()

    def search(self, text: str, operator: str = "and") -> list[str]:
        """Return the best keys; `and` is what Wagtail does when it is not told otherwise."""
        found = Page.objects.live().search(text, backend=BACKEND, operator=operator)
        return [self._keys[page.pk] for page in found[:DEPTH] if page.pk in self._keys]


def _number(document: Document) -> int:
    return int(document.key.removeprefix("page:"))
