"""The one door to places: form, own page, admin, import, publishing and jobs all come here.

Every function is one transaction that locks the session first; a refusal is `NotPossible` and
changes nothing. Those who wait are looked at before anybody new, and after every change.
"""

from academie.exchange.capacity.changing_places import Places, change_places, release
from academie.exchange.capacity.errors import NotPossible
from academie.exchange.capacity.joining import Outcome, sign_up
from academie.exchange.capacity.judging import approve, change_details, correct_side, refuse
from academie.exchange.capacity.leaving import erase, hand_over, withdraw
from academie.exchange.capacity.session_life import cancel, decide, session_saved
from academie.exchange.capacity.session_life import settle_session as settle

__all__ = [
    "NotPossible",
    "Outcome",
    "Places",
    "approve",
    "cancel",
    "change_details",
    "change_places",
    "correct_side",
    "decide",
    "erase",
    "hand_over",
    "refuse",
    "release",
    "session_saved",
    "settle",
    "sign_up",
    "withdraw",
]
