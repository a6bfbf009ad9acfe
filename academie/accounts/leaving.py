"""An account goes: by its own wish, or because nobody uses it.

The row is deleted. What somebody published stays, under the function name that stands on the page;
who wrote which version is not known any more. What no reader ever saw goes along, and so does mail
that still waits (academie.core.leaving). Sessions end everywhere, since their account is gone.
"""

from uuid import uuid4

from django.db import transaction

from academie.accounts import kinds, letters
from academie.accounts.models import User
from academie.core.leaving import leave
from academie.mail.outbox import owe, withdraw
from academie.mail.retention import FORGOTTEN


class CannotLeaveError(Exception):
    """A superuser is made and removed on the server only."""


@transaction.atomic
def erase(user: User, *, tell: bool = True) -> None:
    """Delete an account with everything of the person, and write one last mail if `tell`.

    Raises ``CannotLeaveError`` for a superuser.
    """
    if user.is_superuser:
        raise CannotLeaveError
    address = user.email
    leave(user)
    user.delete()
    if address:
        withdraw(address, kinds.OURS)
    if address and tell:
        subject, text = letters.gone()
        owe(address, subject, text, kind=kinds.GONE, key=f"{FORGOTTEN}{uuid4().hex}")
