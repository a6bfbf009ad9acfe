"""Another mail address for an account: it is used once its owner has shown to read it."""

from uuid import uuid4

from django.db import transaction

from academie.accounts import kinds, letters, links
from academie.accounts.asking import account_of
from academie.accounts.models import LoginLink, User
from academie.mail.on_request import Asked, may_mail, too_busy
from academie.mail.outbox import owe


@transaction.atomic
def ask_change(user: User, email: str) -> Asked:
    """Mail a link to the new address; what the asker sees is the same when it is taken."""
    if too_busy(kinds.ON_REQUEST):
        return Asked.BUSY
    if not may_mail(email, kinds.ON_REQUEST):
        return Asked.DONE
    if account_of(email) is not None:
        subject, text = letters.address_taken()
        owe(email, subject, text, kind=kinds.NEW_ADDRESS, key=uuid4().hex)
        return Asked.DONE
    link, token = links.make(email, user, new_address=True)
    subject, text = letters.new_address(links.new_address_url(token))
    key = f"link:{link.pk}"
    owe(email, subject, text, kind=kinds.NEW_ADDRESS, key=key, until=link.ends_at)
    return Asked.DONE


@transaction.atomic
def change(user: User, link: LoginLink) -> bool:
    """Use the new address from now on and tell the former one; False when that cannot be."""
    if link.user_id != user.pk or not links.use(link) or account_of(link.email) is not None:
        return False
    former, user.email = user.email, link.email
    user.save(update_fields=["email"])
    LoginLink.objects.filter(user=user).delete()
    if former:
        subject, text = letters.address_changed()
        owe(former, subject, text, kind=kinds.CHANGED, key=uuid4().hex)
    return True
