"""Where an imported record goes: each app says so in its own module `import_target`.

The import itself lives in the library; it reaches trainings and news through this register, so that
no app has to know another one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.module_loading import autodiscover_modules
from wagtail.models import Page

from academie.core.models import BasePage


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """One checked record. Texts are plain; ``terms`` holds page field -> numbers of terms.

    ``intro`` is never empty and fits the page's field; ``body`` may be empty.
    """

    line: int
    external_id: str
    kind: str
    title: str
    intro: str
    body: str = ""
    terms: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    region: int | None = None
    published: datetime | None = None
    start: datetime | None = None
    end: datetime | None = None
    location: str = ""
    capacity: int = 0


@dataclass(frozen=True, slots=True)
class ImportTarget:
    """How records of one type become pages.

    ``fill`` puts the body into the type's own fields, also of a page that exists already: what an
    editor added there must survive. A type that ``needs_vouching`` stays a draft until the importer
    says that consent was settled at the source; ``vouch`` then writes that down on the page.
    """

    kind: str
    model: type[BasePage]
    shelf: type[Page]
    fill: Callable[[Any, ImportRecord], None]
    vouch: Callable[[Any, str], None] | None = None

    @property
    def needs_vouching(self) -> bool:
        """Whether a page of this type stays a draft without the importer's word."""
        return self.vouch is not None


_targets: dict[str, ImportTarget] = {}


def register_target(target: ImportTarget) -> None:
    """Make a type importable; called when the app's `import_target` is imported."""
    _targets[target.kind] = target


def import_targets() -> Mapping[str, ImportTarget]:
    """Return type -> target of every app."""
    autodiscover_modules("import_target")
    return _targets
