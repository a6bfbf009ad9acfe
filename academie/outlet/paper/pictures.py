"""Pictures of an item, in the copies that readers see."""

from dataclasses import dataclass, field
from typing import Any

from academie.core import renditions
from academie.outlet.paper.rich import Block
from academie.outlet.xml import clean

LARGEST = 4_000_000
MOST = 20


@dataclass
class Album:
    """Files by the name under which the document knows them."""

    files: dict[str, bytes] = field(default_factory=dict)

    def block(self, image: Any, size: str, alt: str, caption: str = "") -> Block | None:
        """Return a picture for the document; None while there is no copy, or when it is large.

        Without a description it is decoration, and a screen reader passes it.
        """
        copy = renditions.ready(image, size)
        if copy is None or len(self.files) >= MOST:
            return None
        try:
            with copy.file.open("rb") as file:
                content = file.read(LARGEST + 1)
        except OSError:
            return None
        if len(content) > LARGEST:
            return None
        suffix = copy.file.name.rpartition(".")[2].lower()
        name = f"picture-{image.pk}-{size}.{suffix}"
        self.files[name] = content
        return {
            "kind": "image",
            "file": name,
            "alt": clean(alt).strip(),
            "caption": clean(caption).strip(),
        }
