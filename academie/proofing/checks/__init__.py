"""The checks, one a module: each takes a text and yields what it finds."""
