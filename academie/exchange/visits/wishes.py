"""Wishing to visit and be visited: asking, confirming by mail, taking back, ending after a year.

Whoever asks gets the same answer, whether an address is known or not, and no address can be
flooded: what was sent to it lately is counted in the outbox.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from academie.core.enums import World
from academie.exchange.capacity.people import email_key
from academie.exchange.models import Match, Wish
from academie.exchange.visits import kinds, letters, wish_tokens
from academie.mail.on_request import Asked, may_mail, slot, too_busy
from academie.mail.outbox import queue, withdraw
from academie.taxonomy.models import Region

KEEP = timedelta(days=365)
KEEP_UNCONFIRMED = timedelta(days=wish_tokens.CONFIRM_DAYS + 1)
"""A day more than the link works; the night of `keep_until` it is deleted (`exchange.privacy`)."""


@dataclass(frozen=True, slots=True)
class Wished:
    """What somebody filled in."""

    name: str
    email: str
    organisation: str
    side: World
    wants: World
    region: Region | None = None
    kinds: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()


def ask(wished: Wished, *, now: datetime | None = None) -> Asked:
    """Keep a wish until the owner of the address confirms it; one open wish an address."""
    now = now or timezone.now()
    address = email_key(wished.email)
    with transaction.atomic():
        if too_busy(kinds.ASKED):
            return Asked.BUSY
        if not may_mail(wished.email, kinds.ASKED):
            return Asked.DONE
        values = {
            "name": wished.name,
            "email": wished.email,
            "organisation": wished.organisation,
            "side": wished.side,
            "wants": wished.wants,
            "region": wished.region,
            "kinds": list(wished.kinds),
            "themes": list(wished.themes),
            "created_at": now,
            "keep_until": timezone.localdate(now) + KEEP_UNCONFIRMED,
        }
        wish, is_new = Wish.objects.get_or_create(
            email_key=address, closed_at=None, defaults=values
        )
        wish = Wish.objects.select_for_update().get(pk=wish.pk)
        if wish.confirmed_at is not None:
            url = wish_tokens.manage_url(wish.public)
            _mail(wish, kinds.KNOWN, letters.known(url, wish.keep_until), now)
            return Asked.DONE
        if not is_new:
            for name, value in values.items():
                setattr(wish, name, value)
            wish.save()
        _mail(wish, kinds.CONFIRM, letters.confirm(wish_tokens.confirm_url(wish.public)), now)
    return Asked.DONE


def confirm(public: UUID, *, now: datetime | None = None) -> Wish | None:
    """Let a wish count; None when it is gone. Twice is once."""
    now = now or timezone.now()
    until = timezone.localdate(now) + KEEP
    with transaction.atomic():
        is_new = Wish.objects.filter(public=public, confirmed_at=None).update(
            confirmed_at=now, keep_until=until
        )
        wish = Wish.objects.filter(public=public).first()
        if wish is not None and is_new:
            # The link in this mail works as long as the wish is kept.
            url = wish_tokens.manage_url(wish.public)
            _mail(wish, kinds.KEPT, letters.kept(url, wish.keep_until), now)
    return wish


def renew(public: UUID, *, now: datetime | None = None) -> None:
    """Keep an open wish for another year."""
    until = timezone.localdate(now) + KEEP
    Wish.objects.filter(public=public, closed_at=None).exclude(confirmed_at=None).update(
        keep_until=until
    )


def erase(public: UUID) -> None:
    """Delete a wish; what was proposed with it is proposed no longer. Twice is once.

    Mails that are there already are not its business: `exchange.privacy.erasure` does both.
    """
    with transaction.atomic():
        wish = Wish.objects.select_for_update().filter(public=public).first()
        if wish is not None:
            Match.objects.filter(state=Match.State.PROPOSED, members__wish=wish).delete()
            withdraw(wish.email, kinds.ASKED)
            wish.delete()


def _mail(wish: Wish, kind: str, letter: tuple[str, str], now: datetime) -> None:
    """Write a mail that somebody asked for; pressing twice gives no second one."""
    queue(wish.email, *letter, kind=kind, key=f"{wish.public.hex}:{slot(now)}")
