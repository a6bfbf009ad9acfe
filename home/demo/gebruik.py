"""Demo use: what made-up users said of two toolkits, what was counted, and what one person kept.

Only for pages that are new, so that a second load changes nothing.
"""

from collections.abc import Mapping
from datetime import timedelta

from django.utils import timezone
from wagtail.models import Page

from academie.accounts.models import User
from academie.feedback.models import Experience, Group, Outcome, State
from academie.feedback.summaries import renew
from academie.feedback.telling import KEEP_ACCOUNT, Told, tell
from academie.figures.models import DayCount, What
from academie.shelves import collecting, saving

TOLD_OF = "opdracht-geven-bij-tos"
WORDS = "In groep 4 hielp het pas toen ook de overblijf dezelfde plaatjes gebruikte."
WAITING = "Wij hangen de plaatjes nu naast het digibord. Dan ziet iedereen ze."
OUTCOMES = (
    *[("leerkracht", "po", Outcome.WORKED)] * 5,
    ("leerkracht", "po", Outcome.PARTLY),
    *[("ib", "po", Outcome.WORKED)] * 4,
    *[("ib", "sbo", Outcome.PARTLY)] * 2,
    ("leerkracht", "sbo", Outcome.NOT),
)
KEPT = (TOLD_OF, "rustig-begin-van-de-dag", "warme-overdracht-checklist")
COLLECTION = ("Mijn eerste weken in groep 4", "Wat ik wil proberen, in deze volgorde.")
DAYS = 40


def show_use(pages: Mapping[str, Page], new: set[int], people: Mapping[str, User]) -> None:
    """Fill what is shown of use. `pages` by slug, `new` the numbers of pages loaded just now."""
    fresh = {slug: page for slug, page in pages.items() if page.pk in new}
    if TOLD_OF in fresh:
        _experiences(fresh[TOLD_OF].pk, people)
    for place, slug in enumerate(slug for slug in KEPT if slug in fresh):
        _counts(fresh[slug].pk, place)
    kept = [fresh[slug].pk for slug in KEPT if slug in fresh]
    if len(kept) == len(KEPT):
        _shelf(people["demo-deelnemer"], kept)


def _experiences(page_id: int, people: Mapping[str, User]) -> None:
    now = timezone.now()
    for number, (role, sector, outcome) in enumerate(OUTCOMES):
        Experience.objects.create(
            page_id=page_id,
            role=role,
            sector=sector,
            group=Group.CLASS if number % 2 else Group.SMALL,
            outcome=outcome,
            text=WORDS if number == 0 else "",
            state=State.SHOWN,
            reviewer=people["demo-redacteur"] if number == 0 else None,
            reviewed_at=now if number == 0 else None,
            told_at=now - timedelta(days=3 * number),
            cut_on=timezone.localdate(now) + KEEP_ACCOUNT,
        )
    told = Told("leerkracht", "po", Group.CLASS, Outcome.WORKED, WAITING)
    tell(page_id, people["demo-deelnemer"], told)
    renew(page_id)


def _counts(page_id: int, place: int) -> None:
    today = timezone.localdate()
    DayCount.objects.bulk_create(
        DayCount(page_id=page_id, what=what, day=today - timedelta(days=day), count=number)
        for day in range(1, DAYS)
        for what, number in (
            (What.VIEWS, 3 + (day * 7 + place) % 11),
            (What.DOWNLOADS, (day + place) % 3),
            (What.USEFUL, (day + place) % 2),
        )
        if number
    )


def _shelf(owner: User, kept: list[int]) -> None:
    for page_id in kept:
        saving.save(owner, page_id)
    collection = collecting.make(owner, *COLLECTION)
    for page_id in kept:
        collecting.add(collection, page_id)
