"""A screen as its template shows it: every field with its value, its choices and what is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from academie.core.models import AcademieDocument, AcademieImage
from academie.core.sanitize import linkify_plain
from academie.writing.plan.choices import Terms
from academie.writing.plan.files import File
from academie.writing.plan.groups import Group
from academie.writing.plan.parts import Field, Line, Number, Rich, Text, Typed
from academie.writing.plan.steps import Part, Section, Step
from academie.writing.screens import Screen


@dataclass(frozen=True, slots=True)
class Option:
    """One choice."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ShownField:
    """One field. ``template`` is the part that shows it."""

    name: str
    label: str
    hint: str
    template: str
    value: Typed
    error: str
    advice: tuple[Any, ...] = ()
    options: tuple[Option, ...] = ()
    folded: bool = False
    longest: int = 0
    rows: int = 0
    least: int = 0
    most: int = 0
    type: str = "text"
    file_name: str = ""
    picture: bool = False
    html: Any = ""

    @property
    def described(self) -> str:
        """Ids of what stands around the field, for a screen reader."""
        ids = [f"{self.name}-uitleg"] if self.hint else []
        ids += [f"{self.name}-fout"] if self.error else []
        return " ".join(ids)


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row of a group."""

    name: str
    id: str
    place: int
    number: int
    first: bool
    last: bool
    fields: tuple[Any, ...]
    up: str
    down: str
    away: str


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """A group with its rows."""

    name: str
    label: str
    item: str
    hint: str
    rows: tuple[ShownRow, ...]
    full: bool
    error: str
    advice: tuple[Any, ...] = ()
    template: str = "writing/fields/group.html"
    nested: bool = False


@dataclass(frozen=True, slots=True)
class ShownSection:
    """Parts under one heading."""

    heading: str
    text: str
    parts: tuple[Any, ...]


@dataclass
class Setting:
    """What all fields of a screen are shown with."""

    page: Any
    problems: Mapping[str, str]
    advice: Mapping[str, list[Any]] = field(default_factory=dict)


def shown(step: Step, typed: Screen, setting: Setting) -> list[ShownSection]:
    """Return the sections of a screen."""
    return [_section(section, typed, setting) for section in step.sections]


def _section(section: Section, typed: Screen, setting: Setting) -> ShownSection:
    return ShownSection(
        section.heading,
        section.text,
        tuple(_part(part, typed[part.name], part.name, setting) for part in section.parts),
    )


def _part(part: Part, typed: Typed, name: str, setting: Setting) -> Any:
    if isinstance(part, Group):
        return _group(part, typed, name, setting)
    return _field(part, typed, name, setting)


def _group(group: Group, rows: list[dict[str, Typed]], name: str, setting: Setting) -> ShownGroup:
    rows = rows + [group.blank() for _ in range(group.least - len(rows))]
    return ShownGroup(
        name,
        group.label,
        group.item,
        group.hint,
        tuple(_row(group, row, name, n, len(rows), setting) for n, row in enumerate(rows)),
        len(rows) >= group.most,
        setting.problems.get(name, ""),
        tuple(setting.advice.get(name, ())),
        nested="-" in name,
    )


def _row(
    group: Group, row: dict[str, Typed], name: str, place: int, count: int, setting: Setting
) -> ShownRow:
    here = f"{name}-{place}"
    fields = tuple(
        _part(part, row[part.name], f"{here}-{part.name}", setting)
        for part in group.fields
        if part.name != "variants" or _options_of_variants(part, setting.page)
    )
    return ShownRow(
        name=here,
        id=row["id"],
        place=place,
        number=place + 1,
        first=place == 0,
        last=place == count - 1,
        fields=fields,
        up=f"{name}-{place - 1}",
        down=f"{name}-{place + 1}",
        away=f"{name}-{min(place, count - 2)}" if count > 1 else name,
    )


def _options_of_variants(part: Part, page: Any) -> bool:
    """A step can differ per sector only when the instruction has sectors."""
    return bool(len(getattr(page, "variants", ())))


def _field(part: Field, typed: Typed, name: str, setting: Setting) -> ShownField:
    more: dict[str, Any] = {}
    template = part.widget
    if isinstance(part, Rich) and typed is None:
        template, more = "locked", {"html": _stored_html(setting.page, name)}
    elif isinstance(part, Text):
        template, more = "text", {"longest": part.longest, "rows": part.rows}
    elif isinstance(part, Line):
        more = {"longest": part.longest, "type": part.kind}
    elif isinstance(part, Number):
        more = {"least": part.least, "most": part.most}
    elif isinstance(part, File):
        more = {"picture": part.picture, "file_name": _file_name(part, typed)}
    elif hasattr(part, "options"):
        more = _choices(part, typed, setting.page)
    return ShownField(
        name=name,
        label=part.label,
        hint=part.hint,
        template=f"writing/fields/{template}.html",
        value=typed,
        error=setting.problems.get(name, ""),
        advice=tuple(setting.advice.get(name, ())),
        **more,
    )


def _choices(part: Any, typed: Typed, page: Any) -> dict[str, Any]:
    chosen = set(typed) if isinstance(typed, list) else {typed}
    offered = part.options(page)
    none = getattr(part, "none", "")
    if none:
        offered = [("", none), *offered]
    options = tuple(Option(value, label, value in chosen) for value, label in offered)
    folded = isinstance(part, Terms) and bool(part.many) and len(options) > part.many
    return {"options": options, "folded": folded}


def _file_name(part: File, number: Typed) -> str:
    if not number:
        return ""
    model = AcademieImage if part.picture else AcademieDocument
    found = model.objects.filter(pk=number).first()
    return str(found.title) if found else ""


def _stored_html(page: Any, name: str) -> Any:
    """Return the words of a text that only the editor can show in full."""
    from academie.core.text import html_to_text

    value: Any = page
    for key in name.split("-"):
        value = value[int(key)].value if key.isdigit() else _get(value, key)
    return linkify_plain(html_to_text(str(getattr(value, "source", value) or "")))


def _get(value: Any, key: str) -> Any:
    try:
        return value[key]
    except (TypeError, KeyError):
        return getattr(value, key, "")
