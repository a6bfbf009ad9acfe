"""The mails of this part, by name; one per person and event."""

ASKED = "nakijken-gevraagd"
CHANGED = "nakijken-veranderd"
REMINDER = "nakijken-herinnering"
ESCALATION = "nakijken-bij-beheer"
APPROVED = "nakijken-akkoord"
REFUSED = "nakijken-terug"
READ_ALONG = "meelezen-gevraagd"
READ_ALONG_ANSWER = "meelezen-antwoord"

OURS = (ASKED, CHANGED, REMINDER, ESCALATION, APPROVED, REFUSED, READ_ALONG_ANSWER)
"""All that can wait for somebody whose account goes."""
