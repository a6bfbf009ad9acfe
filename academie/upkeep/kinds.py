"""The kinds of mail of this app, as they stand in the outbox."""

NEWS = "bewaard-veranderd"
REVIEW = "nakijken"
REPORTED = "melding"
ANSWERED = "melding-antwoord"
LATE_REPORT = "melding-te-laat"
DEAD_LINK = "dode-link"

OURS = (NEWS, REVIEW, REPORTED, LATE_REPORT, DEAD_LINK)
"""All that can wait for somebody whose account goes."""
