"""The kinds of mail that followers get, as they stand in the outbox."""

CONFIRM = "volgen-bevestigen"
KNOWN = "volgen-bekend"
LINK = "volgen-link"
DIGEST = "volgen-overzicht"
RENEW = "volgen-verlengen"

ASKED = (CONFIRM, KNOWN, LINK)
"""Sent because somebody typed an address: these are limited."""

ALL = (*ASKED, DIGEST, RENEW)
