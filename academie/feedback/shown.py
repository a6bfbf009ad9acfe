"""What the page of an item says of its use, in a reader's words and her own role first."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from wagtail.models import Page

from academie.core.enums import ContentType
from academie.feedback.counted import MIN_N
from academie.feedback.models import Group, Outcome, Summary
from academie.feedback.summaries import summary_of
from search.sources import FacetLabel, vocabulary

OPEN = 4
"""So many texts stand open; the others are behind one more tap."""

TRIED = frozenset({ContentType.TOOLKIT, ContentType.WERKINSTRUCTIE, ContentType.PRAKTIJKVERHAAL})
"""What people use in their work. Who came to a training is asked there (exchange.meeting)."""


@dataclass(frozen=True, slots=True)
class RoleChoice:
    """A role that somebody told something in, as a link to see it first."""

    slug: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """One line: who, how many, and how it went."""

    who: str
    n: int
    worked: int
    partly: int
    failed: int
    own: bool


@dataclass(frozen=True, slots=True)
class Text:
    """What one person wrote."""

    who: str
    how: str
    text: str
    when: str
    older: bool
    reply: str
    own: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """All of the section. Numbers are 0 when too few people said something."""

    item: str
    tried: bool
    useful: int
    answers: int
    counted: tuple[Counted, ...]
    few: bool
    older: int
    texts: tuple[Text, ...]
    more: tuple[Text, ...]
    roles: tuple[RoleChoice, ...]

    @property
    def has_experiences(self) -> bool:
        """Whether anybody told anything that is to be seen."""
        return bool(self.counted or self.few or self.texts)


def shown_for(page: Any, request: HttpRequest | None) -> Shown | None:
    """Return what to show; at most one query. None on paper, in a preview and for no item."""
    if request is None or getattr(request, "is_preview", False) or "print" in request.GET:
        return None
    if not isinstance(page, Page) or not page.pk or not hasattr(page, "permanent_id"):
        return None
    tried = getattr(page, "search_type", None) in TRIED
    # News and dates have nothing to show but the two buttons.
    summary = summary_of(page.pk) if tried else Summary(page_id=page.pk)
    return _shown(summary, str(page.permanent_id), tried, request.GET.get("rol", ""))


def _shown(summary: Summary, item: str, tried: bool, role: str) -> Shown:
    roles, sectors = vocabulary("rol"), vocabulary("sector")
    content = summary.content
    counted = [
        Counted(
            _who(row["role"], row["sector"], roles, sectors) or "Andere rollen",
            row["n"],
            row["worked"],
            row["partly"],
            row["failed"],
            own=bool(row["role"]) and row["role"] == role,
        )
        for row in content.get("rows", ())
    ]
    texts = [_text(one, role, roles, sectors) for one in content.get("texts", ())]
    # Sorting keeps the order within: most people first, newest text first.
    counted.sort(key=lambda one: not one.own)
    texts.sort(key=lambda one: not one.own)
    told = {one["role"] for key in ("rows", "texts") for one in content.get(key, ())}
    answers = summary.useful + summary.not_useful
    return Shown(
        item=item,
        tried=tried,
        useful=summary.useful if answers >= MIN_N else 0,
        answers=answers if answers >= MIN_N else 0,
        counted=tuple(counted),
        few=bool(content.get("few")),
        older=content.get("older", 0),
        texts=tuple(texts[:OPEN]),
        more=tuple(texts[OPEN:]),
        roles=tuple(
            RoleChoice(slug, _short(label), slug == role)
            for slug, label in roles.items()
            if slug in told
        ),
    )


def _text(
    one: Mapping[str, Any],
    role: str,
    roles: Mapping[str, FacetLabel],
    sectors: Mapping[str, FacetLabel],
) -> Text:
    month = parse_date(f"{one['month']}-01")
    outcome, group = Outcome(one["outcome"]).label, str(Group(one["group"]).label).lower()
    return Text(
        who=_who(one["role"], one["sector"], roles, sectors),
        how=f"{outcome}, gebruikt met: {group}",
        text=one["text"],
        when=date_format(month, "F Y") if month else "",
        older=one["older"],
        reply=one["reply"],
        own=one["role"] == role,
    )


def _who(
    role: str, sector: str, roles: Mapping[str, FacetLabel], sectors: Mapping[str, FacetLabel]
) -> str:
    """Return 'IB'er, PO'; a term that was taken out of the list is left out."""
    known = (
        _short(labels[slug])
        for slug, labels in ((role, roles), (sector, sectors))
        if slug in labels
    )
    return ", ".join(known)


def _short(label: FacetLabel) -> str:
    return label.short_label or label.label
