"""Makes the lexicon from a hunspell dictionary; see docs/lexicon.md."""
