"""From an engine's hit to the card that a page of results shows."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from search.documents import Document
from search.engines.base import Hit
from search.highlight import Highlighter
from search.results import ResultCard
from search.sources import vocabulary
from search.tree import Marks

LOOKS: Mapping[str, tuple[str, str]] = {
    "toolkit": ("is-toolkit", "g-toolkit"),
    "werkinstructie": ("is-werk", "g-werk"),
    "praktijkverhaal": ("is-verhaal", "g-verhaal"),
    "training": ("is-uit", "g-uit"),
    "nieuws": ("is-nieuws", "g-nieuws"),
    "pagina": ("is-nieuws", "g-pagina"),
}
"""Type -> the class that gives its colour, and the symbol beside its word."""


def make_cards(hits: Iterable[Hit], marks: Marks, pinned: Collection[str] = ()) -> list[ResultCard]:
    """Return the cards for hits, with what was searched for marked.

    `pinned` are the keys that editors put first for these words.
    """
    highlighter = Highlighter(marks)
    now = timezone.now()
    return [_card(hit, highlighter, now, hit.key in pinned) for hit in hits]


def _card(hit: Hit, highlighter: Highlighter, now: datetime, pinned: bool) -> ResultCard:
    document = hit.document
    snippet = highlighter.snippet(document)
    css, glyph = LOOKS.get(document.type, LOOKS["pagina"])
    date, is_past = _moment(document, now)
    return ResultCard(
        key=hit.key,
        type=document.type,
        type_label=_labels("type", [document.type])[0],
        css=css,
        glyph=glyph,
        number=document.number,
        title=document.title,
        title_html=highlighter.title(document),
        snippet_html=snippet.html,
        url=document.url,
        needs=_labels("behoefte", document.facets.get("behoefte", ())),
        roles=_labels("rol", document.facets.get("rol", ()), short=True),
        levels=list(
            zip(
                _ordered("niveau", document.facets.get("niveau", ())),
                _labels("niveau", document.facets.get("niveau", ())),
                strict=True,
            )
        ),
        sectors=_labels("sector", document.facets.get("sector", ()), short=True),
        minutes=document.minutes,
        date=date,
        card=document.card,
        external_id=document.external_id,
        is_past=is_past,
        adopted=bool(document.card.get("adopted")),
        found_in=snippet.found_in,
        own=hit.own,
        pinned=pinned,
        expired=document.expires is not None and document.expires < timezone.localdate(now),
    )


def _moment(document: Document, now: datetime) -> tuple[datetime | None, bool]:
    """Return the moment to show and whether it is over.

    An event shows its first session that has not ended, else its last one; the index may be
    older than the session, so this is decided now. Everything else shows its publication.
    """
    sessions = sorted(_sessions(document.card.get("sessions")))
    if not sessions:
        return (None if document.type == "training" else document.published), False
    coming = [start for start, end in sessions if end >= now]
    return (coming[0], False) if coming else (sessions[-1][0], True)


def _sessions(stored: Any) -> Iterable[tuple[datetime, datetime]]:
    for session in stored or ():
        yield datetime.fromisoformat(session["start"]), datetime.fromisoformat(session["end"])


def _ordered(facet: str, slugs: Sequence[str]) -> list[str]:
    """Return slugs in the editors' order; one the vocabulary no longer knows comes last."""
    known = vocabulary(facet)
    return [slug for slug in known if slug in slugs] + [s for s in slugs if s not in known]


def _labels(facet: str, slugs: Sequence[str], *, short: bool = False) -> list[str]:
    """Return the labels of slugs in the editors' order; the slug itself for an unknown one."""
    known = vocabulary(facet)
    labels = []
    for slug in _ordered(facet, slugs):
        label = known.get(slug)
        if label is None:
            labels.append(slug)
        else:
            labels.append((short and label.short_label) or label.label)
    return labels
