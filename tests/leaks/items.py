"""One item of every type whose every text, image and document can be recognised anywhere.

``KEY`` is what is searched for; words that begin with ``MARK`` are what must not come back. They
differ, so that a page that repeats the question is no leak. Slugs and file names hold neither.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any

from django.core.files.base import ContentFile

from academie.core.document_text.outcome import READY, VERSION
from academie.core.models import AcademieDocument, AcademieImage, DocumentText
from academie.core.renditions import SIZES
from academie.library.models.toolkit import ToolkitDownload
from tests import factories
from tests.core import samples

KEY, MARK = "vlonderpad", "zwaluw"
MARKED = re.compile(rf"(?i){MARK}\w*")
TERMS = {
    "clusters": ["cluster-2"],
    "levels": ["school"],
    "roles": ["leerkracht"],
    "sectors": ["po"],
    "needs": ["taal-en-spraak"],
    "themes": ["tos-en-taal"],
}

_numbers = count(1)


def text(what: str) -> str:
    """Return a text to search for, which tells where it was found."""
    return f"{KEY} {MARK}{what}"


@dataclass(frozen=True)
class Files:
    """An image and a document of one item."""

    image: AcademieImage
    document: AcademieDocument

    def addresses(self) -> list[str]:
        """Return every address that these files could be had by."""
        copies = [self.image.get_rendition(spec).url for spec in SIZES.values()]
        return [*copies, self.image.file.url, self.document.url, self.document.file.url]


@dataclass(frozen=True)
class Item:
    """An item with all that is to be looked for."""

    kind: str
    page: Any
    files: Files


def make_files(owner: Any = None) -> Files:
    """Upload an image and a document whose text was read already."""
    number = next(_numbers)
    image = AcademieImage.objects.create(
        title=text("fototitel"),
        file=ContentFile(samples.png_with_text(), name=f"f{number}.png"),
        uploaded_by_user=owner,
    )
    paper = AcademieDocument.objects.create(
        title=text("bladtitel"),
        file=ContentFile(text("bladinhoud").encode(), name=f"d{number}.txt"),
        uploaded_by_user=owner,
    )
    DocumentText.objects.update_or_create(
        document=paper,
        defaults={
            "state": READY,
            "text": text("bladtekst"),
            "file_name": paper.file.name,
            "version": VERSION,
        },
    )
    return Files(image, paper)


def _rich(files: Files) -> str:
    link = f'<a linktype="document" id="{files.document.pk}">{text("link")}</a>'
    return f"<p>{text('tekst')} {link}</p>"


def _stream(files: Files) -> list[tuple[str, Any]]:
    figure = {"image": files.image, "alt_text": text("alt"), "caption": text("bijschrift")}
    return [("paragraph", _rich(files)), ("figure", figure)]


def _step(files: Files) -> tuple[str, dict[str, Any]]:
    return (
        "step",
        {
            "title": text("stap"),
            "role": "leerkracht",
            "term_days": 2,
            "form_name": text("formulier"),
            "form_document": files.document,
            "variants": [],
        },
    )


BODIES: dict[str, tuple[Callable[..., Any], Callable[[Files], dict[str, Any]]]] = {
    "toolkit": (
        factories.make_toolkit,
        lambda files: {
            "purpose": f"<p>{text('doel')}</p>",
            "downloads": [ToolkitDownload(title=text("download"), document=files.document)],
        },
    ),
    "werkinstructie": (
        factories.make_werkinstructie,
        lambda files: {"steps": [_step(files)]},
    ),
    "praktijkverhaal": (
        factories.make_praktijkverhaal,
        lambda files: {"situation": _rich(files)},
    ),
    "training": (factories.make_training, lambda files: {"program": _rich(files)}),
    "nieuws": (factories.make_nieuws, lambda files: {"body": _stream(files)}),
    "pagina": (
        factories.make_content_page,
        # In the footer of every page, too.
        lambda files: {"body": _stream(files), "nav": "over"},
    ),
}


def marked_values(kind: str, files: Files) -> dict[str, Any]:
    """Return the fields of an item of this kind, all of them marked."""
    return {
        "title": text("titel"),
        "intro": text("inleiding"),
        "image": files.image,
        "alt_decision": "beschreven",
        "alt_text": text("alt"),
        "author_text": text("maker"),
        "organisation_text": text("organisatie"),
        "source_text": text("bron"),
        **BODIES[kind][1](files),
    }


def make(site: Any, kind: str, *, publish: bool, owner: Any = None, **values: Any) -> Item:
    """Make a marked item, as a draft or published."""
    files = make_files(owner)
    maker = BODIES[kind][0]
    fields = {**marked_values(kind, files), "slug": f"stuk-{next(_numbers)}", "owner": owner}
    return Item(kind, maker(site, publish=publish, **fields, **TERMS, **values), files)


def make_changed(site: Any, kind: str, owner: Any = None) -> Item:
    """Make a published item whose new draft is marked, and whose published text is not."""
    files = make_files(owner)
    maker = BODIES[kind][0]
    page = maker(site, slug=f"stuk-{next(_numbers)}", owner=owner, **TERMS)
    for name, value in marked_values(kind, files).items():
        setattr(page, name, value)
    page.save_revision(user=owner)
    return Item(kind, type(page).objects.get(pk=page.pk), files)
