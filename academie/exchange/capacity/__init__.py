"""Places: who gets one, who waits, and why. Every path to a place goes through here."""
