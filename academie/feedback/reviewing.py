"""An editor's yes or no to what people write about items; nobody's own, nobody's own item."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from academie.accounts.who import BEHEERDER, REDACTEUR, may_review
from academie.feedback import letters
from academie.feedback.models import MAX_REASON, Experience, Reply, State
from academie.feedback.summaries import renew
from academie.taxonomy.selectors import region_path

Text = Experience | Reply

NO_REASON = "Schrijf op waarom u dit niet plaatst. De schrijver krijgt dit per mail."
TOO_LONG = f"Maak de reden korter: hoogstens {MAX_REASON} tekens."
GONE = "Iemand anders heeft dit al nagekeken, of de schrijver heeft het veranderd."


class NotPossible(Exception):
    """A decision that cannot be taken; the text is the sentence for the editor."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A text in the queue, with the page that it is about."""

    text: Text
    experience: Experience
    page: Page

    @property
    def kind(self) -> str:
        """How the address of its screen names it."""
        return "antwoord" if isinstance(self.text, Reply) else "ervaring"


class Reviewer:
    """What one account may decide about; knows the account's groups and regions once."""

    def __init__(self, user: Any) -> None:
        self._user = user
        self.reviews = may_review(user)
        groups = set(user.groups.values_list("name", flat=True)) if self.reviews else set()
        self._everywhere = user.is_superuser or bool(groups & {REDACTEUR, BEHEERDER})
        self._regions = (
            set(user.regions.values_list("slug", flat=True))
            if self.reviews and not self._everywhere
            else set()
        )

    def may_decide(self, text: Text, page: Page) -> bool:
        """Return whether the account may say yes or no: not about her own words or item."""
        if not self.reviews or self._user.pk in (text.user_id, page.owner_id):
            return False
        if self._everywhere:
            return True
        region = getattr(page.specific, "region", None)
        return region is not None and bool(self._regions & set(region_path(region.slug)))

    def queue(self) -> list[Waiting]:
        """Return what waits and is for this account, the longest wait first."""
        if not self.reviews:
            return []
        found = [one for one in _all_waiting() if self.may_decide(one.text, one.page)]
        return sorted(found, key=lambda one: one.text.created_at)


def find(kind: str, pk: int) -> Waiting | None:
    """Return a text that waits; None when it does not, or is not there."""
    return next((one for one in _all_waiting(kind, pk)), None)


@transaction.atomic
def decide(waiting: Waiting, user: Any, *, yes: bool, reason: str = "") -> None:
    """Show a text or refuse it with a reason, and tell whom it concerns by mail.

    Raises `NotPossible` when the account may not, the reason misses, or the text changed meanwhile.
    """
    text = waiting.text
    if not Reviewer(user).may_decide(text, waiting.page):
        raise NotPossible("U kunt niet beslissen over uw eigen tekst of uw eigen kaart.")
    if not yes and not reason:
        raise NotPossible(NO_REASON)
    if len(reason) > MAX_REASON:
        raise NotPossible(TOO_LONG)
    changed = (
        type(text)
        ._default_manager.filter(pk=text.pk, state=State.WAITING, text=text.text)
        .update(
            state=State.SHOWN if yes else State.REFUSED,
            reason="" if yes else reason,
            reviewer=user,
            reviewed_at=timezone.now(),
        )
    )
    if not changed:
        raise NotPossible(GONE)
    text.refresh_from_db()
    renew(waiting.page.pk)
    letters.decided(text, waiting.experience, waiting.page)


def _all_waiting(kind: str = "", pk: int | None = None) -> Iterator[Waiting]:
    own = {"pk": pk} if pk is not None else {}
    found: list[tuple[Text, Experience]] = []
    if kind in ("", "ervaring"):
        experiences = Experience.objects.filter(state=State.WAITING, **own).exclude(text="")
        found += [(one, one) for one in experiences]
    if kind in ("", "antwoord"):
        replies = Reply.objects.filter(state=State.WAITING, **own).select_related("experience")
        found += [(one, one.experience) for one in replies]
    numbers = {experience.page_id for _, experience in found}
    pages = {page.pk: page for page in Page.objects.filter(pk__in=numbers).specific()}
    return (Waiting(text, told, pages[told.page_id]) for text, told in found)
