"""The types that can be written, in the order of the start page."""

from wagtail.models import Page

from academie.writing.plan.praktijkverhaal import PRAKTIJKVERHAAL
from academie.writing.plan.steps import Kind
from academie.writing.plan.toolkit import TOOLKIT
from academie.writing.plan.training import TRAINING
from academie.writing.plan.werkinstructie import WERKINSTRUCTIE

KINDS: tuple[Kind, ...] = (TOOLKIT, PRAKTIJKVERHAAL, WERKINSTRUCTIE, TRAINING)


def kind_named(slug: str) -> Kind | None:
    """Return the kind with this name in the address."""
    return next((kind for kind in KINDS if kind.slug == slug), None)


def kind_of(page: Page) -> Kind | None:
    """Return how a page is written; None for what people do not write here."""
    return next((kind for kind in KINDS if isinstance(page, kind.model)), None)


def known_kind(page: Page) -> Kind:
    """Return how a page is written; raises ``LookupError`` for what people do not write here."""
    kind = kind_of(page)
    if kind is None:
        raise LookupError(f"page {page.pk} is not written here")
    return kind
