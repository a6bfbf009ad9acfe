"""Plain fields, rich text, and lists of terms."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import ForeignKey, Model, TextField
from wagtail.fields import RichTextField, StreamField

from academie.core.differences.blocks import ELSEWHERE, compare_stream
from academie.core.differences.change import Change, Kind
from academie.core.differences.naming import (
    MayName,
    capital,
    choice_label,
    internal_links,
    rich_words,
    value_words,
    with_unit,
    without_unit,
)
from academie.core.differences.pieces import token_pieces, word_pieces


def compare_field(field: Any, old: Model, new: Model, may_name: MayName) -> list[Change]:
    """Return the differences of one concrete field of two pages or two of their children."""
    if isinstance(field, StreamField):
        return compare_stream(getattr(old, field.attname), getattr(new, field.attname), may_name)
    label, unit = without_unit(capital(str(field.verbose_name)))
    before = with_unit(field_words(field, old, may_name), unit)
    after = with_unit(field_words(field, new, may_name), unit)
    if before == after:
        return _hidden_difference(field, old, new, label, before)
    pieces = word_pieces(before, after) if isinstance(field, TextField) else ()
    return [Change(label, Kind.CHANGED, before, after, pieces if before and after else ())]


def field_words(field: Any, thing: Model, may_name: MayName) -> str:
    """Return what a field says, in words."""
    if isinstance(field, RichTextField):
        return rich_words(getattr(thing, field.attname))
    if isinstance(field, ForeignKey):
        try:
            return value_words(getattr(thing, field.name), may_name)
        except ObjectDoesNotExist:
            return ""
    value = getattr(thing, field.attname)
    if field.choices and (label := choice_label(field.flatchoices, value)):
        return "" if value in ("", None) else label
    return value_words(value, may_name)


def compare_terms(label: str, old: Sequence[str], new: Sequence[str]) -> list[Change]:
    """Return one change for a list of terms of which the order means nothing."""
    before, after = sorted(set(old)), sorted(set(new))
    if before == after:
        return []
    return [
        Change(
            capital(label),
            Kind.CHANGED,
            ", ".join(before),
            ", ".join(after),
            token_pieces([f"{one}; " for one in before], [f"{one}; " for one in after]),
        )
    ]


def _hidden_difference(field: Any, old: Model, new: Model, label: str, words: str) -> list[Change]:
    """Return a difference that the words do not show: another link, another file of one name."""
    left, right = getattr(old, field.attname), getattr(new, field.attname)
    if isinstance(field, RichTextField) and internal_links(left) != internal_links(right):
        return [Change(label, Kind.CHANGED, after=ELSEWHERE)]
    if isinstance(field, ForeignKey) and left != right:
        return [Change(label, Kind.CHANGED, words, f"{words} (een ander)")]
    return []
