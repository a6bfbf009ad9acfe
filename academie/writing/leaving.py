"""A writer leaves: what no reader ever had goes too, since nobody else could open it."""

from academie.accounts.models import User
from academie.core.leaving import on_leaving
from academie.mail.leaving import withdraw_on_leaving
from academie.writing import drafts, kinds


def drop_drafts(user: User) -> None:
    """Delete the drafts that were never handed in and never published."""
    for page in drafts.own_pages(user):
        drafts.delete(page, user)


def register() -> None:
    """Called once, when the app is ready."""
    on_leaving(drop_drafts)
    withdraw_on_leaving(kinds.OURS)
