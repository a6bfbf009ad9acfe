"""The query string as a safe, frozen value: whatever somebody sends, this never fails."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django import forms

from search.documents import clean_text
from search.facets import FACETS
from search.sources import vocabulary

MAX_QUERY = 100
MAX_PAGE = 50
PER_PAGE = 20
MAX_PER_PAGE = 100
MAX_RAW_TEXT = 1_000
MAX_RAW_VALUES = 200

RELEVANCE, NEWEST, SHORTEST, DATE = "relevantie", "nieuw", "kort", "datum"
SORTS = (RELEVANCE, NEWEST, SHORTEST, DATE)

Facets = Mapping[str, tuple[str, ...]]

OWN = {"mijn_rol": "rol", "mijn_niveau": "niveau"}
"""What a reader calls her own: parameter -> facet. It moves cards up and never hides one."""

EXPIRED = "verlopen"
"""The parameter by which a reader asks for cards that are no longer valid as well."""

LITERAL = "letterlijk"
"""The parameter by which somebody takes back a correction of her words."""


@dataclass(frozen=True, slots=True)
class SearchParams:
    """What a visitor asks for. `facets` holds every chosen value, `fixed` those of a landing page.

    Fixed values filter like chosen ones, but are not in the URL: they belong to `path`. `own` has
    the reader's own role and level by facet; with `literal` nobody mends her words, with
    `expired` cards that are no longer valid are found as well.
    """

    q: str = ""
    facets: Facets = field(default_factory=dict)
    sort: str = NEWEST
    page: int = 1
    per_page: int = PER_PAGE
    path: str = ""
    fixed: Facets = field(default_factory=dict)
    own: Facets = field(default_factory=dict)
    literal: bool = False
    expired: bool = False

    @property
    def default_sort(self) -> str:
        """Relevance when there are words to be relevant to, else the newest first."""
        return RELEVANCE if self.q else NEWEST

    @property
    def offset(self) -> int:
        """How many results come before this page."""
        return (self.page - 1) * self.per_page

    def selected(self, facet: str) -> tuple[str, ...]:
        """Return the chosen values of a facet, fixed ones included."""
        return self.facets.get(facet, ())

    def chosen(self, facet: str) -> tuple[str, ...]:
        """Return the chosen values of a facet that a visitor can take off again."""
        fixed = self.fixed.get(facet, ())
        return tuple(value for value in self.selected(facet) if value not in fixed)

    def url(self, **changes: Any) -> str:
        """Return this search as a URL, with changes.

        They are `q`, `sort`, `page`, `literal`, `expired` or a facet; a facet takes a sequence of
        slugs. Any change but that of the page starts at page 1, and other words are no longer
        literal. Default values are left out, so one search has one address.
        """
        facets = dict(self.facets)
        for name in FACETS:
            if name in changes:
                facets[name] = (*self.fixed.get(name, ()), *changes.pop(name))
        literal = self.literal and "q" not in changes
        changed = replace(self, facets=facets, **{"page": 1, "literal": literal, **changes})
        if "q" in changes and self.sort == self.default_sort:
            changed = replace(changed, sort=changed.default_sort)
        pairs = changed._pairs()
        return self.path + ("?" + urlencode(pairs) if pairs else "" if self.path else "?")

    def without(self, facet: str, value: str) -> str:
        """Return the URL of this search with one chosen value taken off."""
        rest = tuple(v for v in self.chosen(facet) if v != value)
        return self.url(**{facet: rest})

    def cleared(self) -> str:
        """Return the URL of the same words without any chosen value ('wis alles')."""
        return self.url(**dict.fromkeys(FACETS, ()))

    @property
    def beside_filters(self) -> list[tuple[str, str]]:
        """What a form that only has the filters must send along, as names and values."""
        return replace(self, facets=self.fixed, page=1)._pairs()

    @property
    def beside_own(self) -> list[tuple[str, str]]:
        """What a form that only asks for the own role and level must send along."""
        return replace(self, own={}, page=1)._pairs()

    @property
    def beside_words(self) -> list[tuple[str, str]]:
        """What a form that asks for other words must send along: what is about the reader."""
        return self._own_pairs()

    def _own_pairs(self) -> list[tuple[str, str]]:
        return [(name, slug) for name, facet in OWN.items() for slug in self.own.get(facet, ())]

    def _pairs(self) -> list[tuple[str, str]]:
        pairs = [("q", self.q)] if self.q else []
        pairs += [(name, value) for name in FACETS for value in self.chosen(name)]
        if self.sort != self.default_sort:
            pairs.append(("sorteer", self.sort))
        if self.literal and self.q:
            pairs.append((LITERAL, "1"))
        if self.expired:
            pairs.append((EXPIRED, "1"))
        pairs += self._own_pairs()
        if self.page > 1:
            pairs.append(("pagina", str(self.page)))
        if self.per_page != PER_PAGE:
            pairs.append(("per_pagina", str(self.per_page)))
        return pairs


class WordsField(forms.Field):
    """The reader's words: cleaned of what cannot be seen and cut at `MAX_QUERY` characters."""

    def clean(self, value: Any) -> str:
        """Return the words; anything that is no text counts as none."""
        if not isinstance(value, str):
            return ""
        return clean_text(value[:MAX_RAW_TEXT])[:MAX_QUERY].strip()


