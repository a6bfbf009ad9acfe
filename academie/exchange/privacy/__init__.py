"""How long personal data stays, and how it goes."""
