"""What this app keeps of somebody with an account."""

from collections.abc import Mapping
from typing import Any

from academie.core.own_data import Rows, register_own_data
from academie.upkeep.models import Confirmation, NoNews, Report


def tell(user: Any) -> Mapping[str, Rows]:
    """Return confirmations, reports taken on, and where no mail is wanted."""
    confirmed = Confirmation.objects.filter(user=user).select_related("page")
    taken = Report.objects.filter(owner=user).select_related("page")
    refused = NoNews.objects.filter(user=user).select_related("page")
    return {
        "Nagekeken kaarten": [
            {"kaart": one.page.title, "op": one.at, "nakijken vóór": one.due} for one in confirmed
        ],
        "Meldingen die u oppakte": [
            {"kaart": one.page.title, "gemeld op": one.created_at, "antwoord": one.answer}
            for one in taken
        ],
        "Geen mail over nieuwe versies": [
            {"kaart": one.page.title if one.page else "alles", "sinds": one.at} for one in refused
        ],
    }


def register() -> None:
    """Called once, when the app is ready."""
    register_own_data(tell)