class KnownValuesField(forms.Field):
    """The values of one facet: those the vocabulary knows, each once, in vocabulary order."""

    widget = forms.MultipleHiddenInput

    def __init__(self, facet: str) -> None:
        super().__init__(required=False)
        self.facet = facet

    def clean(self, value: Any) -> tuple[str, ...]:
        """Drop unknown values; '2' is understood as 'cluster-2' in the facet cluster."""
        given = value if isinstance(value, list | tuple) else [value or ""]
        raw = [str(item)[:80].strip().lower() for item in given[:MAX_RAW_VALUES]]
        asked = set(raw) | {f"{self.facet}-{item}" for item in raw}
        return tuple(slug for slug in vocabulary(self.facet) if slug in asked) if raw else ()


class OwnField(KnownValuesField):
    """The one value that somebody calls her own."""

    def clean(self, value: Any) -> tuple[str, ...]:
        """Return the last known value that was given, or nothing."""
        given = value if isinstance(value, list | tuple) else [value]
        return super().clean(given[-1:])


class BoundedField(forms.Field):
    """A whole number between one and a maximum; anything else is the nearest, or the default."""

    def __init__(self, default: int, maximum: int) -> None:
        super().__init__(required=False)
        self.default, self.maximum = default, maximum

    def clean(self, value: Any) -> int:
        """Return the number within its bounds."""
        text = str(value or "").strip()
        digits = text.removeprefix("-")
        if not (digits.isascii() and digits.isdigit()):
            return self.default
        # Nobody needs more digits, and int() refuses numbers of thousands of them.
        number = int(text[:9])
        return max(1, min(number, self.maximum))


class SortField(forms.Field):
    """One of the four orders, or None for the default of this search."""

    def clean(self, value: Any) -> str | None:
        """Return a known order; an unknown one is left out."""
        return value if value in SORTS else None


class SwitchField(forms.Field):
    """On by '1', off by anything else."""

    def clean(self, value: Any) -> bool:
        """Return whether it is on."""
        return value == "1"


class SearchForm(forms.Form):
    """Reads the query string. It has no errors: what cannot be understood is left out."""

    q = WordsField(required=False)
    sorteer = SortField(required=False)
    letterlijk = SwitchField(required=False)
    verlopen = SwitchField(required=False)
    pagina = BoundedField(default=1, maximum=MAX_PAGE)
    per_pagina = BoundedField(default=PER_PAGE, maximum=MAX_PER_PAGE)

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data)
        for facet in FACETS:
            self.fields[facet] = KnownValuesField(facet)
        for name, facet in OWN.items():
            self.fields[name] = OwnField(facet)


def parse_params(
    data: Mapping[str, Any],
    *,
    path: str = "",
    fixed: Mapping[str, Sequence[str]] | None = None,
    api: bool = False,
) -> SearchParams:
    """Turn a query string (a QueryDict) into `SearchParams`.

    `path` and `fixed` are the address and the preset filters of a landing page. `per_pagina` is
    for the API only. Never raises, whatever was sent.
    """
    form = SearchForm(data)
    form.is_valid()
    given = form.cleaned_data
    preset = {name: tuple(values) for name, values in (fixed or {}).items() if values}
    facets = {}
    for name in FACETS:
        values = tuple(dict.fromkeys((*preset.get(name, ()), *given[name])))
        if values:
            facets[name] = values
    sort = given["sorteer"]
    if sort is None or (sort == RELEVANCE and not given["q"]):
        sort = RELEVANCE if given["q"] else NEWEST
    return SearchParams(
        q=given["q"],
        facets=facets,
        sort=sort,
        page=given["pagina"],
        per_page=given["per_pagina"] if api else PER_PAGE,
        path=path,
        fixed=preset,
        own={facet: given[name] for name, facet in OWN.items() if given[name]},
        literal=given[LITERAL] and bool(given["q"]),
        expired=given[EXPIRED],
    )
