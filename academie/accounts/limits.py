"""How often somebody may try to log in (docs/adr/0017); counting is `core.limits`."""

from datetime import timedelta

from academie.core.limits import Limit

_FIVE = timedelta(minutes=5)

PASSWORD_OF = Limit("wachtwoord", 10, _FIVE)
"""Wrong passwords for one name, whether there is such an account or not."""

PASSWORD_FROM = Limit("wachtwoord-van", 10, _FIVE)
"""Wrong passwords from one connection. In a school that may hold up a colleague too: few people
have a password, and whoever has one can use a mail link meanwhile."""

CODE_OF = Limit("code", 5, _FIVE)
"""Wrong codes of the second step for one account."""

ASKED_FROM = Limit("gevraagd-van", 60, _FIVE)
"""Mails to log in that one connection asks for: a whole school at the start of a meeting."""

PASSKEY_FROM = Limit("sleutel-van", 60, _FIVE)
"""Logins with a passkey from one connection."""
