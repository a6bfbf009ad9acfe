"""Reads the demo items from fixtures/demo/<folder>/<slug>.toml."""

import tomllib
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# Werkinstructies come first: toolkits point at them.
FOLDERS = ("werkinstructies", "toolkits", "praktijkverhalen", "trainingen", "nieuws", "paginas")
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://onderwijs-zorg-academie.voorbeeld/demo")


@dataclass(frozen=True, slots=True)
class DemoItem:
    """One file: where it belongs, its slug and its keys."""

    folder: str
    slug: str
    values: dict[str, Any]

    @property
    def permanent_id(self) -> uuid.UUID:
        """The item's number, the same at every load, so that a page is known after a rename."""
        return uuid.uuid5(_NAMESPACE, f"{self.folder}/{self.slug}")

    @property
    def name(self) -> str:
        """The name in messages."""
        return f"{self.folder}/{self.slug}"

    def text(self, key: str) -> str:
        """Return a text, trimmed; '' when the key is absent."""
        return str(self.values.get(key, "")).strip()

    def number(self, key: str) -> int | None:
        """Return a whole number, or None when the key is absent."""
        value = self.values.get(key)
        return None if value is None else int(value)

    def tables(self, key: str) -> list[dict[str, Any]]:
        """Return the tables of ``[[key]]``."""
        return list(self.values.get(key, []))

    def slugs(self, key: str) -> list[str]:
        """Return a list of slugs or words."""
        return [str(value) for value in self.values.get(key, [])]


def read_items(folder: Path) -> tuple[list[DemoItem], list[str]]:
    """Return all items in the order of ``FOLDERS`` and what could not be read, in Dutch."""
    items: list[DemoItem] = []
    problems: list[str] = []
    for name in FOLDERS:
        items += read_folder(folder, name, problems)
    return items, problems


def read_folder(folder: Path, name: str, problems: list[str]) -> list[DemoItem]:
    """Return the items of one folder; what could not be read is added to `problems`."""
    items: list[DemoItem] = []
    for file in sorted((folder / name).glob("*.toml")):
        try:
            values = tomllib.loads(file.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            problems.append(f"{name}/{file.stem}: het bestand is niet te lezen ({error}).")
        else:
            items.append(DemoItem(name, file.stem, values))
    return items
