"""A new account, with no more rights than everybody who takes part."""

import secrets

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from academie.accounts import links
from academie.accounts.asking import account_of
from academie.accounts.models import LoginLink, User
from academie.accounts.person_form import PersonForm
from academie.accounts.who import DEELNEMER


@transaction.atomic
def join(link: LoginLink, form: PersonForm) -> User | None:
    """Make the account that a link is for; None when the link or the address was used just now."""
    if not links.use(link) or account_of(link.email) is not None:
        return None
    user = new_account(link.email)
    form.fill(user)
    return user


def new_account(email: str, first_name: str = "", last_name: str = "") -> User:
    """Make an account without a password, in the group of everybody who takes part."""
    user = User(
        username=f"lid-{secrets.token_hex(8)}",
        email=email,
        first_name=first_name[:150],
        last_name=last_name[:150],
        agreed_at=timezone.now(),
    )
    user.set_unusable_password()
    user.save()
    user.groups.add(Group.objects.get(name=DEELNEMER))
    return user
