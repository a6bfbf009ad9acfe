"""What readers see of each type of page: only that is kept of a version and compared for them.

A list of what may be seen, so that a new field is kept out until somebody decides (a test names
fields that nobody decided about). Names of people are not in it: 'gemaakt door' is on the page of
today only.
"""

from collections.abc import Mapping
from typing import Any

from django.db.models import Model
from wagtail.models import Page

from academie.core.differences import Scope

COMMON = frozenset(
    {
        *("title", "intro", "image", "alt_text", "illustration", "region", "licence", "has_costs"),
        *("access", "organisation_text", "source_text", "valid_from", "valid_until", "evidence"),
        *("clusters", "needs", "levels", "roles", "sectors", "themes", "reading_links"),
    }
)

OWN: Mapping[str, frozenset[str]] = {
    "library.toolkit": frozenset(
        {
            *("purpose", "moment", "actions", "minutes", "prep_minutes", "group_size"),
            *("materials", "escalate_when", "escalate_to", "steps", "downloads"),
        }
    ),
    "library.werkinstructie": frozenset({"variants", "steps", "rungs"}),
    "library.praktijkverhaal": frozenset(
        {
            *("situation", "moments", "approach", "outcome", "lessons", "aftermath"),
            *("reading_minutes", "consent_note"),
        }
    ),
    "exchange.trainingeventpage": frozenset(
        {
            *("kind", "about", "program", "host_text", "bring", "return_visit", "costs_text"),
            "sessions",
        }
    ),
    "initiatives.nieuwsbericht": frozenset({"body"}),
    "home.contentpage": frozenset({"body"}),
    "library.readinglink": frozenset({"place", "target"}),
    "library.toolkitdownload": frozenset({"title", "document"}),
    "exchange.trainingsession": frozenset({"start", "end", "location", "online"}),
}
"""By type of page, and by type of what hangs on a page."""

HIDDEN = frozenset(
    {
        # Who made it; what editors and machines need; what only people with a place get.
        *("author_text", "alt_decision", "review_by", "tags", "permanent_id", "external_id"),
        *(
            "adopted",
            "gaps",
            "nav",
            "consent_given",
            "not_traceable",
            "second_reader",
            "second_read_at",
        ),
        *("vouched_note", "contact_email", "preparation", "confidentiality"),
    }
)
"""Fields of which somebody decided that no version keeps them."""


def shows(model: type[Model], field: str) -> bool:
    """Return whether readers see this field of a page, or of what hangs on one."""
    own = OWN.get(model._meta.label_lower, frozenset())
    return field in own or (field in COMMON and issubclass(model, Page))


def readable(model: type[Model], content: Mapping[str, Any]) -> dict[str, Any]:
    """Return what readers see of the content of a revision, as plain JSON."""
    kept = {"pk": content.get("pk")}
    for name, value in content.items():
        if not shows(model, name):
            continue
        if isinstance(value, list) and any(isinstance(row, dict) for row in value):
            child: Any = model._meta.get_field(name).related_model
            value = [_child(child, row) for row in value]
        kept[name] = value
    return kept


def _child(model: type[Model], row: Mapping[str, Any]) -> dict[str, Any]:
    frame = ("pk", "sort_order")
    return {name: value for name, value in row.items() if name in frame or shows(model, name)}


def names_nothing(thing: Model) -> bool:
    """Say that no linked thing is named: for words that are kept, while rights change."""
    return False


WITHOUT_NAMES = Scope(shows, names_nothing)
"""For the one line that is kept with a version."""
