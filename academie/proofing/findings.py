"""Everything that was found in a page: what stops it and what could be better.

The one door for the editor, the writing flow and moderation.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from academie.core.page_texts import capitalised, page_texts
from academie.core.proof import Stop
from academie.proofing.checks import (
    abbreviations,
    attachments,
    claims,
    headings,
    images,
    links,
    plainer,
    pupils,
    reading,
    sizes,
)
from academie.proofing.finding import WHOLE, Finding, Group, Severity, in_order
from academie.proofing.text import Text

Check = Callable[[Text], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    pupils.check,
    images.check,
    sizes.check,
    claims.check,
    links.check,
    headings.check,
    reading.check,
    abbreviations.check,
    plainer.check,
    attachments.check,
)
"""In the order in which a writer hears of them, after severity."""


def findings_of(page: Any) -> list[Finding]:
    """Return what was found in a page as it is in memory, what stops it first.

    Any page that an editor writes may come in; the page is not changed and nothing is saved. Files
    and images that hang on it are read in at most four queries.
    """
    text = Text(page, tuple(page_texts(page)))
    return in_order(finding for check in CHECKS for finding in check(text))


def grouped(findings: Iterable[Finding], page: Any) -> list[Group]:
    """Return findings per field, in the order of the form's fields; each group what stops first."""
    by_field: dict[str, list[Finding]] = {}
    for finding in findings:
        by_field.setdefault(finding.field, []).append(finding)
    order = {field.name: at for at, field in enumerate(page._meta.concrete_fields)}
    order |= {"": -3, "title": -2, "intro": -1}
    return [
        Group(name, label_of(page, name), tuple(in_order(by_field[name])))
        for name in sorted(by_field, key=lambda name: order.get(name, len(order)))
    ]


def label_of(page: Any, field: str) -> str:
    """Return what a field or a child relation is called in the form."""
    if not field:
        return WHOLE
    found = page._meta.get_field(field)
    if found.one_to_many:
        return capitalised(found.related_model._meta.verbose_name_plural)
    return capitalised(found.verbose_name)


def stops_of(page: Any) -> list[Stop]:
    """Return what stands in the way of publishing and submitting (academie.core.proof)."""
    return [
        Stop(finding.field, f"{finding.label}: {finding.sentence} {finding.advice}".strip())
        for finding in findings_of(page)
        if finding.severity is Severity.STOP
    ]
