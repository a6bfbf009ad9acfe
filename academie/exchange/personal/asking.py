"""Having a mail sent by typing an address: the link again, or the proof of a new address.

Whoever asks gets the same answer, whether an address is known or not, and no address can be
flooded: what was sent to it lately is counted in the outbox.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from academie.exchange import links
from academie.exchange.capacity.people import email_key
from academie.exchange.enums import ACTIVE
from academie.exchange.models import SignUp
from academie.exchange.personal import kinds, letters, tokens
from academie.mail.models import OutgoingMail
from academie.mail.on_request import ONCE_IN, Asked, may_mail, slot, too_busy
from academie.mail.outbox import queue

MOST_ADDRESSES = 3
"""New addresses that the holder of one link can have mailed in 24 hours: strangers, perhaps."""

MOST_LINKS = 40
"""Sign-ups in one mail, the newest first."""

DAY = timedelta(days=1)


def ask_link(email: str) -> Asked:
    """Mail the way to everything somebody signed up for; nothing when she did not."""
    with transaction.atomic():
        if too_busy(kinds.ASKED):
            return Asked.BUSY
        found = _sign_ups(email)
        if found and may_mail(email, kinds.ASKED):
            # The address as it was given at sign-up: that one is hers.
            pairs = [(one, links.own_url(one)) for one in found]
            subject, text = letters.own_links(pairs, now=timezone.now())
            key = f"{found[0].public.hex}:{slot()}"
            queue(found[0].email, subject, text, kind=kinds.LINK, key=key)
    return Asked.DONE


def ask_address(sign_up: SignUp, email: str) -> Asked:
    """Mail the link that makes `email` the address of this sign-up, to that address."""
    with transaction.atomic():
        SignUp.objects.select_for_update().get(pk=sign_up.pk)
        recent = OutgoingMail.objects.filter(
            kind=kinds.ADDRESS,
            key__startswith=sign_up.public.hex,
            created_at__gte=timezone.now() - DAY,
        )
        if too_busy(kinds.ASKED) or recent.count() >= MOST_ADDRESSES:
            return Asked.BUSY
        if may_mail(email, kinds.ASKED):
            subject, text = letters.new_address(tokens.address_url(sign_up, email))
            key = f"{sign_up.public.hex}:{recent.count()}:{slot()}"
            if not recent.filter(to=email, created_at__gte=timezone.now() - ONCE_IN).exists():
                queue(email, subject, text, kind=kinds.ADDRESS, key=key)
    return Asked.DONE


def _sign_ups(email: str) -> list[SignUp]:
    """Return what is kept of an address: what may still happen first, then what was."""
    found = SignUp.objects.filter(email_key=email_key(email)).select_related("session__page")
    newest = list(found.order_by("-session__start", "-pk"))
    newest.sort(key=lambda one: one.state not in ACTIVE)
    return newest[:MOST_LINKS]
