"""A way to write: screens in order, for one type of page."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from academie.core.enums import ContentType
from academie.writing.plan.groups import Group
from academie.writing.plan.parts import Field

Part = Field | Group


@dataclass(frozen=True)
class Section:
    """Parts that belong together; a heading when a screen has more of them."""

    parts: tuple[Part, ...]
    heading: str = ""
    text: str = ""


@dataclass(frozen=True)
class Step:
    """One screen. ``tab`` is its short name, ``heading`` the question that it asks."""

    slug: str
    tab: str
    heading: str
    lead: str
    sections: tuple[Section, ...]

    @property
    def parts(self) -> tuple[Part, ...]:
        """All parts of the screen."""
        return tuple(part for section in self.sections for part in section.parts)


@dataclass(frozen=True)
class Kind:
    """One type of item as somebody writes it."""

    slug: str
    page_type: ContentType
    word: str
    css: str
    glyph: str
    what: str
    minutes: int
    model_label: str
    steps: tuple[Step, ...] = field(repr=False)
    elsewhere: dict[str, str] = field(default_factory=dict)
    """Fields that a message names and no screen asks -> the part where it can be mended."""

    @property
    def model(self) -> Any:
        """The model of the page."""
        from django.apps import apps

        return apps.get_model(self.model_label)

    def step(self, slug: str) -> Step | None:
        """Return a screen by its name in the address."""
        return next((step for step in self.steps if step.slug == slug), None)

    def after(self, step: Step) -> Step | None:
        """Return the screen that follows; None when the last one does."""
        place = self.steps.index(step) + 1
        return self.steps[place] if place < len(self.steps) else None

    def parts(self) -> Iterator[tuple[Step, Part]]:
        """Yield every part with its screen."""
        for step in self.steps:
            for part in step.parts:
                yield step, part

    def place_of(self, name: str) -> tuple[Step, Part] | None:
        """Return where a field of the page is asked; its own part, or the one named for it."""
        name = self.elsewhere.get(name, name)
        return next(((step, part) for step, part in self.parts() if part.name == name), None)
