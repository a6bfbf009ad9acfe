"""What the mails of accounts are called in the outbox."""

LOGIN = "inloggen"
JOIN = "account maken"
STOPPED = "account gestopt"
SECURITY = "beveiliging veranderd"
CHANGED = "adres veranderd"
LEAVING = "account loopt af"
GONE = "account gewist"

NEW_ADDRESS = "nieuw adres"

ON_REQUEST = (LOGIN, JOIN, STOPPED, NEW_ADDRESS)
"""Sent because somebody typed an address."""

OURS = (*ON_REQUEST, SECURITY, CHANGED, LEAVING)
"""All that can wait for somebody whose account goes."""
