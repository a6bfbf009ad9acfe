"""Who is reminded of which item today. Run every few hours; each reminder is written once."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import Page

from academie.accounts.models import User
from academie.core.items import item_models
from academie.mail.links import absolute
from academie.mail.outbox import owe
from academie.upkeep import kinds
from academie.upkeep.letters import letter
from academie.upkeep.models import ReviewNotice
from academie.upkeep.people import editors_of, reachable_owner, top

BEFORE, LATE, TOP_AFTER = timedelta(days=30), timedelta(days=14), timedelta(days=30)

Kind = ReviewNotice.Kind

_SUBJECTS = {
    Kind.BEFORE: "Klopt dit nog? {title}",
    Kind.DUE: "Vandaag nakijken: {title}",
    Kind.LATE: "Te laat nagekeken: {title}",
    Kind.NO_OWNER: "Zonder maker: {title}",
    Kind.TOP: "Niemand keek dit na: {title}",
}


def remind(today: date | None = None) -> bool:
    """Write every reminder that is due; say whether there was any."""
    today = today or timezone.localdate()
    pages = due_pages(today)
    told = _told(pages)
    return sum(_remind_one(page, today, told.get(page.pk, {})) for page in pages) > 0


def due_pages(today: date) -> list[Any]:
    """Return the live items whose date is near or past, specific, by date."""
    found: list[Any] = []
    for model in item_models():
        rows = model._default_manager.filter(live=True, alias_of=None)
        found += rows.filter(review_by__lte=today + BEFORE).select_related("owner")
    return sorted(found, key=lambda page: (page.review_by, page.pk))


def wanted(today: date, review_by: date, has_owner: bool, told: Mapping[str, date]) -> list[Kind]:
    """Return what should have been written by today; ``told`` has the day of each reminder.

    Of the maker's reminders only the latest: after a month without a worker she gets one mail.
    """
    editors = [told[kind] for kind in (Kind.LATE, Kind.NO_OWNER) if kind in told]
    if editors and today - min(editors) >= TOP_AFTER:
        return [Kind.TOP]
    if not has_owner:
        return [Kind.NO_OWNER]
    late = today - review_by
    if late >= LATE:
        return [Kind.LATE]
    return [Kind.DUE] if late >= timedelta(0) else [Kind.BEFORE]


def _told(pages: Iterable[Any]) -> dict[int, dict[str, date]]:
    """Return, by item, on which day each reminder about its date was written; one query."""
    dates = {page.pk: page.review_by for page in pages}
    found: dict[int, dict[str, date]] = {}
    for row in ReviewNotice.objects.filter(page_id__in=dates):
        if row.review_by == dates[row.page_id]:
            found.setdefault(row.page_id, {})[row.kind] = row.on
    return found


def _remind_one(page: Any, today: date, told: Mapping[str, date]) -> bool:
    owner = reachable_owner(page)
    kinds_now = wanted(today, page.review_by, owner is not None, told)
    return sum(_write(page, kind, owner, today) for kind in kinds_now if kind not in told) > 0


@transaction.atomic
def _write(page: Any, kind: Kind, owner: User | None, today: date) -> bool:
    """Write one reminder unless it was; of two workers one finds the row there."""
    if ReviewNotice.objects.filter(page=page, kind=kind, review_by=page.review_by).exists():
        return False
    ReviewNotice.objects.bulk_create(
        [ReviewNotice(page=page, kind=kind, review_by=page.review_by, on=today)],
        ignore_conflicts=True,
    )
    people = _people(page, kind, owner)
    for person in people:
        owe(
            person.email,
            _SUBJECTS[kind].format(title=page.title)[:150],
            _text(page, kind),
            kind=kinds.REVIEW,
            key=f"{page.pk}:{kind}:{page.review_by:%Y%m%d}:{person.pk}",
        )
    return bool(people)


def _people(page: Any, kind: Kind, owner: User | None) -> list[User]:
    if kind in (Kind.BEFORE, Kind.DUE):
        return [owner] if owner else []
    return top() if kind is Kind.TOP else editors_of(page)


def _text(page: Page, kind: Kind) -> str:
    item: Any = page
    day = date_format(item.review_by, "j F Y")
    why = {
        Kind.BEFORE: f"U maakte ‘{page.title}’. Wij beloven lezers dat iemand dit nakijkt vóór "
        f"{day}. Wilt u lezen of het nog klopt?",
        Kind.DUE: f"U maakte ‘{page.title}’. Vandaag, op {day}, zou iemand nakijken of het nog "
        "klopt. Wilt u dat doen?",
        Kind.LATE: f"‘{page.title}’ zou vóór {day} nagekeken zijn. De maker kreeg twee keer een "
        "mail en keek nog niet. Wilt u het nakijken, of de maker bellen?",
        Kind.NO_OWNER: f"‘{page.title}’ moet vóór {day} nagekeken zijn. De maker is weg of heeft "
        "geen adres bij ons. Wilt u het nakijken, of een nieuwe maker zoeken?",
        Kind.TOP: f"‘{page.title}’ zou vóór {day} nagekeken zijn. De redactie kreeg een mail en "
        "keek nog niet. Wilt u zorgen dat iemand het doet?",
    }[kind]
    url = absolute(reverse("upkeep:review", args=[item.permanent_id]))
    return letter(
        why,
        "Klopt alles nog? Of is er iets veranderd? U zegt het met één knop, na het inloggen:\n"
        + url,
        f"De kaart zelf:\n{page.full_url or absolute(page.url or '/')}",
    )
