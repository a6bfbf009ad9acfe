"""What every builder of a demo page needs: terms, people and the day of loading."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from academie.accounts.models import User
from academie.taxonomy.models import (
    Cluster,
    Level,
    Region,
    Role,
    Sector,
    SupportNeed,
    Term,
    Theme,
)
from home.demo.files import DemoItem

TERM_FIELDS: Mapping[str, type[Term]] = {
    "clusters": Cluster,
    "needs": SupportNeed,
    "levels": Level,
    "roles": Role,
    "sectors": Sector,
    "themes": Theme,
}

SOURCES = {
    "S0": "Terugblik op de kick-off van de Taskforce Dekkend Netwerk, gemeente Rotterdam",
    "S1": "Onderwijs en wijkteams, taakgroep Samenwerken 1 plan, Rotterdam",
    "S2": "Bericht over het werkbezoek aan het Zorg Onderwijs Centrum, Koers VO, Rotterdam",
    "S3": "Verslag van Samen Praktijk Maken in Osdorp en Bos en Lommer, Amsterdam, november 2023",
    "S4": "Opdracht van Ontwikkeltafel 3: zorgintensieve scholen, Twente",
}


@dataclass(slots=True)
class DemoContext:
    """Terms in memory, the demo people, today, and the problems met on the way."""

    people: Mapping[str, User]
    today: date
    problems: list[str] = field(default_factory=list)
    _terms: dict[type[Term], dict[str, Any]] = field(default_factory=dict)

    def term(self, model: type[Term], slug: str, item: DemoItem) -> Any:
        """Return the term or None; an unknown slug is noted."""
        if model not in self._terms:
            self._terms[model] = {term.slug: term for term in model._default_manager.all()}
        term = self._terms[model].get(slug)
        if term is None:
            self.problems.append(f"{item.name}: {model.facet} '{slug}' bestaat niet.")
        return term

    def fields(self, item: DemoItem) -> dict[str, Any]:
        """Return what every page type has in common; the page is a draft until it is published."""
        review_days = item.number("review_in_days")
        region = item.text("region")
        return {
            "title": item.text("title"),
            "slug": item.slug,
            "intro": item.text("intro"),
            "live": False,
            "permanent_id": item.permanent_id,
            "first_published_at": self.moment(item.number("published_days_ago") or 0),
            "region": self.term(Region, region, item) if region else None,
            "author_text": item.text("author_text"),
            "organisation_text": item.text("organisation_text"),
            "source_text": SOURCES.get(item.text("source"), ""),
            "evidence": item.number("evidence") or 1,
            "review_by": self.today + timedelta(days=review_days) if review_days else None,
            "illustration": item.text("illustration"),
        }

    def mark(self, page: Any, item: DemoItem) -> None:
        """Give the page its terms and tags."""
        for name, model in TERM_FIELDS.items():
            terms = [self.term(model, slug, item) for slug in item.slugs(name)]
            setattr(page, name, [term for term in terms if term is not None])
        page.tags.add(*item.slugs("tags"))

    def moment(self, days_ago: int) -> datetime:
        """Return nine o'clock that many days ago, and never a moment still to come."""
        day = self.today - timedelta(days=days_ago)
        return min(timezone.make_aware(datetime.combine(day, time(9))), timezone.now())
