"""The links that mails bring: random, used once, good for a quarter of an hour.

The database holds a hash, so that a copy of it opens nothing. A newer link of the same address ends
the older ones.
"""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from academie.accounts.addresses import email_key
from academie.accounts.models import LoginLink, User
from academie.mail.links import absolute

GOOD_FOR = timedelta(minutes=15)
MINUTES = 15
_BYTES = 32
_LONGEST = 100
MAX_NEXT = 500


def make(
    email: str, user: User | None, next_path: str = "", *, new_address: bool = False
) -> tuple[LoginLink, str]:
    """Write down a new link for an address and return it with its token; older ones end.

    With an account it logs in, without one it makes one; `new_address` gives that account the
    address and does not log in.
    """
    token, key = secrets.token_urlsafe(_BYTES), email_key(email)
    now = timezone.now()
    kept = email if new_address or user is None else ""
    LoginLink.objects.filter(email_key=key, user=user, email=kept).delete()
    link = LoginLink.objects.create(
        token_hash=_hash(token),
        user=user,
        email=kept,
        email_key=key,
        next=next_path,
        made_at=now,
        ends_at=now + GOOD_FOR,
    )
    return link, token


def find(token: str) -> LoginLink | None:
    """Return the link of a token; None for a false, used or old one."""
    if not token or len(token) > _LONGEST:
        return None
    links = LoginLink.objects.select_related("user")
    return links.filter(token_hash=_hash(token), ends_at__gt=timezone.now()).first()


def use(link: LoginLink) -> bool:
    """Use a link up. False when somebody was just before us: only one of two presses counts."""
    return LoginLink.objects.filter(pk=link.pk).delete()[0] == 1


def login_url(token: str) -> str:
    """Return the address of the page with the button that logs in."""
    return absolute(f"{reverse('accounts:link')}?t={token}")


def join_url(token: str) -> str:
    """Return the address of the page on which somebody makes an account."""
    return absolute(f"{reverse('accounts:join')}?t={token}")


def new_address_url(token: str) -> str:
    """Return the address of the page on which somebody confirms her new address."""
    return absolute(f"{reverse('accounts:new_address')}?t={token}")


def forget(now: datetime) -> int:
    """Delete links that ended; return how many."""
    return LoginLink.objects.filter(ends_at__lte=now).delete()[0]


def own_path(request: HttpRequest, target: str | None) -> str:
    """Return where somebody wants to go, when that is on this site; '' otherwise."""
    target = (target or "").strip()
    own = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if own and len(target) <= MAX_NEXT else ""


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
