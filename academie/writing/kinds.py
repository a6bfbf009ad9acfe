"""What the mails of this app are called in the outbox."""

ABANDONED = "concept blijft liggen"

OURS = (ABANDONED,)
"""All that can wait for somebody whose account goes."""
