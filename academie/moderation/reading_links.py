"""Links for readers without an account: made, read, ended."""

from datetime import timedelta
from hashlib import sha256
from secrets import token_urlsafe
from typing import Any

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, Revision

from academie.mail.links import absolute
from academie.moderation.digest import digest_of
from academie.moderation.models import ReadingLink

DAYS = 14
KEPT_DAYS = 365
"""An answer is part of how a text came about; a year later the text has been looked at again."""
_SIGNER = "moderation.reading-link"
_BYTES = 24
"""Random bytes of a token: 192 bits, and a signature, so that guesses never reach the database."""
_LONGEST = 200


def make_link(
    page: Page, revision: Revision, user: Any, role: str, email: str = ""
) -> tuple[ReadingLink, str]:
    """Make a link to one version; return it with its address, which is kept nowhere."""
    token = token_urlsafe(_BYTES)
    link: ReadingLink = ReadingLink.objects.create(
        secret=_hash(token),
        page_id=page.pk,
        revision=revision,
        digest=digest_of(revision),
        made_by=user,
        reader_role=role,
        email=email,
        ends_at=timezone.now() + timedelta(days=DAYS),
    )
    return link, absolute(f"/meelezen/?t={_signer().sign(token)}")


def read_token(signed: str) -> ReadingLink | None:
    """Return the link that a token opens now; None for a false, an old or a withdrawn one."""
    try:
        token = _signer().unsign(signed[:_LONGEST])
    except BadSignature:
        return None
    link = ReadingLink.objects.select_related("revision", "page").filter(secret=_hash(token))
    found = link.first()
    if found is None or not found.works or digest_of(found.revision) != found.digest:
        return None
    return found


@transaction.atomic
def answer(link: ReadingLink, verdict: str, remarks: str, recognisable: str) -> None:
    """Write down what the reader found; a second answer takes the place of the first."""
    link.verdict, link.remarks, link.recognisable = verdict, remarks, recognisable
    link.answered_at = timezone.now()
    link.save(update_fields=["verdict", "remarks", "recognisable", "answered_at"])


def end_links(page_id: int) -> None:
    """End every link to a page: its review is over, or its text is another."""
    now = timezone.now()
    links = ReadingLink.objects.filter(page_id=page_id, withdrawn_at=None, ends_at__gt=now)
    links.update(withdrawn_at=now)


def withdraw(page_id: int, link_id: int) -> None:
    """End one link to a page."""
    links = ReadingLink.objects.filter(page_id=page_id, pk=link_id, withdrawn_at=None)
    links.update(withdrawn_at=timezone.now())


def working(page_id: int) -> int:
    """Return how many links to a page work now."""
    links = ReadingLink.objects.filter(page_id=page_id, withdrawn_at=None)
    return links.filter(ends_at__gt=timezone.now()).count()


def forget_old() -> bool:
    """Delete links a year after they ended, and addresses with them as soon as they end."""
    now = timezone.now()
    over = Q(ends_at__lt=now) | Q(withdrawn_at__lt=now)
    cleared = ReadingLink.objects.filter(over).exclude(email="").update(email="")
    deleted, _ = ReadingLink.objects.filter(ends_at__lt=now - timedelta(days=KEPT_DAYS)).delete()
    return bool(cleared or deleted)


def _signer() -> Signer:
    return Signer(salt=_SIGNER, sep=".")


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
