"""What a text still needs, with the place where it can be mended."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from academie.moderation.models import Remark
from academie.moderation.standing import Standing
from academie.proofing.finding import Finding
from academie.proofing.findings import findings_of
from academie.writing import drafts, screens
from academie.writing.plan.all import known_kind
from academie.writing.plan.groups import Group, as_raw
from academie.writing.plan.steps import Kind, Part, Step

BY_THE_READER = frozenset({"not_traceable"})
"""What a second reader settles, and no writer."""
NO_INTRO = "Schrijf in één of twee zinnen waar het voor is."


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing on the list of the last screen. ``field`` is where its link leads to."""

    sentence: str
    where: str
    url: str
    field: str


@dataclass(frozen=True, slots=True)
class Report:
    """``lacks`` stand in the way of handing in, ``advice`` does not."""

    lacks: tuple[Lack, ...]
    advice: tuple[Lack, ...]


def report(page: Any) -> Report:
    """Return everything that a saved page still needs, and what could be better."""
    kind = known_kind(page)
    lacks = [*_beside(kind, page), *(_lack(kind, page, *one) for one in missing(page).items())]
    advice: list[Lack] = []
    for finding in findings_of(page):
        row = _lack(kind, page, finding.field, words_of(finding), _row(page, finding))
        (lacks if finding.stops else advice).append(row)
    return Report(tuple(dict.fromkeys(lacks)), tuple(dict.fromkeys(advice)))


def missing(page: Any) -> dict[str, str]:
    """Return field -> sentence for what a complete page has and this one has not."""
    found = page.publish_problems()
    if not page.adopted:
        found |= page.completeness_problems()
    if not page.intro.strip():
        found = {"intro": NO_INTRO} | found
    return {name: text for name, text in found.items() if name not in BY_THE_READER}


def lacking_steps(kind: Kind, page: Any) -> set[str]:
    """Return the screens on which something is missing."""
    names = {kind.elsewhere.get(name, name) for name in missing(page)}
    return {step.slug for step in kind.steps if names & {part.name for part in step.parts}}


def advice_for(step: Step, findings: Iterable[Finding]) -> Mapping[str, list[Finding]]:
    """Return name of a part -> what was found in it, for the parts of one screen."""
    names = {part.name for part in step.parts}
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.field in names:
            found.setdefault(finding.field, []).append(finding)
    return found


def words_of(finding: Finding) -> str:
    """Return a finding in one line."""
    excerpt = f"‘{finding.excerpt}’ " if finding.excerpt else ""
    return f"{excerpt}{finding.sentence} {finding.advice}".strip()


def _beside(kind: Kind, page: Any) -> list[Lack]:
    """What was typed and cannot be in the page yet."""
    rest = drafts.rest_of(page)
    found = []
    for step in kind.steps:
        typed = screens.screen_of(step, page, rest)
        for name, sentence in screens.problems(step, typed, page).items():
            part = screens.part_of(step, name)
            found.append(_at(step, part, page, sentence, name))
    return found


def remarks(page: Any, standing: Standing) -> tuple[Lack, ...]:
    """Return what the reader who sent a text back said about its parts."""
    if not standing.reason:
        return ()
    kind = known_kind(page)
    said = Remark.objects.filter(review=standing.review_id)
    return tuple(_lack(kind, page, one.field, one.text) for one in said)


def _lack(kind: Kind, page: Any, field: str, sentence: str, row: str = "") -> Lack:
    place = kind.place_of(field)
    if place is None:
        return Lack(sentence, "Hele tekst", _url(kind.steps[0], page), "")
    step, part = place
    return _at(step, part, page, sentence, row or part.name)


def _at(step: Step, part: Part, page: Any, sentence: str, name: str) -> Lack:
    return Lack(sentence, part.label, f"{_url(step, page)}?mist=ja#{name}", name)


def _url(step: Step, page: Any) -> str:
    return reverse("writing:step", args=[page.pk, step.slug])


def _row(page: Any, finding: Finding) -> str:
    """Return the row of a group in which something was found."""
    place = known_kind(page).place_of(finding.field)
    if not finding.block or place is None or not isinstance(place[1], Group):
        return ""
    ids = [raw.get("id") for raw in as_raw(getattr(page, finding.field))]
    return f"{finding.field}-{ids.index(finding.block)}" if finding.block in ids else ""
