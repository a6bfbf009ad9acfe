"""Somebody typed an address to log in. What she sees says nothing about who has an account.

Known and unknown take the same steps: one look, one link, one mail.
"""

from django.db import transaction
from django.db.models import Q

from academie.accounts import kinds, letters, links
from academie.accounts.addresses import email_key
from academie.accounts.backends import AcademieBackend
from academie.accounts.models import User
from academie.mail.on_request import Asked, may_mail, too_busy
from academie.mail.outbox import owe


def ask(email: str, next_path: str) -> Asked:
    """Mail a link to log in, or to make an account, to a good address.

    After five such mails on one day nothing more goes there; the answer is the same.
    """
    user = account_of(email)
    with transaction.atomic():
        if too_busy(kinds.ON_REQUEST):
            return Asked.BUSY
        if not may_mail(email, kinds.ON_REQUEST):
            return Asked.DONE
        link, token = links.make(email, user, next_path)
        if user is None:
            kind, (subject, text) = kinds.JOIN, letters.join(links.join_url(token))
        elif AcademieBackend().user_can_authenticate(user):
            kind, (subject, text) = kinds.LOGIN, letters.login(links.login_url(token))
        else:
            kind, (subject, text) = kinds.STOPPED, letters.stopped()
        owe(email, subject, text, kind=kind, key=f"link:{link.pk}", until=link.ends_at)
    return Asked.DONE


def account_of(email: str) -> User | None:
    """Return the account that an address belongs to, active or not."""
    key = email_key(email)
    return User.objects.filter(~Q(email_key=""), email_key=key).first()
