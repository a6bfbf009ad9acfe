"""Makes pages known to the search: which there are, what they say, and who may see them."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast
from wagtail.documents import get_document_model
from wagtail.models import Collection, Page

from academie.core import search_jobs
from academie.core.document_text.access import pages_with
from academie.core.models import BasePage, TaggedPage
from academie.core.page_keys import SOURCE, key_of, pk_of
from academie.core.search_documents import make_documents
from academie.core.search_gate import visible_pages
from academie.core.search_pages import indexable_pages, searchable_models, searchable_pages
from academie.core.search_terms import TERM_FIELDS, region_model
from academie.core.visibility import lapsed
from search.documents import Document
from search.sources import register_source

ALL = "all"
_CHUNK = 1_000


class PageSource:
    """Every page type with a `search_type` (see `search.sources.SearchSource`)."""

    name = SOURCE

    def keys(self) -> Iterator[str]:
        """Yield what belongs in the index, by primary key; new pages during the walk included."""
        return _keys(indexable_pages())

    def load(self, keys: Sequence[str]) -> dict[str, Document]:
        """Read the current state of these pages; one that may not be found is missing."""
        rows = indexable_pages().filter(pk__in=_pks(keys)).values_list("pk", "content_type_id")
        types = ContentType.objects.get_for_models(*searchable_models())
        models = {types[model].pk: model for model in searchable_models()}
        by_model: defaultdict[type[BasePage], list[int]] = defaultdict(list)
        for pk, content_type in rows:
            by_model[models[content_type]].append(pk)
        return {document.key: document for document in make_documents(by_model)}

    def visible(self, keys: Sequence[str]) -> set[str]:
        """Return which of these pages a visitor may see now, in one query.

        One whose closed file an engine may still know stays out until the engine was told.
        """
        return {key_of(pk) for pk in visible_pages(_pks(keys))}

    def lapsed(self, keys: Sequence[str]) -> set[str]:
        """Return which of these pages are past their last moment while the worker has yet to act.

        Taking one off is what notes its change.
        """
        late = searchable_pages().filter(lapsed(), pk__in=_pks(keys)).order_by()
        return {key_of(pk) for pk in late.values_list("pk", flat=True)}

    def expand(self, hint: str) -> Iterator[str]:
        """Yield the pages that a wide change touches; nothing for a hint of somebody else.

        `all`, `subtree:<pk>`, `term:<facet>:<slug>`, `tag:<pk>`, `moments`, `document:<pk>`,
        `collection:<pk>` (pages with a document that lies in it, also deeper). A branch goes by
        the number of its top page: tree paths change when something else is moved.
        """
        kind, _, value = hint.partition(":")
        expand = _EXPANDERS.get(kind)
        return expand(value) if expand else iter(())

    def find_titles(self, words: Sequence[str], limit: int) -> list[str]:
        """Return visible pages whose title holds all words, the newest first."""
        pages = indexable_pages()
        for word in words:
            pages = pages.filter(title__icontains=word)
        newest = pages.order_by("-first_published_at", "-pk").values_list("pk", flat=True)
        return [key_of(pk) for pk in newest[:limit]]


def _pks(keys: Sequence[str]) -> list[int]:
    return [pk for key in keys if (pk := pk_of(key)) is not None]


def _keys(pages: QuerySet[Page]) -> Iterator[str]:
    """Yield keys in pieces by primary key, so that no query stays open during a long walk."""
    last = 0
    while True:
        later = pages.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)
        pks = list(later[:_CHUNK])
        for pk in pks:
            yield key_of(pk)
        if len(pks) < _CHUNK:
            return
        last = pks[-1]


def _subtree(pk: str) -> Iterator[str]:
    top = Page.objects.filter(pk=int(pk)).values_list("path", flat=True).first()
    return iter(()) if top is None else _keys(searchable_pages().filter(path__startswith=top))


def _everything(_: str) -> Iterator[str]:
    return _keys(searchable_pages())


def _with_term(value: str) -> Iterator[str]:
    """Yield the pages that carry a term; for a place also those that lie in it."""
    facet, _, slug = value.partition(":")
    if facet == "regio":
        yield from _in_place(slug)
    elif facet in TERM_FIELDS:
        for model in searchable_models():
            carried = model.objects.filter(**{f"{TERM_FIELDS[facet]}__slug": slug})
            yield from map(key_of, carried.order_by("pk").values_list("pk", flat=True))


def _in_place(slug: str) -> Iterator[str]:
    regions = region_model()._default_manager
    inside = level = set(regions.filter(slug=slug).values_list("pk", flat=True))
    while level:
        level = set(regions.filter(parent__in=level).values_list("pk", flat=True)) - inside
        inside = inside | level
    for model in searchable_models():
        located = model.objects.filter(region__in=inside)
        yield from map(key_of, located.order_by("pk").values_list("pk", flat=True))


def _with_tag(pk: str) -> Iterator[str]:
    tagged = TaggedPage.objects.filter(tag_id=int(pk)).values_list("content_object_id", flat=True)
    return map(key_of, tagged)


def _with_moments(_: str) -> Iterator[str]:
    """Yield the live pages that have dates of their own (`next_start`)."""
    for model in searchable_models():
        if hasattr(model, "next_start"):
            live = model.objects.live().order_by("pk").values_list("pk", flat=True)
            yield from map(key_of, live)


def _with_document(pk: str) -> Iterator[str]:
    return _keys(searchable_pages().filter(pk__in=pages_with([pk])))


def _with_collection(pk: str) -> Iterator[str]:
    """Yield the pages with a document from a collection or from one below it."""
    top = Collection.objects.filter(pk=int(pk)).values_list("path", flat=True).first()
    if top is not None:
        inside = get_document_model()._default_manager.filter(collection__path__startswith=top)
        pages = pages_with(inside.order_by().values_list(Cast("pk", CharField())))
        yield from _keys(searchable_pages().filter(pk__in=pages))


_EXPANDERS: Mapping[str, Callable[[str], Iterator[str]]] = {
    ALL: _everything,
    "subtree": _subtree,
    "term": _with_term,
    "tag": _with_tag,
    "moments": _with_moments,
    "document": _with_document,
    "collection": _with_collection,
}

_source = PageSource()


def register() -> None:
    """Called once, when the app is ready."""
    register_source(_source)
    search_jobs.register()
