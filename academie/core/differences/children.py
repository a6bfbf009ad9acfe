"""What hangs on a page: downloads, reading links, sessions."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import Model
from modelcluster.fields import ParentalKey

from academie.core.differences.align import Item, align
from academie.core.differences.change import Change, Kind
from academie.core.differences.fields import compare_field, field_words
from academie.core.differences.naming import MayName, capital

Fields = Callable[[type[Model]], list[Any]]


def compare_children(
    model: type[Model], old: Sequence[Any], new: Sequence[Any], fields: Fields, may_name: MayName
) -> list[Change]:
    """Return the differences between two rows of children of one kind."""
    wanted = [field for field in fields(model) if not _is_frame(field)]
    pairs = align(_items(old, wanted, may_name), _items(new, wanted, may_name))
    name = capital(str(model._meta.verbose_name))
    found: list[Change] = []
    for pair in pairs:
        if pair.old is None and pair.new is not None:
            words = _words(new[pair.new], wanted, may_name)
            found.append(Change(name, Kind.ADDED, after=words, title=words))
        elif pair.old is not None and pair.new is None:
            words = _words(old[pair.old], wanted, may_name)
            found.append(Change(name, Kind.REMOVED, before=words, title=words))
        elif pair.old is not None and pair.new is not None:
            before, after = old[pair.old], new[pair.new]
            parts = [
                change
                for field in wanted
                for change in compare_field(field, before, after, may_name)
            ]
            title = _words(after, wanted, may_name)
            if parts:
                found.append(Change(name, Kind.CHANGED, parts=tuple(parts), title=title))
            elif pair.moved:
                found.append(Change(name, Kind.MOVED, title=title, was="op een andere plaats"))
    return found


def _is_frame(field: Any) -> bool:
    """Whether a field only holds the child in its place."""
    return field.primary_key or isinstance(field, ParentalKey) or field.name == "sort_order"


def _items(row: Sequence[Any], fields: Sequence[Any], may_name: MayName) -> list[Item]:
    """The number of a child comes second: publishing may make the same child anew."""
    return [Item(str(one.pk or ""), "", _words(one, fields, may_name)) for one in row]


def _words(one: Model, fields: Sequence[Any], may_name: MayName) -> str:
    said = (field_words(field, one, may_name) for field in fields)
    return ", ".join(words for words in said if words and words not in ("ja", "nee"))
