"""What a mail about a sign-up is about, and the kinds under which the outbox knows them."""

from enum import StrEnum

from academie.exchange.enums import Reason, SignUpState
from academie.exchange.models import SignUpChange

_PREFIX = "aanmelding-"


class What(StrEnum):
    """One sort of letter about a sign-up."""

    REQUESTED = "gevraagd"
    WAITING = "wachtlijst"
    CONFIRMED = "bevestigd"
    PROMOTED = "doorgeschoven"
    RECEIVED = "gekregen"
    REFUSED = "geweigerd"
    WITHDRAWN = "afgemeld"
    HANDED_OVER = "doorgegeven"
    BACK_IN_LINE = "teruggezet"
    SIDE = "kant"
    DETAILS = "gegevens"
    MOVED = "verplaatst"
    CANCELLED = "geannuleerd"
    EXPIRED = "vervallen"
    ERASED = "gewist"
    CHANGED = "veranderd"

    @property
    def kind(self) -> str:
        """The kind in the outbox."""
        return _PREFIX + self


OLD_ADDRESS = _PREFIX + "oud-adres"
HOST_REQUEST = "gastheer-aanvraag"
HOST_SESSION = "gastheer-moment"
HOST_DAY = "gastheer-dag"
REMINDER = "herinnering"

_BECAME = {
    SignUpState.REQUESTED: What.REQUESTED,
    SignUpState.WAITING: What.WAITING,
    SignUpState.CONFIRMED: What.CONFIRMED,
    SignUpState.WITHDRAWN: What.WITHDRAWN,
    SignUpState.REFUSED: What.REFUSED,
    SignUpState.HANDED_OVER: What.HANDED_OVER,
    SignUpState.EXPIRED: What.EXPIRED,
    SignUpState.CANCELLED: What.CANCELLED,
}
_STAYED = {
    Reason.SIDE_CORRECTED: What.SIDE,
    Reason.DETAILS: What.DETAILS,
    Reason.MOVED: What.MOVED,
}


def what_of(change: SignUpChange) -> What:
    """Return which letter belongs to a change; there is one for every change."""
    if change.reason == Reason.ERASED:
        return What.ERASED
    if change.old == change.new:
        return _STAYED.get(Reason(change.reason), What.CHANGED)
    if change.new == SignUpState.CONFIRMED:
        if change.reason == Reason.RECEIVED:
            return What.RECEIVED
        if change.old == SignUpState.WAITING:
            return What.PROMOTED
    if (change.old, change.new) == (SignUpState.CONFIRMED, SignUpState.WAITING):
        return What.BACK_IN_LINE
    return _BECAME[SignUpState(change.new)]
