"""Pages as the search sees them: many at a time, in a number of queries that does not grow."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from wagtail.blocks import (
    Block,
    ListBlock,
    StreamBlock,
    StructBlock,
)
from wagtail.blocks.field_block import ChooserBlock
from wagtail.fields import StreamField
from wagtail.models import Site

from academie.core.card_number import card_number
from academie.core.document_text.attached import documents_on, own_child_relations
from academie.core.document_text.keeping import findable_texts
from academie.core.models import BasePage
from academie.core.page_keys import key_of
from academie.core.search_terms import (
    PageTerms,
    Place,
    TermOfPage,
    places,
    tags_of,
    terms_of,
)
from search.documents import Attachment, Document

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
"""Publication of a page that was made live without ever being published; so it comes last."""

MOST_ATTACHMENTS, MOST_ATTACHED_TEXT = 20, 500_000
"""Files of one page whose text is searched, and how many characters of them together."""

_KEYWORD_FACETS = ("behoefte", "thema", "cluster")
_Roots = Sequence[str]


def make_documents(pages_by_model: Mapping[type[BasePage], Sequence[int]]) -> list[Document]:
    """Return the documents of these pages, but of none outside every site: it has no address."""
    if not pages_by_model:
        return []
    roots = _site_roots()
    regions = places()
    tags = tags_of([pk for pks in pages_by_model.values() for pk in pks])
    documents = []
    files: dict[str, Mapping[int, str]] = {}
    for model, pks in pages_by_model.items():
        terms = terms_of(model, pks)
        children = own_child_relations(model)
        also = (*children, *model.search_also)
        for page in model.objects.filter(pk__in=pks).prefetch_related(*also):
            url = _url(page.url_path, roots)
            if url:
                files[key_of(page.pk)] = documents_on(page, children)
                place = regions.get(page.region_id)
                documents.append(_document(page, url, terms, tags.get(page.pk, []), place))
    return _with_attachments(documents, files)


def _with_attachments(
    documents: Sequence[Document], files: Mapping[str, Mapping[int, str]]
) -> list[Document]:
    """Add the text of the files on each page, under the name that the page gives a file."""
    texts = findable_texts(list({number for names in files.values() for number in names}))
    return [
        replace(document, attachments=tuple(_attachments(files[document.key], texts)))
        for document in documents
    ]


def _attachments(
    names: Mapping[int, str], texts: Mapping[int, tuple[str, str]]
) -> Iterator[Attachment]:
    room = MOST_ATTACHED_TEXT
    for number, name in [(n, name) for n, name in names.items() if n in texts][:MOST_ATTACHMENTS]:
        title, text = texts[number]
        if room > 0:
            yield Attachment(name.strip() or title, text[:room])
        room -= len(text)


def _document(
    page: BasePage, url: str, terms: PageTerms, tags: Sequence[str], place: Place | None
) -> Document:
    _forget_choosers(page)
    own: Mapping[str, Sequence[TermOfPage]] = terms.get(page.pk, {})
    facets = {facet: tuple(term.slug for term in found) for facet, found in own.items()}
    if place:
        facets["regio"] = place.path
    card = dict(page.search_card())
    number = card_number(
        page.card_letter,
        page.serial,
        clusters=facets.get("cluster", ()),
        levels=facets.get("niveau", ()),
    )
    return Document(
        key=key_of(page.pk),
        type=str(page.search_type),
        title=page.title,
        url=url,
        published=page.first_published_at or page.last_published_at or LONG_AGO,
        intro=page.intro,
        body=page.search_body(),
        keywords=tuple(_keywords(page, own, tags)),
        facets=facets,
        starts=_next_start(page, card),
        minutes=page.search_minutes(),
        expires=page.valid_until,
        external_id=page.external_id,
        number=str(number),
        card={**card, "adopted": page.adopted, "region": place.label if place else ""},
    )


def _keywords(
    page: BasePage, terms: Mapping[str, Sequence[TermOfPage]], tags: Sequence[str]
) -> Iterator[str]:
    """Yield the words of an item that stand in no text of its own, each once."""
    words = [
        label
        for facet in _KEYWORD_FACETS
        for term in terms.get(facet, ())
        for label in (term.label, term.short_label)
    ]
    words += [*tags, page.author_text, page.organisation_text]
    yield from dict.fromkeys(word.strip() for word in words if word.strip())


def _next_start(page: BasePage, card: Mapping[str, Any]) -> datetime | None:
    """Return the start of an event that still comes; what is over has no date to be sorted by."""
    sessions = card.get("sessions") or ()
    now = timezone.now()
    coming = [
        datetime.fromisoformat(session["start"])
        for session in sessions
        if datetime.fromisoformat(session["end"]) >= now
    ]
    return min(coming, default=None)


def _site_roots() -> _Roots:
    """Return the tree paths of the sites' root pages, the deepest first.

    Asked of the database each time: Wagtail's own copy of it lives for an hour in each process.
    """
    roots = Site.objects.values_list("root_page__url_path", flat=True)
    return sorted(roots, key=len, reverse=True)


def _url(url_path: str, roots: _Roots) -> str:
    """Return the address of a page below the deepest root it lies under, or ''."""
    root = next((root for root in roots if url_path.startswith(root)), None)
    return "" if root is None else reverse("wagtail_serve", args=(url_path[len(root) :],))


def _forget_choosers(page: BasePage) -> None:
    """Empty the choosers in the page's streams, in memory only.

    Reading a stream fetches every image and file it points at, with a query for each stream. No
    word that is searched comes from there.
    """
    for field in page._meta.get_fields():
        if isinstance(field, StreamField) and _has_chooser(field.stream_block):
            stream = getattr(page, field.name)
            for raw in stream.raw_data:
                block = field.stream_block.child_blocks[raw["type"]]
                raw["value"] = _without_choosers(block, raw["value"])


def _has_chooser(block: Block) -> bool:
    if isinstance(block, StructBlock | StreamBlock):
        return any(_has_chooser(child) for child in block.child_blocks.values())
    if isinstance(block, ListBlock):
        return _has_chooser(block.child_block)
    return isinstance(block, ChooserBlock)


def _without_choosers(block: Block, raw: Any) -> Any:
    """Return the stored form of a block with None for every choice of an object."""
    if isinstance(block, ChooserBlock):
        return None
    if isinstance(block, StructBlock) and isinstance(raw, dict):
        known = block.child_blocks
        return {k: _without_choosers(known[k], v) if k in known else v for k, v in raw.items()}
    if isinstance(block, ListBlock) and isinstance(raw, list):
        return [_item(block.child_block, item) for item in raw]
    if isinstance(block, StreamBlock) and isinstance(raw, list):
        known = block.child_blocks
        return [
            {**item, "value": _without_choosers(known[item["type"]], item["value"])}
            for item in raw
            if item["type"] in known
        ]
    return raw


def _item(block: Block, item: Any) -> Any:
    """Return a list item without choices; old ones are stored bare, new ones with an id."""
    if isinstance(item, dict) and item.get("type") == "item":
        return {**item, "value": _without_choosers(block, item["value"])}
    return _without_choosers(block, item)
